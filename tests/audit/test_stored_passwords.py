"""Sources joined: stored passwords meet the saved Wi-Fi inside their room, and all are wiped."""

import traceback
from pathlib import Path

import pytest

from peerkit.audit.passwords import wifi_kept
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.live import secrets_left_out
from peerkit.audit.probes.machine import FileState, ListFolder, ReadWithoutSecrets, Refused, State
from peerkit.audit.storedpasswords import Broken, Person, Wanted, farewell, look_at
from peerkit.errors import NotFound
from peerkit.model.check import OS
from peerkit.model.facts_passwords import PasswordsSeen, Purpose
from peerkit.model.settings import Settings
from tests.fake_machine import FakeMachine

FOLDER = "/etc/NetworkManager/system-connections"
SHARED = "home-canary-river"
KEYFILE = """[connection]
type=wifi
[wifi]
ssid={name}
[wifi-security]
key-mgmt=wpa-psk
psk={psk}
"""
CHROME = f"name,url,username,password\nZoom,https://zoom.example,robin,{SHARED}\nBank,u,robin,vK2#nQ8fJ2kLx7Vb4TzR1\n"


def no_core_files():
    """This process goes on after the test."""


@pytest.fixture(autouse=True)
def stay_dumpable(monkeypatch):
    monkeypatch.setattr("peerkit.audit.passwords.unspillable.no_core_files", no_core_files)


class Laptop(FakeMachine):
    """A machine with saved Wi-Fi; its files are read the way the live machine reads them."""

    def __init__(self, files):
        self.files = {f"{FOLDER}/{name}": text for name, text in files.items()}
        states = {FileState(path): State("file", 0o600, 0, 0, 100) for path in self.files}
        super().__init__(
            {ListFolder(FOLDER): sorted(files), FileState(FOLDER): State("folder", 0o755, 0, 0, 0), **states}
        )

    def answer(self, request):
        if isinstance(request, ReadWithoutSecrets) and request.path in self.files:
            text = self.files[request.path]
            if text is None:
                raise Refused(f"{request.path} may not be read by this account")
            return secrets_left_out(request, text.encode())
        return super().answer(request)


def quiet(text):
    raise AssertionError(text)


def seen(tmp_path, machine, text=CHROME):
    (tmp_path / "export").write_text(text)
    probe = LinuxProbe(machine)
    found = look_at(Wanted(files=(tmp_path / "export",)), Person(quiet, quiet, False), probe, Settings())
    assert SHARED not in repr(probe.machine.replies)
    return found


def test_a_password_that_is_also_the_wifi_passphrase_is_seen_and_neither_leaves_its_room(tmp_path):
    laptop = Laptop({"Home.nmconnection": KEYFILE.format(name="Home", psk=SHARED)})
    found = seen(tmp_path, laptop)
    by_title = {password.title: password for password in found.passwords}
    assert by_title["Home"].purpose is Purpose.WIFI
    assert by_title["Zoom"].same == by_title["Home"].same != 0
    assert by_title["Bank"].same == 0
    assert SHARED not in repr(found)


STAGES = (
    "peerkit.audit.passwords.sources.csv_export.limited", "peerkit.audit.passwords.sources.csv_export.delimiter_of",
    "peerkit.audit.passwords.judging.hits", "peerkit.audit.passwords.judging.score_all",
    "peerkit.audit.passwords.nearness.near_groups", "peerkit.audit.passwords.often_used.often_used",
    "peerkit.audit.passwords.labels.Labels.safe", "peerkit.audit.passwords.judging.Counter",
)  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_whatever_breaks_wherever_its_own_words_stay_inside(tmp_path, monkeypatch, stage):
    """Python's errors quote what they were given: a key that is missing, a number that is none."""

    def broken(*given, **more):
        raise KeyError(SHARED, *given)

    monkeypatch.setattr(stage, broken)
    with pytest.raises(Broken, match="KeyError") as caught:
        seen(tmp_path, FakeMachine())
    told = "".join(traceback.format_exception(caught.value))
    assert "in broken" in told, "where it happened is told"
    assert SHARED not in told + repr(caught.value)


