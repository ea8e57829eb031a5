"""Keyrings: told by their first bytes alone, and no secret is ever in the machine's memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.keyring_store import READERS
from peerkit.audit.probes.live import signature
from peerkit.audit.probes.machine import BusCall, Environ, Garbled, Missing, ReadFile, Refused, WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_privacy import Keyring, KeyringForm
from peerkit.model.private import redact
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.audit_scene import PASSWD, AuditProbe, Tree, judged, known, read, verdicts
from tests.audit.probes.linux.samples import samples

CHECK, HOME = "keyring-encrypted", "/home/robin"
KEYRINGS = f"{HOME}/.local/share/keyrings"
CLEAR = b"[keyring]\ndisplay-name=Login\n\n[1]\nsecret=CANARYsecret\n"
ENCRYPTED = b"GnomeKeyring\n\r\0\n\0\0\0\0CANARYcipher"
WALLET = b"KWALLET\n\r\0\r\n\0\1\0\2CANARYcipher"
BUS = "org.freedesktop.DBus"


class TestContract(ProbeContract):
    probe, system = type("P", (AuditProbe,), {"readers": READERS}), OS.LINUX


def home(files=None, **more):
    """A home with something in it, and these files below it."""
    return Tree({f"{HOME}/.profile": "", **{f"{HOME}/{path}": raw for path, raw in (files or {}).items()}}, **more)


@pytest.mark.parametrize(
    ("path", "raw", "form", "verdict"),
    [
        (".local/share/keyrings/login.keyring", ENCRYPTED, KeyringForm.ENCRYPTED, "pass"),
        (".local/share/keyrings/v1/login.keyring", ENCRYPTED, KeyringForm.ENCRYPTED, "pass"),
        (".local/share/keyrings/login.keyring", CLEAR, KeyringForm.CLEAR, "fail"),
        (".local/share/kwalletd/kdewallet.kwl", WALLET, KeyringForm.WALLET, "unknown"),
        (".local/share/keyrings/login.keyring", b"", KeyringForm.UNRECOGNISED, "unknown"),
        (".local/share/keyrings/login.keyring", b"\n[keyring]\n", KeyringForm.UNRECOGNISED, "unknown"),
        (".local/share/python_keyring/keyring_pass.cfg", b"[a]\nb=CANARYsecret\n", KeyringForm.CLEAR, "fail"),
    ],
)
def test_forms(path, raw, form, verdict):
    machine = home({path: raw})
    assert [file.form for file in known(Keyring, machine).files] == [form]
    assert verdicts(CHECK, machine) == [verdict]


@pytest.mark.parametrize("path", [".local/share/keyrings/user.keystore", ".local/share/kwalletd/kdewallet.salt"])
def test_other_files_are_no_keyrings(path):
    assert verdicts(CHECK, home({path: b"\1\2"})) == ["not_applicable"]


def test_one_open_keyring_among_others_is_named():
    machine = home({".local/share/keyrings/login.keyring": ENCRYPTED, ".local/share/keyrings/old.keyring": CLEAR})
    (found,) = judged(CHECK, machine)
    assert found.status.value == "fail"
    assert "old.keyring" in found.message
    assert "old.keyring" not in redact(found.message + found.subject + str(found.evidence[0]), "salt")


def test_no_secret_is_ever_in_memory():
    probe = AuditProbe(home({".local/share/keyrings/login.keyring": CLEAR}))
    fact = probe.get(Keyring)
    assert not [request for request in probe.machine.replies if isinstance(request, ReadFile)]
    assert "CANARY" not in repr(fact) + repr(probe.machine.replies)


def test_homes_of_others_as_root():
    passwd = PASSWD + "alex:x:1001:1001::/home/alex:/bin/sh\n"
    files = {"/etc/passwd": passwd, f"{HOME}/.profile": "", f"{KEYRINGS}/a.keyring": CLEAR}
    machine = Tree(files, replies={WhoAmI(): (0, "root", "/root")})
    assert known(Keyring, machine).hidden == 1
    assert verdicts(CHECK, machine) == ["fail", "unknown"]
    machine = Tree(files, replies={WhoAmI(): (0, "root", "/root"), Environ("SUDO_USER"): "robin"})
    assert verdicts(CHECK, machine) == ["fail"]


def test_an_unreadable_home_is_unknown():
    machine = home({".local/share/keyrings/a.keyring": Refused("no")})
    assert isinstance(read(Keyring, machine), Unknown)
    assert isinstance(read(Keyring, Tree()), Unknown)


def session(program):
    def ask(member, argument):
        return BusCall("session", BUS, "/org/freedesktop/DBus", BUS, member, "s", (argument,))

    owner = {
        ask("GetNameOwner", "org.freedesktop.secrets"): [":1.7"],
        ask("GetConnectionUnixProcessID", ":1.7"): [4242],
    }
    return home({"x": ""}, replies={**owner, ReadFile("/proc/4242/comm"): program})


def test_a_service_with_a_place_of_its_own_leaves_it_open():
    machine = session(b"keepassxc\n")
    assert known(Keyring, machine).service == "keepassxc"
    assert verdicts(CHECK, machine) == ["unknown"]
    assert "\x1b" not in judged(CHECK, session(b"\x1b[2J\n"))[0].message


@pytest.mark.parametrize(
    ("name", "verdict"), [("plaintext-emptypassword.keyring", "fail"), ("encrypted-login.keyring", "pass")]
)
def test_the_samples(name, verdict):
    machine = home({".local/share/keyrings/login.keyring": (samples("keyring") / name).read_bytes()})
    probe = AuditProbe(machine)
    probe.get(Keyring)
    assert verdicts(CHECK, machine) == [verdict]
    assert "PLAINTEXTCANARY" not in repr(judged(CHECK, machine)) + repr(probe.machine.replies)


# The first bytes on a real disk.


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (CLEAR, "gnome-keyring, clear text"),
        (ENCRYPTED, "gnome-keyring, encrypted"),
        (WALLET, "kwallet"),
        (b"", ""),
        (b"[keyrin", ""),
        (b"CANARY" * 99, ""),
    ],
)
def test_signatures(tmp_path, raw, name):
    path = tmp_path / "file"
    path.write_bytes(raw)
    assert signature(str(path)) == name


def test_a_folder_has_no_signature(tmp_path):
    with pytest.raises((Garbled, OSError)):
        signature(str(tmp_path))
    with pytest.raises((Missing, OSError)):
        signature(str(tmp_path / "none"))


@given(st.binary(max_size=64))
def test_any_bytes_have_a_form_and_none_comes_out(raw):
    fact = known(Keyring, home({".local/share/keyrings/a.keyring": raw}))
    assert fact.files[0].form in KeyringForm
