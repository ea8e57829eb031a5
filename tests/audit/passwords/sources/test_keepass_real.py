"""KeePass vaults made by the real keepassxc-cli, and everything its own analysis finds in them."""

import hashlib
import importlib.util
import subprocess
import sys
from types import SimpleNamespace

import pytest

from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.leaks import Leaks
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources import keepass_key, read_file
from peerkit.errors import NotFound, UnreadableFile
from peerkit.model.facts_passwords import Leaked, Purpose
from tests.audit.passwords.sources.reading import no_question, told
from tests.real import missing, tool

MASTER = "a master for tests only"
ENTRIES = {"Zoom": "leaked-one-canary", "Bank": "not leaked, pä5 wörd", "Old mail": "leaked-one-canary"}


def keepassxc(*words, typed):
    done = subprocess.run([tool("keepassxc-cli"), *map(str, words)], input=typed, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    """A vault with three entries and one in the bin. It is made from XML: one call, one key derivation."""
    if importlib.util.find_spec("pykeepass") is None:
        missing("the extra peerkit[kdbx]")
    folder = tmp_path_factory.mktemp("vault")
    entry = "<Entry>{}</Entry>".format
    string = "<String><Key>{}</Key><Value>{}</Value></String>".format
    entries = "".join(
        entry(string("Title", name) + string("UserName", "robin") + string("URL", "https://x.example")
              + string("Password", password))
        for name, password in ENTRIES.items()
    )  # fmt: skip
    waste = "<Group><UUID>AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Name>Recycle Bin</Name>{}</Group>".format(
        entry(string("Title", "Thrown away") + string("Password", "leaked-one-canary"))
    )
    (folder / "vault.xml").write_text(
        "<KeePassFile><Meta><RecycleBinEnabled>True</RecycleBinEnabled>"
        "<RecycleBinUUID>AAAAAAAAAAAAAAAAAAAAAQ==</RecycleBinUUID></Meta><Root><Group><Name>Root</Name>"
        f"{entries}{waste}</Group></Root></KeePassFile>"
    )
    file = folder / "vault.kdbx"
    keepassxc("import", "-q", "-p", folder / "vault.xml", file, typed=f"{MASTER}\n{MASTER}\n")
    return file


def read(vault, master=MASTER):
    return read_file(vault, lambda prompt: Secret(master))


def test_every_entry_and_the_vaults_own_password_are_read(vault):
    found = read(vault)
    assert (found.kind, found.exported, found.unseen) == ("KeePass, KDBX", False, ())
    *entries, own = found.entries
    expected = {(name, "https://x.example", "robin", password) for name, password in ENTRIES.items()}
    assert {told(entry) for entry in entries} == expected, "and nothing out of the bin"
    assert (own.purpose, own.secret.reveal()) == (Purpose.VAULT, MASTER)


def test_a_wrong_password_is_refused_and_wiped(vault):
    given = Secret("wrong-canary")
    with pytest.raises(UnreadableFile, match="did not open with that password") as refused:
        read_file(vault, lambda prompt: given)
    assert not given
    assert "canary" not in refused.value.message + refused.value.hint


def test_a_damaged_or_old_vault_says_so(vault, tmp_path):
    raw = vault.read_bytes()
    for name, content in {"damaged": raw[:-40], "old": raw[:4] + b"\x65\xfb\x4b\xb5" + raw[8:]}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableFile, match=r"damaged|KeePass 1|did not open"):
            read(tmp_path / name)


def test_without_the_extra_both_ways_on_are_told(vault, monkeypatch):
    monkeypatch.setitem(sys.modules, "pykeepass", None)
    with pytest.raises(NotFound) as refused:
        read_file(vault, no_question)
    assert "peerkit[kdbx]" in refused.value.hint
    assert "Export, CSV" in refused.value.hint


def test_the_csv_it_exports_holds_the_same(vault, tmp_path):
    (tmp_path / "export").write_text(keepassxc("export", "-q", "-f", "csv", vault, typed=f"{MASTER}\n"))
    exported = read_file(tmp_path / "export", no_question)
    assert exported.kind == "KeePassXC, CSV"
    assert {told(entry) for entry in read(vault).entries[:-1]} <= {told(entry) for entry in exported.entries}


def test_everything_its_own_analysis_finds_is_found_here(vault, tmp_path):
    leaked = {password: 7 for password in ENTRIES.values() if password.startswith("leaked")}
    lines = sorted(f"{hashlib.sha1(text.encode()).hexdigest().upper()}:{count}" for text, count in leaked.items())
    lines += [f"{number:040X}:1" for number in range(16**40 - 50, 16**40)]
    file = tmp_path / "leaked.txt"
    file.write_text("".join(f"{line}\n" for line in lines))
    theirs = keepassxc("analyze", "-q", "--hibp", file, vault, typed=f"{MASTER}\n")
    with Leaks.open(file) as leaks:
        ours = judge([read(vault)], leaks=leaks)
    found = {password.title for password in ours.passwords if password.leaked is Leaked.IN_FILE}
    named = {name for name in ENTRIES if name in theirs}
    assert named == {"Zoom", "Old mail"}, theirs
    assert found == named
    assert all(text not in repr(ours) for text in ENTRIES.values())


def test_a_vault_with_a_key_file_opens_with_it_alone_or_beside_a_password(tmp_path):
    empty, both, key = tmp_path / "xml", tmp_path / "both.kdbx", tmp_path / "both.keyx"
    empty.write_text("<KeePassFile><Root><Group><Name>Root</Name></Group></Root></KeePassFile>")
    keepassxc("import", "-q", "-p", "--set-key-file", key, empty, both, typed=f"{MASTER}\n{MASTER}\n")
    found = read_file(both, lambda prompt: Secret(MASTER), key)
    assert [entry.purpose for entry in found.entries] == [Purpose.VAULT]
    (tmp_path / "any").write_bytes(b"any file will do")
    for wrong, said in ((None, "key-file"), (tmp_path / "any", "Type it again")):
        with pytest.raises(UnreadableFile, match="did not open") as refused:
            read_file(both, lambda prompt: Secret(MASTER), wrong)
        assert said in refused.value.hint
    alone = tmp_path / "alone.kdbx"
    keepassxc("import", "-q", "--set-key-file", tmp_path / "any", empty, alone, typed="")
    assert read_file(alone, lambda prompt: Secret(""), tmp_path / "any").entries[-1].purpose is Purpose.VAULT
    (tmp_path / "nothing").touch()
    with pytest.raises(UnreadableFile, match="no key file"):
        read_file(alone, lambda prompt: Secret(""), tmp_path / "nothing")


def argon2(memory, passes):
    values = {"M": SimpleNamespace(value=memory), "I": SimpleNamespace(value=passes)}
    return SimpleNamespace(kdf_parameters=SimpleNamespace(data=SimpleNamespace(dict=values)))


def test_argon2_is_left_to_the_library_within_bounds():
    assert keepass_key.quick_key(argon2(64 * 2**20, 2), bytes(32)) is None
    for header in (argon2(2**40, 2), argon2(64 * 2**20, 10**6)):
        with pytest.raises(UnreadableFile, match="more memory or time than is sound"):
            keepass_key.quick_key(header, bytes(32))


def test_a_vault_made_to_keep_its_reader_busy_is_refused(vault, monkeypatch):
    monkeypatch.setattr(keepass_key, "MOST_ROUNDS", 1000)
    with pytest.raises(UnreadableFile, match="more time than is sound"):
        read(vault)