def test_an_export_without_a_password_is_not_well(tmp_path):
    found = seen(tmp_path, FakeMachine(), "name,url,username,password\nZoom,u,robin,\n")
    assert [unseen.reason for unseen in found.unseen] == ["none was found in that file"]


def test_one_network_in_two_files_is_one_entry_and_a_ready_made_key_is_none(tmp_path):
    key = "0123456789abcdef" * 4
    files = {"a.nmconnection": KEYFILE.format(name="Home", psk=SHARED),
             "b.nmconnection": KEYFILE.format(name="Home", psk=SHARED),
             "c.nmconnection": KEYFILE.format(name="Work", psk=key)}  # fmt: skip
    titles = [
        password.title for password in seen(tmp_path, Laptop(files)).passwords if password.purpose is Purpose.WIFI
    ]
    assert titles == ["Home"]


def test_passphrases_that_stay_hidden_are_said_to_be(tmp_path):
    found = seen(tmp_path, Laptop({"Home.nmconnection": None}))
    assert [unseen.what for unseen in found.unseen] == ["the passphrases of saved Wi-Fi networks"]
    assert seen(tmp_path, FakeMachine()).unseen == (), "and nothing is said where there is no Wi-Fi"


def test_nothing_is_kept_unless_somebody_is_keeping():
    wifi_kept.passing_through(SHARED, b"Home")
    with wifi_kept.keeping() as kept:
        wifi_kept.passing_through(SHARED, b"Home")
        (entry,) = kept.collection().entries
        assert entry.secret
    wifi_kept.passing_through(SHARED, b"Home")
    assert not entry.secret, "it was wiped"
    assert kept.collection().entries == ()


def test_every_secret_is_wiped_in_the_end(tmp_path, monkeypatch):
    made: list[Secret] = []
    before = Secret.__init__
    monkeypatch.setattr(Secret, "__init__", lambda self, text: (before(self, text), made.append(self))[0])
    seen(tmp_path, Laptop({"Home.nmconnection": KEYFILE.format(name="Home", psk=SHARED)}))
    assert len(made) >= 3
    assert not any(made)


def test_a_file_of_leaked_passwords_that_is_none_is_said_before_anything_is_opened(tmp_path):
    wanted = Wanted(files=(tmp_path / "export",), breached=tmp_path / "nowhere")
    with pytest.raises(Exception, match="nowhere"):
        look_at(wanted, Person(quiet, quiet, False), LinuxProbe(FakeMachine()), Settings())


@pytest.mark.parametrize("system", OS)
def test_the_reminder_says_how_on_each_system_and_what_cannot_be_promised(system):
    told = farewell(PasswordsSeen(exported=("Bitwarden, CSV",)), system)
    assert "Bitwarden, CSV" in told[0]
    assert told[1].startswith("Delete it")
    assert "SSD" in told[2]
    assert farewell(PasswordsSeen(), system) == ()


def test_an_entry_the_keyring_does_not_have_is_named_in_no_error(monkeypatch):
    from peerkit.audit.passwords.entry import Collection

    monkeypatch.setattr(
        "peerkit.audit.passwords.sources.system_keyring.read_one", lambda service, user: Collection(kind="the keyring")
    )
    with pytest.raises(NotFound, match="has no entry"):
        look_at(
            Wanted(service="zoom", user="robin"), Person(quiet, quiet, False), LinuxProbe(FakeMachine()), Settings()
        )


def test_only_the_room_of_passwords_opens_a_secret():
    """``reveal`` of a secret is called nowhere else; the one of private texts is a plain function."""
    package = Path(__file__).parents[2] / "peerkit"
    callers = {path.relative_to(package) for path in package.rglob("*.py") if ".reveal()" in path.read_text()}
    assert callers
    assert {path.parts[:2] for path in callers} == {("audit", "passwords")}
