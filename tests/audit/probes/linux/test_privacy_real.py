"""The real gsettings over a private dconf, and real programs found by the real pgrep."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import WhoAmI
from peerkit.model.check import OS
from peerkit.model.facts_privacy import (
    Folder,
    Home,
    LocationServices,
    PrivacySwitches,
    PrivateFolders,
    Recorder,
    RecorderKind,
    RecordingPrograms,
)
from tests.audit.probes.linux.audit_scene import known
from tests.real import eventually, missing, tool


class AtTheScreen(LiveMachine):
    """This machine as the person at its screen sees it: never as root, whoever runs the tests."""

    def __init__(self, uid=1000):
        super().__init__(OS.LINUX)
        self.uid = uid

    def answer(self, request):
        return (self.uid, "robin", os.environ["HOME"]) if isinstance(request, WhoAmI) else super().answer(request)


@pytest.fixture
def gnome(monkeypatch):
    """Saves settings of GNOME; a missing part of GNOME skips loudly."""
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    monkeypatch.setenv("XDG_DATA_DIRS", "/usr/share")
    schemas = subprocess.run([tool("gsettings"), "list-schemas"], capture_output=True, text=True).stdout.split()
    if not {"org.gnome.system.location", "org.gnome.desktop.privacy"} <= set(schemas):
        missing("gsettings-desktop-schemas")
    if not list(Path("/usr/lib").glob("*/gio/modules/libdconfsettings.so")):
        missing("dconf-gsettings-backend")

    def save(text):
        folder, database = Path(os.environ["HOME"]) / "keys.d", Path(os.environ["XDG_CONFIG_HOME"]) / "dconf/user"
        folder.mkdir()
        (folder / "keys").write_text(text)
        database.parent.mkdir(parents=True)
        subprocess.run([tool("dconf"), "compile", str(database), str(folder)], check=True)

    return save


@pytest.mark.parametrize("on", [True, False])
def test_location(gnome, on):
    gnome(f"[org/gnome/system/location]\nenabled={str(on).lower()}\n")
    assert known(LocationServices, AtTheScreen()).on is on


def test_location_is_off_as_shipped(gnome):
    assert known(LocationServices, AtTheScreen()).on is False


@pytest.mark.parametrize(("camera", "microphone"), [(True, False), (False, True)])
def test_switches(gnome, camera, microphone):
    keys = f"disable-camera={str(not camera).lower()}\ndisable-microphone={str(not microphone).lower()}\n"
    gnome(f"[org/gnome/desktop/privacy]\n{keys}")
    fact = known(PrivacySwitches, AtTheScreen())
    assert (fact.camera_on, fact.microphone_on) == (camera, microphone)


def test_a_running_recorder_is_found_by_its_short_name(tmp_path):
    tool("pgrep")
    program = tmp_path / "simplescreenrecorder"
    shutil.copy(tool("sleep"), program)
    child = subprocess.Popen([str(program), "60"])
    expected = Recorder("simplescreenrecorder", RecorderKind.SCREEN)
    try:
        eventually(lambda: expected in known(RecordingPrograms, AtTheScreen()).running, "the recorder to be seen")
    finally:
        child.kill()
        child.wait(5)
    assert expected not in known(RecordingPrograms, AtTheScreen()).running


def test_real_permissions(tmp_path, monkeypatch):
    home = tmp_path / "person"
    (home / "Documents").mkdir(parents=True)
    (home / ".ssh").mkdir(mode=0o700)
    home.chmod(0o711)
    (home / "Documents").chmod(0o755)
    uid, gid = os.getuid(), os.getgid()
    line = {
        "account": "robin",
        "password": "elsewhere",
        "uid": str(uid),
        "gid": str(gid),
        "home": str(home),
        "shell": "",
    }
    monkeypatch.setattr("peerkit.audit.probes.live.secrets_left_out", lambda *_: [line])
    fact = known(PrivateFolders, AtTheScreen(uid or 1000))
    documents, keys = Folder(f"{home}/Documents", 0o755, uid), Folder(f"{home}/.ssh", 0o700, uid)
    assert fact.homes == (Home("robin", uid, Folder(str(home), 0o711, uid), (documents, keys)),)
