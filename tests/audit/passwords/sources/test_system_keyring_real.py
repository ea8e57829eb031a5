"""The system's keyring through the real ``keyring``: a real gnome-keyring, locked and unlocked, and none at all."""

import time

import keyring
import keyring.backends.fail
import keyring.backends.SecretService
import pytest

from peerkit.audit.passwords.sources import system_keyring
from peerkit.audit.passwords.sources.system_keyring import (
    NoKeyring,
    backend_in_use,
    kind_of,
    read_all,
    read_one,
)
from peerkit.errors import VaultLocked
from peerkit.model.facts_passwords import BackendKind, Purpose
from tests.audit.passwords.sources.reading import told
from tests.gnome_keyring import gnome_keyring, lock, plant

WIFI = {"connection-uuid": "1", "setting-name": "802-11-wireless-security", "setting-key": "psk"}


def nobody_is_told(text):
    raise AssertionError(text)


@pytest.fixture
def session(tmp_path, monkeypatch):
    with gnome_keyring(tmp_path, monkeypatch) as address:
        monkeypatch.setattr("keyring.core._keyring_backend", keyring.backends.SecretService.Keyring())
        yield address


def test_every_entry_is_read_and_what_is_no_password_is_counted(session):
    keyring.set_password("https://zoom.example", "robin", "canary pä5 wörd")
    plant("Network secret for Home", WIFI, b"a wifi canary")
    plant("Mail", {"server": "mail.example", "user": "r@example.org"}, b"mail-canary")
    plant("Browser Safe Storage", {"application": "browser"}, b"\xff\x00\x01")
    plant("Accounts", {"x": "y"}, b"{'token':\n <'z'>}")
    found = read_all(False, nobody_is_told)
    assert {told(entry) for entry in found.entries} == {
        ("", "https://zoom.example", "robin", "canary pä5 wörd"),
        ("Network secret for Home", "", "", "a wifi canary"),
        ("Mail", "mail.example", "r@example.org", "mail-canary"),
    }
    assert [entry.title for entry in found.entries if entry.purpose is Purpose.WIFI] == ["Network secret for Home"]
    assert [unseen.what for unseen in found.unseen] == ["2 entries of the keyring"]
    assert backend_in_use() == ("keyring.backends.SecretService.Keyring", BackendKind.SYSTEM)
    assert told(read_one("https://zoom.example", "robin").entries[0])[3] == "canary pä5 wörd"
    assert read_one("https://zoom.example", "nobody").entries == ()


def test_locked_it_is_said_and_the_system_is_only_asked_where_somebody_is_there(session, monkeypatch):
    keyring.set_password("zoom", "robin", "canary")
    lock()
    with pytest.raises(VaultLocked, match="is locked"):
        read_all(False, nobody_is_told)
    said = []
    monkeypatch.setattr(system_keyring, "PROMPT_LIMIT", 1.0)
    with pytest.raises((VaultLocked, NoKeyring)):
        # No window can open here: the wait for it ends.
        read_all(True, said.append)
    assert said == ["The keyring is locked. Your system asks you for its password."]


def test_without_a_session_it_is_no_mistake_but_nothing_is_known(monkeypatch):
    monkeypatch.setattr("keyring.core._keyring_backend", keyring.backends.fail.Keyring())
    found = read_all(False, nobody_is_told)
    assert found.entries == ()
    assert [unseen.reason for unseen in found.unseen] == ["no keyring works in this session"]
    assert backend_in_use()[1] is BackendKind.MISSING
    with pytest.raises(NoKeyring):
        read_one("a", "b")


class Talkative(keyring.backend.KeyringBackend):
    """A back-end that hangs, or quotes what it keeps."""

    viable = False  # no other test gets it by chance

    def get_password(self, service, username):
        if service == "slow":
            time.sleep(30)
        raise ValueError("it was secret-canary")

    def set_password(self, service, username, password):
        raise NotImplementedError

    def delete_password(self, service, username):
        raise NotImplementedError


def test_a_back_end_that_hangs_or_breaks_costs_its_time_limit_and_quotes_nothing(monkeypatch):
    monkeypatch.setattr("keyring.core._keyring_backend", Talkative())
    monkeypatch.setattr(system_keyring, "PROMPT_LIMIT", 0.05)
    with pytest.raises(NoKeyring, match="gave no answer in time"):
        read_one("slow", "robin")
    with pytest.raises(NoKeyring, match="ValueError") as broken:
        read_one("zoom", "robin")
    assert "canary" not in broken.value.reason + broken.value.hint
    assert broken.value.__cause__ is None
    assert backend_in_use()[1] is BackendKind.UNRECOGNISED


KINDS = {
    "keyrings.alt.file.PlaintextKeyring": BackendKind.PLAIN_TEXT,
    "keyrings.alt.file.EncryptedKeyring": BackendKind.ENCRYPTED_FILE,
    "keyring.backends.null.Keyring": BackendKind.FORGETS,
    "keyring.backends.fail.Keyring": BackendKind.MISSING,
    "keyring.backends.macOS.Keyring": BackendKind.SYSTEM,
    "keyring.backends.Windows.WinVaultKeyring": BackendKind.SYSTEM,
    "some.Other": BackendKind.UNRECOGNISED,
}


def test_what_becomes_of_a_password():
    assert {name: kind_of(name) for name in KINDS} == KINDS


def test_in_a_chain_the_first_gets_new_passwords_and_the_others_are_not_forgotten(session, monkeypatch):
    keyring.set_password("zoom", "robin", "canary")
    chain = ("keyring.backends.SecretService.Keyring", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.setattr(system_keyring, "_chained", lambda name: chain)
    assert backend_in_use() == (chain[0], BackendKind.SYSTEM)
    found = read_all(False, nobody_is_told)
    assert len(found.entries) == 1
    assert [unseen.what for unseen in found.unseen] == [f"every password in {chain[1]}"]


@pytest.mark.parametrize("name", ["keyring.backends.macOS.Keyring", "keyring.backends.Windows.WinVaultKeyring",
                                  "keyring.backends.kwallet.DBusKeyring", "keyring.backends.fail.Keyring"])  # fmt: skip
def test_where_nothing_can_be_listed_the_way_round_is_told(name, monkeypatch):
    module, _, kind = name.rpartition(".")
    monkeypatch.setattr(system_keyring, "_backend", type(kind, (), {"__module__": module}))
    (unseen,) = read_all(False, nobody_is_told).unseen
    assert unseen.reason
    assert unseen.hint


def test_the_administrator_runs_no_other_accounts_settings(monkeypatch, tmp_path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("pathlib.Path.stat", lambda path, **_: type("S", (), {"st_uid": 1000, "st_mode": 0o40755})())
    with pytest.raises(NoKeyring, match="account's own"):
        system_keyring.read_all(False, nobody_is_told)
    (tmp_path / "stranger.py").write_text("raise SystemExit('a stranger ran')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "stranger.Keyring")
    with pytest.raises(NoKeyring, match="names a keyring"):
        system_keyring.read_all(False, nobody_is_told)
