"""The real chpasswd, passwd and mkpasswd write; PeerKit tells how, and never what."""

import subprocess

import pytest

from peerkit.audit.passwords.account_files import scheme
from peerkit.model.facts_accounts import Scheme, StoredPasswords
from tests.audit.probes.linux.audit_scene import AuditProbe, known, verdicts
from tests.audit.probes.linux.scratch_etc import Moved, scratch_etc
from tests.real import tool

PASSWORD = "CANARY correct horse"
METHODS = {
    "NONE": Scheme.CLEAR,
    "DES": Scheme.DES,
    "MD5": Scheme.MD5,
    "SHA256": Scheme.SHA256,
    "SHA512": Scheme.SHA512,
    "YESCRYPT": Scheme.YESCRYPT,
}


@pytest.fixture
def etc(tmp_path):
    """A copy of /etc with accounts named for how their passwords are written."""
    inside, copy = scratch_etc(tmp_path)

    def run(*argv, stdin=""):
        ended = subprocess.run([*inside, *argv], input=stdin, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr

    for name in (*(f"k{method.lower()}" for method in METHODS), "kplain", "kempty", "klocked"):
        run(tool("useradd"), "-M", name)
    for method in METHODS:
        run(tool("chpasswd"), "-c", method, stdin=f"k{method.lower()}:{PASSWORD}\n")
    for name in ("kplain", "klocked"):
        run(tool("chpasswd"), stdin=f"{name}:{PASSWORD}\n")
    run(tool("passwd"), "-l", "klocked")
    run(tool("passwd"), "-d", "kempty")
    return copy


def test_what_real_tools_write(etc):
    machine = Moved("/etc", etc)
    found = {one.account: one for one in known(StoredPasswords, machine).passwords}
    for method, expected in METHODS.items():
        assert found[f"k{method.lower()}"].scheme is expected, method
    assert found["kplain"].scheme in (Scheme.YESCRYPT, Scheme.SHA512)
    assert found["klocked"].locked
    assert found["kempty"].scheme is Scheme.NONE
    assert PASSWORD in (etc / "shadow").read_text(), "the clear text is really there"
    probe = AuditProbe(machine)
    assert "CANARY" not in repr(probe.get(StoredPasswords)) + repr(probe.machine.replies)
    assert verdicts("password-hashing-modern", machine).count("fail") == 3


def test_an_empty_password_is_found_in_real_files(etc):
    statuses = verdicts("empty-password-login-impossible", Moved("/etc", etc))
    assert statuses[0] == "fail"


MKPASSWD = {
    "yescrypt": "yescrypt", "gost-yescrypt": "gost-yescrypt", "scrypt": "scrypt", "bcrypt": "bcrypt",
    "bcrypt-a": "bcrypt", "sha512crypt": "sha512crypt", "sha256crypt": "sha256crypt", "sunmd5": "sunmd5",
    "md5crypt": "md5crypt", "bsdicrypt": "bsdicrypt", "descrypt": "descrypt", "nt": "nt",
}  # fmt: skip


def test_every_method_mkpasswd_offers():
    program = tool("mkpasswd")
    listed = subprocess.run([program, "-m", "help"], capture_output=True, text=True).stdout.splitlines()[1:]
    methods = [line.split()[0] for line in listed if line.strip()]
    assert set(methods) <= set(MKPASSWD), "a method nobody has thought of yet"
    for method in methods:
        ended = subprocess.run([program, "-m", method, PASSWORD], capture_output=True, text=True)
        assert scheme(ended.stdout.strip()) == (MKPASSWD[method], False), method
