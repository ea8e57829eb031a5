"""A store of the real ``pass`` with a real GnuPG key; its agent alone ever sees the passphrase."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from peerkit.audit.gnupg import GnuPG, _why
from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.sources import pass_store
from peerkit.audit.passwords.sources.pass_store import Undecryptable
from peerkit.errors import UnreadableFile
from peerkit.model.facts_passwords import Leaked
from tests.audit.passwords.sources.reading import told
from tests.real import tool

STORED = {
    "mail/zoom": "sunshine1\nuser: robin\nurl: https://zoom.example\notpauth://totp/x?secret=ABC\n",
    "bank": "pä5 wörd, with a comma\n",
    "note": "sunshine1\n",
}


@pytest.fixture(scope="module")
def gnupg():
    """A key without a passphrase, in a home of its own; short, because the agent's socket lies in it."""
    home = Path(tempfile.mkdtemp(prefix="pk-gpg-"))
    environment = {"GNUPGHOME": str(home), "HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    asked = ["--batch", "--passphrase", "", "--quick-generate-key", "robin@example.org", "ed25519/cert,sign", "cert"]
    subprocess.run([tool("gpg"), *asked], env=environment, capture_output=True, check=True)
    listed = subprocess.run(
        [tool("gpg"), "--list-keys", "--with-colons"], env=environment, capture_output=True, text=True
    )
    print_ = next(line.split(":")[9] for line in listed.stdout.splitlines() if line.startswith("fpr:"))
    more = ["--batch", "--passphrase", "", "--quick-add-key", print_, "cv25519", "encr"]
    subprocess.run([tool("gpg"), *more], env=environment, capture_output=True, check=True)
    yield environment
    subprocess.run([tool("gpgconf"), "--kill", "all"], env=environment, capture_output=True)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def store(gnupg, tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    environment = gnupg | {"PASSWORD_STORE_DIR": str(folder)}
    subprocess.run([tool("pass"), "init", "robin@example.org"], env=environment, capture_output=True, check=True)
    for name, text in STORED.items():
        (folder / name).parent.mkdir(exist_ok=True)
        out = str(folder / f"{name}.gpg")
        subprocess.run(
            [tool("gpg"), "--batch", "--trust-model", "always", "-r", "robin@example.org", "-o", out, "-e"],
            input=text.encode(), env=environment, capture_output=True, check=True,
        )  # fmt: skip
    shown = subprocess.run([tool("pass"), "show", "bank"], env=environment, capture_output=True, text=True)
    assert shown.stdout == STORED["bank"], "pass itself reads it"
    return folder


@pytest.fixture(autouse=True)
def this_key(gnupg, monkeypatch):
    monkeypatch.setenv("GNUPGHOME", gnupg["GNUPGHOME"])


def test_every_entry_is_read_with_what_stands_beside_it(store):
    found = pass_store.read(store, GnuPG())
    assert {told(entry) for entry in found.entries} == {
        ("mail/zoom", "https://zoom.example", "robin", "sunshine1"),
        ("bank", "", "", "pä5 wörd, with a comma"),
        ("note", "", "", "sunshine1"),
    }
    assert (found.unseen, found.exported) == ((), False)
    assert {entry.title: entry.second_factor for entry in found.entries}["mail/zoom"] is True


def test_what_pass_audit_looks_for_is_found_here(store):
    """``pass audit`` names weak, leaked and repeated passwords: all in one look, without a network."""
    seen = judge([pass_store.read(store, GnuPG())])
    by_title = {password.title: password for password in seen.passwords}
    assert by_title["mail/zoom"].same == by_title["note"].same != 0
    assert by_title["bank"].same == 0
    assert by_title["note"].strength.score < 3
    assert by_title["note"].leaked is Leaked.ON_LIST
    assert "sunshine1" not in repr(seen)


def test_a_file_that_is_not_encrypted_to_this_key_is_counted_and_the_rest_read(store):
    odd = store / "odd.gpg"
    odd.write_bytes(b"secret-canary, not encrypted at all")
    (store / "away.gpg").symlink_to("/etc/passwd")
    (store / "huge.gpg").write_bytes(bytes(pass_store.LARGEST_FILE + 1))
    try:
        found = pass_store.read(store, GnuPG())
    finally:
        odd.unlink()
        (store / "away.gpg").unlink()
        (store / "huge.gpg").unlink()
    assert len(found.entries) == len(STORED)
    unseen, strange = found.unseen
    assert (strange.what, strange.reason) == ("2 files of the store", "they are links, no files, or larger than 1 MB")
    assert unseen.what == "1 file of the store"
    assert "canary" not in unseen.reason + unseen.hint


def test_reading_changes_neither_the_store_nor_the_keys(store, gnupg):
    def state():
        return {
            str(path): (path.stat().st_mtime_ns, path.stat().st_size)
            for root in (store, Path(gnupg["GNUPGHOME"]))
            for path in root.rglob("*")
            if path.is_file()
        }

    before = state()
    pass_store.read(store, GnuPG())
    assert state() == before


def test_without_the_key_nothing_opens_and_it_is_said(store, monkeypatch, tmp_path):
    home = tempfile.mkdtemp(prefix="pk-gpg-")
    monkeypatch.setenv("GNUPGHOME", home)
    try:
        with pytest.raises(UnreadableFile, match="the key for it is not on this device"):
            pass_store.read(store, GnuPG())
    finally:
        subprocess.run(["/usr/bin/gpgconf", "--kill", "all"], env=os.environ, capture_output=True)
        shutil.rmtree(home, ignore_errors=True)


def test_the_administrator_follows_no_other_accounts_gnupg(store, gnupg, monkeypatch, tmp_path):
    """Its agent's settings name a program to ask with."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    (tmp_path / "gpg-agent.conf").touch()
    (tmp_path / "gpg-agent.conf").chmod(0o666)
    monkeypatch.setenv("GNUPGHOME", str(tmp_path))
    with pytest.raises(UnreadableFile, match="open to another account"):
        pass_store.read(store, GnuPG())


def test_nobody_to_ask_is_the_end_of_it():
    """One refusal counts for all: the person is asked once, not once for each file."""
    calls = []

    def refused(path):
        calls.append(path)
        raise Undecryptable("the passphrase was not given", final=True)

    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            Path(folder, f"{number}.gpg").write_bytes(b"x")
        with pytest.raises(UnreadableFile, match="the passphrase was not given"):
            pass_store.read(Path(folder), refused)
    assert len(calls) == 1


def test_what_gnupg_says_is_put_into_plain_words_and_never_quoted():
    assert _why("[GNUPG:] NO_SECKEY ABC").reason == "the key for it is not on this device"
    assert _why("gpg: public key decryption failed: Operation cancelled by user: canceled").final
    assert "canary" not in _why("gpg: secret-canary").reason
