"""Any text at all: each parser gives an answer or says that it cannot, and nothing else."""

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import autoupdate, boot, disk, firewall, ports, release
from peerkit.audit.probes.linux.disk.luks import parse_header
from peerkit.audit.probes.linux.disk.mounts import by_point, holding, parse_mounts, parse_swaps
from peerkit.audit.probes.linux.disk.volumes import parse_flags, parse_fscrypt, parse_zfs
from peerkit.audit.probes.linux.firewall.iptables import parse_rules
from peerkit.audit.probes.linux.firewall.nftables import parse_ruleset
from peerkit.audit.probes.linux.firewall.ufw import parse_settings, parse_status
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Output, ReadFile, RunCommand, WhoAmI
from peerkit.model.facts import Fact, Unknown
from tests.fake_machine import FakeMachine

SEEDS = {
    parse_mounts: "30 1 259:1 / /a\\040b rw shared:1 - ext4 /dev/sda1 rw\n31 1 0:40 /@ / rw,x - btrfs /dev/dm-0 rw\n",
    parse_swaps: "Filename\tType\tSize\tUsed\tPriority\n/my\\040swap\\040file    file\t1024\t0\t-2\n",
    parse_zfs: "rpool\toff\nrpool/ROOT\taes-256-gcm\n",
    parse_flags: "---------E----e------- /home/robin\n",
    parse_fscrypt: '"/home/robin" is encrypted with fscrypt.\n',
    parse_rules: "*filter\n:INPUT DROP [0:0]\n-N X\n-A INPUT -m comment --comment \"a b\" -j X\n-A X -g INPUT\n",
    parse_status: "Status: active\nDefault: deny (incoming)\n22/tcp    ALLOW IN    Anywhere   # x\n",
    release.parse_os_release: "ID=debian\nPRETTY_NAME=\"a \\\" b\"\nSUPPORT_END=2027-01-01\n",
    autoupdate.parse_apt_files: "APT::Periodic::Enable \"1\"; // x\n/* y */ # z\n",
}  # fmt: skip
OTHERS = {
    "sockets": lambda text: ports.parse_sockets(text, "tcp"),
    "ini": lambda text: autoupdate.parse_ini(text, "commands"),
    "ufw settings": lambda text: parse_settings(text, text),
    "nft": parse_ruleset,
    "luks": lambda text: parse_header(text, "sda1"),
}
ODD = st.text(st.characters(codec=None), max_size=300)


def mangled(seed):
    """A sound text, cut, doubled and spoiled in places."""
    pieces = st.lists(st.sampled_from(seed.splitlines(keepends=True)) | ODD, max_size=6).map("".join)
    cut = st.integers(0, len(seed)).flatmap(lambda at: ODD.map(lambda odd: seed[:at] + odd + seed[at:]))
    return ODD | pieces | cut


def survives(parse, text):
    with contextlib.suppress(Garbled):
        parse(text)


@pytest.mark.parametrize("parse", SEEDS, ids=lambda parse: parse.__name__)
def test_sound_texts_are_read(parse):
    parse(SEEDS[parse])


@pytest.mark.parametrize("parse", SEEDS, ids=lambda parse: parse.__name__)
@given(data=st.data())
def test_mangled_texts(parse, data):
    survives(parse, data.draw(mangled(SEEDS[parse])))


@pytest.mark.parametrize("name", OTHERS)
@given(text=ODD)
def test_any_text(name, text):
    survives(OTHERS[name], text)


NFT_WORDS = "nftables chain rule family table name hook input type filter policy drop accept expr jump target ip ip6 xt"
LUKS_WORDS = "keyslots tokens kdf pbkdf2 argon2id iterations time memory hash 0 systemd-tpm2 clevis tpm2-pin"
PATTERNS = (" ", "\n", '"', "/*", "//", "\\", "a ", "A=", "/", "[", "#", ";", "\t", "- ", ":INPUT ", "(v6) ", "ALLOW ")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_text_takes_no_long_time(pattern):
    """A forged image may hold anything; each parser's time must grow with the text, and no faster."""
    for name, parse in [*((parse.__name__, parse) for parse in SEEDS), *OTHERS.items()]:
        for text in (pattern * 100_000, SEEDS.get(parse, "").strip() + pattern * 100_000 + "x"):
            start = time.process_time()
            survives(parse, text)
            assert time.process_time() - start < 3, name


WORDS = st.sampled_from(f"{NFT_WORDS} {LUKS_WORDS}".split(" "))
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=30,
)


@given(tree=st.dictionaries(WORDS, TREES, max_size=6))
def test_any_json(tree):
    for parse in (parse_ruleset, OTHERS["luks"]):
        survives(parse, json.dumps(tree))
    survives(parse_ruleset, json.dumps({"nftables": [tree, {"chain": tree}, {"rule": tree}]}))


@given(point=st.text(max_size=60))
def test_every_path_lies_on_the_root_at_least(point):
    mounts = by_point(parse_mounts(SEEDS[parse_mounts]))
    found = holding(mounts, f"/{point}")
    assert found is not None
    assert found.point in ("/", "/a b")


class Everything(Probe):
    readers = {
        **autoupdate.READERS,
        **boot.READERS,
        **disk.READERS,
        **firewall.READERS,
        **ports.READERS,
        **release.READERS,
    }


FILES = (
    "/proc/self/mountinfo", "/proc/swaps", "/etc/os-release", "/proc/net/tcp", "/etc/ufw/ufw.conf", "/etc/default/ufw",
    "/proc/sys/kernel/osrelease", "/run/reboot-required.pkgs", "/etc/dnf/automatic.conf", "/etc/passwd",
)  # fmt: skip
COMMANDS = (("ufw", "status", "verbose"), ("nft", "-j", "list", "ruleset"), ("needrestart", "-b", "-k"))


@given(raw=st.binary(max_size=300), code=st.integers(0, 255), uid=st.sampled_from([0, 1000]))
def test_a_machine_that_answers_anything(raw, code, uid):
    text = raw.decode("utf-8", "surrogateescape")
    replies = {ReadFile(path): raw for path in FILES} | {RunCommand(argv): Output(code, text) for argv in COMMANDS}
    probe = Everything(FakeMachine({WhoAmI(): (uid, "robin", "/home/robin"), **replies}))
    for need in Everything.readers:
        assert isinstance(probe.get(need), Fact | Unknown)


def test_garbled_is_what_a_probe_expects():
    assert issubclass(Garbled, CouldNotLook)
