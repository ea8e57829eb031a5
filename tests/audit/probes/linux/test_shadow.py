"""How passwords are kept: the samples give the verdicts that were worked out for them, and no hash is ever seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.shadow import READERS
from peerkit.audit.probes.machine import CouldNotLook, Refused
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_accounts import Scheme, StoredPassword, StoredPasswords
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import AuditProbe, Tree, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

CHECK = "password-hashing-modern"
GOOD = "robin:$y$j9T$CANARY$CANARY:20000:0:99999:7:::\n"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def machine(shadow, passwd=None):
    return Tree({"/etc/shadow": shadow, **({"/etc/passwd": passwd} if passwd else {})})


def test_schemes_arrive_and_hashes_do_not():
    fact = known(StoredPasswords, machine(GOOD + "alex:!CANARYclear:20000::::::\nmail:*:20000::::::\n"))
    assert fact.passwords == (
        StoredPassword("robin", Scheme.YESCRYPT),
        StoredPassword("alex", Scheme.CLEAR, locked=True),
        StoredPassword("mail", Scheme.IMPOSSIBLE, locked=True),
    )
    assert "CANARY" not in repr(fact)


def test_an_old_list_of_accounts_with_hashes_in_it_is_seen():
    passwd = "robin:EkzKU1vvLeHqg:1000:1000::/home/robin:/bin/bash\n"
    fact = known(StoredPasswords, machine(GOOD, passwd))
    assert StoredPassword("robin", Scheme.DES) in fact.passwords


def test_without_root_it_is_unknown_and_says_what_would_help():
    fact = read(StoredPasswords, machine(Refused("no")))
    assert isinstance(fact, Unknown)
    assert fact.hint == "Run again with sudo."


@pytest.mark.parametrize("shadow", ["", "robin:CANARY\n", "\x00\x01"])
def test_a_broken_file_is_unknown_and_is_not_quoted(shadow):
    fact = read(StoredPasswords, machine(shadow))
    assert isinstance(fact, Unknown)
    assert "CANARY" not in repr(fact)


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_the_states_of_real_accounts(system):
    """c_NONE, s_plain and s_x hold a word in clear text; c_DES and c_MD5 are old; all else is fine or no password."""
    found = judged(CHECK, machine((samples("shadow") / f"useradd-chpasswd-states-{system}.shadow").read_bytes()))
    failed = {reveal(one.subject): one.severity.value for one in found if one.status.value == "fail"}
    clear = dict.fromkeys(("c_NONE", "s_plain", "s_x"), "critical")
    assert failed == {**clear, "c_DES": "high", "c_MD5": "high"}
    shown = repr(found)
    assert "plaintextpassword" not in shown
    assert "correct horse" not in shown


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_every_method_of_mkpasswd_has_its_verdict(system):
    raw = (samples("shadow") / f"mkpasswd-all-methods-{system}.shadow").read_text()
    for line in raw.splitlines():
        name = line.split(":")[0]
        weak = name in ("t_sunmd5", "t_md5crypt", "t_bsdicrypt", "t_descrypt", "t_nt")
        assert verdicts(CHECK, machine(line + "\n")) == (["fail"] if weak else ["pass"]), name


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("pub-jc-centos-7.7-shadow.out", "pass"),
        ("pub-jc-ubuntu-18.04-shadow.out", "pass"),
        # A fresh system, on which no account has a password yet.
        ("etc-shadow-head-bookworm.shadow", "not_applicable"),
        ("etc-shadow-head-trixie.shadow", "not_applicable"),
    ],
)
def test_whole_files(name, verdict):
    assert verdicts(CHECK, machine((samples("shadow") / name).read_bytes())) == [verdict]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_fact_or_unknown(raw):
    try:
        fact = READERS[StoredPasswords](machine(raw))
    except CouldNotLook:
        return
    assert isinstance(fact, StoredPasswords | Unknown)
