"""What it takes to unlock a disk: LUKS headers, of which nothing secret is kept."""

import json
from dataclasses import asdict

import pytest

from peerkit.audit.checks.disk_unlock_guarded import disk_unlock_guarded
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.disk import READERS
from peerkit.audit.probes.linux.disk.luks import parse_header
from peerkit.audit.probes.machine import Garbled, Output, Refused, RunCommand
from peerkit.audit.runner import judge
from peerkit.model.check import OS
from peerkit.model.facts_disk import DiskUnlock, KeySlot
from peerkit.model.finding import Status
from tests.audit.probes.linux.disk_scenes import LUKS1, LUKS2
from tests.audit.probes.linux.samples import samples
from tests.audit.probes.linux.sysroot import Sysroot

CANARY = "CANARYc2FsdA=="
DUMP = RunCommand(("cryptsetup", "luksDump", "--dump-json-metadata", "/dev/sda1"))
ARGON = {"type": "argon2id", "time": 4, "memory": 1048576, "cpus": 4, "salt": CANARY}


def pbkdf2(iterations, digest="sha256"):
    return {"type": "pbkdf2", "hash": digest, "iterations": iterations, "salt": CANARY}


def header(*kdfs, tokens=()):
    slots = {str(number): {"type": "luks2", "kdf": kdf} for number, kdf in enumerate(kdfs)}
    digests = {"0": {"digest": CANARY, "salt": CANARY}}
    return json.dumps({"keyslots": slots, "tokens": dict(enumerate(tokens)), "digests": digests})


def token(kind, *slots, **more):
    return {"type": kind, "keyslots": list(slots), "tpm2-blob": CANARY, **more}


def machine(tmp_path, reply, uuid=LUKS2):
    sysroot = Sysroot(tmp_path / "root")
    sysroot.device("sda")
    sysroot.device("sda1", part_of="sda")
    sysroot.device("dm-0", on=("sda1",), mapping="sda1_crypt", uuid=uuid)
    return sysroot.machine({DUMP: reply} if reply else {})


def finding(tmp_path, reply, uuid=LUKS2):
    probe = type("P", (Probe,), {"readers": READERS})(machine(tmp_path, reply, uuid))
    fact = probe.get(DiskUnlock)
    (found,) = judge(disk_unlock_guarded, probe, OS.LINUX)
    assert CANARY not in f"{fact} {found}"
    return found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (header(ARGON), Status.PASS),
        (header(pbkdf2(2_500_000)), Status.PASS),
        (header(pbkdf2(300_000, "sha512")), Status.PASS),
        (header(pbkdf2(300_000)), Status.FAIL),
        (header(pbkdf2(1000)), Status.FAIL),
        (header(ARGON | {"memory": 32, "time": 4}), Status.FAIL),
        # One weak way in is enough.
        (header(ARGON, pbkdf2(1000)), Status.FAIL),
        # A key made by chance and kept in a token cannot be guessed, however few the rounds.
        (header(ARGON, pbkdf2(1000), tokens=[token("systemd-recovery", "1")]), Status.PASS),
        (header(ARGON, pbkdf2(1000), tokens=[token("systemd-fido2", "1")]), Status.PASS),
        (header(ARGON, pbkdf2(1000), tokens=[token("systemd-tpm2", "1", **{"tpm2-pin": True})]), Status.PASS),
        (header(ARGON, pbkdf2(1000), tokens=[token("systemd-tpm2", "1", **{"tpm2-pin": False})]), Status.FAIL),
        (header(ARGON, pbkdf2(1000), tokens=[token("systemd-tpm2", "1")]), Status.FAIL),
        (header(ARGON, pbkdf2(1000), tokens=[token("clevis", "1")]), Status.FAIL),
        ("{}", Status.UNKNOWN),
        ('{"keyslots": {}, "tokens": {}}', Status.UNKNOWN),
        ("[" * 100_000, Status.UNKNOWN),
    ],
)
def test_headers(tmp_path, text, status):
    assert finding(tmp_path, Output(0, text)).status is status


@pytest.mark.parametrize(
    "reply", [None, Output(1, "", "Device /dev/sda1 does not exist or access denied."), Refused("cryptsetup")]
)
def test_without_root_it_is_unknown_and_says_how_to_find_out(tmp_path, reply):
    found = finding(tmp_path, reply)
    assert found.status is Status.UNKNOWN
    assert "run again with sudo" in found.message


def test_luks1_is_old_but_passes_without_root(tmp_path):
    found = finding(tmp_path, None, LUKS1)
    assert (found.status, found.subject) == (Status.PASS, "sda1")
    assert "LUKS1" in found.message


def test_without_luks_the_question_does_not_arise(tmp_path):
    assert finding(tmp_path, None, "CRYPT-PLAIN-swap").status is Status.NOT_APPLICABLE


def test_only_what_is_judged_is_kept():
    text = header(ARGON, pbkdf2(1000), tokens=[token("systemd-tpm2", "1")])
    kept = parse_header(text, "sda1")
    assert kept.slots == (KeySlot("argon2id", 4, 1048576), KeySlot("pbkdf2", 1000, 0, "sha256", "systemd-tpm2"))
    assert kept.opens_itself == ("systemd-tpm2",)
    assert CANARY not in json.dumps(asdict(kept))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("luks2-argon2id", Status.PASS),
        ("luks2-pbkdf2-weak", Status.FAIL),
        ("luks2-tpm2token", Status.FAIL),
    ],
)
def test_samples(tmp_path, name, status):
    text = (samples("luks") / f"luksDump-{name}.json").read_text()
    assert finding(tmp_path, Output(0, text)).status is status


@pytest.mark.parametrize("name", ["luksDump-luks1.out", "blkid-p-export-ext4.out", "luksDump-luks2-argon2id.out"])
def test_samples_of_another_form_are_refused(name):
    with pytest.raises(Garbled):
        parse_header((samples("luks") / name).read_text(), "sda1")
