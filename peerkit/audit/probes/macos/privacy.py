"""Location, programs that record or share, and the folders of a home.

Whether apps may ask for the place is told by Core Location alone: ``locationServicesEnabled`` "returns a Boolean value
indicating whether location services are enabled on the device" (Apple, CLLocationManager, macOS 10.7 and newer).
``osascript`` calls it from JavaScript, in a program of macOS: no library of Apple is loaded into PeerKit, no place is
asked for, and so no permission.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing, State
from peerkit.audit.probes.macos.session import account_asked_about
from peerkit.audit.probes.macos.sharing import SCREEN, services
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import (
    Folder,
    Home,
    LocationServices,
    PrivateFolders,
    Recorder,
    RecorderKind,
    RecordingPrograms,
)
from peerkit.model.private import PrivateKind, printable, private

LOCATION = (
    "osascript", "-l", "JavaScript", "-e",
    "ObjC.import('CoreLocation'); String($.CLLocationManager.locationServicesEnabled)",
)  # fmt: skip
_SCREEN_RECORDERS = (
    "OBS", "ScreenFlow", "Camtasia", "Camtasia 2024", "Loom", "CleanShot X", "screencapture", "Kap",
    "Screenium 3", "Rewind",
)  # fmt: skip
_SOUND_RECORDERS = ("Audio Hijack", "Audacity", "VoiceMemos", "Piezo")
_SHARERS = (
    "TeamViewer", "TeamViewer_Service", "AnyDesk", "rustdesk", "RustDesk", "remoting_me2me_host", "ScreensharingAgent",
    "ARDAgent",
)  # fmt: skip
# These wait for a caller from the moment they are installed.
_ALWAYS = ("TeamViewer_Service", "AnyDesk", "rustdesk", "RustDesk", "remoting_me2me_host")
_KINDS = {
    **dict.fromkeys(_SCREEN_RECORDERS, RecorderKind.SCREEN),
    **dict.fromkeys(_SOUND_RECORDERS, RecorderKind.SOUND),
    **dict.fromkeys(_SHARERS, RecorderKind.REMOTE),
}
# The kernel keeps 16 letters of a name (MAXCOMLEN), and pgrep(1) may see no more; newer ones may see all.
_BY_NAME = {name: program for program in _KINDS for name in (program, program[:16])}
RUNNING = ("pgrep", "-l", "-x", "|".join(_BY_NAME))
# There once Remote Management was switched on.
_MANAGED = "/Library/Application Support/Apple/Remote Desktop/RemoteManagement.launchd"
_INSIDE = ("Desktop", "Documents", "Downloads", "Movies", "Pictures", "Library", ".ssh", ".gnupg")
_NOT_PEOPLE = ("Shared", "Guest", "Deleted Users")
_OTHERS_ENTER, _GROUP_ENTERS = 0o001, 0o010


def read_location_services(machine: Machine) -> LocationServices:
    """The switch for the whole Mac. Raises ``CouldNotLook``."""
    # Anything but a plain yes or no, such as "undefined", is no answer.
    word = machine.run(*LOCATION).stdout.strip()
    if word not in ("true", "false"):
        raise Garbled("Core Location does not tell whether location services are on",
                      "Look in System Settings, Privacy & Security, Location Services.")  # fmt: skip
    seen = Evidence(f"locationServicesEnabled {word}", "Core Location, by osascript")
    return LocationServices(desktop="macOS", on=word == "true", evidence=(seen,))


def read_recording_programs(machine: Machine) -> RecordingPrograms:
    """Known recorders and sharers that run, and sharing that is switched on. Raises ``CouldNotLook``."""
    running = _running(machine)
    sharing, unseen = _sharing(machine)
    told = ", ".join(one.program for one in running) or f"none of {len(_KINDS)} known programs runs"
    return RecordingPrograms(
        running=running, sharing=sharing, unseen=unseen, more="Look in System Settings, General, Sharing.",
        evidence=(Evidence(told, "pgrep, launchctl"),),
    )  # fmt: skip


def _running(machine: Machine) -> tuple[Recorder, ...]:
    output = machine.run(*RUNNING)
    if output.exit not in (0, 1):
        raise Garbled(f"the program pgrep ended with {output.exit}")
    found = set()
    for line in output.stdout.splitlines():
        number, _, name = line.strip().partition(" ")
        if not number.isdecimal() or name not in _BY_NAME:
            raise Garbled(f"the program pgrep answered {printable(line, 40)}")
        found.add(_BY_NAME[name])
    if bool(found) != (output.exit == 0):
        raise Garbled("the program pgrep gave no list of programs")
    return tuple(Recorder(program, _KINDS[program], program in _ALWAYS) for program in sorted(found))


def _sharing(machine: Machine) -> tuple[tuple[str, ...], tuple[str, ...]]:
    on: list[str] = []
    unseen: list[str] = []
    try:
        on += ["Screen Sharing"] if services(machine).get(SCREEN, False) else []
    except CouldNotLook:
        unseen.append("whether Screen Sharing is switched on")
    try:
        machine.answer(FileState(_MANAGED))
        on.append("Remote Management")
    except Missing:
        pass
    except CouldNotLook:
        unseen.append("whether Remote Management is switched on")
    return tuple(on), tuple(unseen)


def read_private_folders(machine: Machine) -> PrivateFolders:
    """The home of the account asked about. Looking at a folder's permissions asks macOS for none: stat(2).

    macOS puts all people into the group ``staff``, so a home's group has others in it as soon as there is a
    second home.
    """
    uid, _, home = machine.whoami()
    name = account_asked_about(machine)
    if not name:
        raise Missing("no account was asked about", "Run PeerKit as the account you work with.")
    home = f"/Users/{name}" if uid == 0 else home
    people = [one for one in machine.folder("/Users") if one not in _NOT_PEOPLE and not one.startswith(".")]
    top = _folder(machine, home, len(people) > 1)
    entered = top.mode & _OTHERS_ENTER or (top.shared_group and top.mode & _GROUP_ENTERS)
    inside = [_inside(machine, f"{home}/{one}", top.shared_group) for one in _INSIDE] if entered else []
    found = Home(account=name, uid=top.owner if uid == 0 else uid, home=top, inside=tuple(one for one in inside if one))
    seen = f"{private(PrivateKind.PATH, home)} mode {top.mode:04o}; homes in /Users: {len(people)}"
    return PrivateFolders(homes=(found,), evidence=(Evidence(seen, "lstat"),))


def _folder(machine: Machine, path: str, shared: bool) -> Folder:
    state = machine.answer(FileState(path))
    if not isinstance(state, State) or state.kind != "folder":
        raise Garbled("the permissions of the home folder could not be understood")
    return Folder(path, state.mode, state.uid, shared)


def _inside(machine: Machine, path: str, shared: bool) -> Folder | None:
    try:
        return _folder(machine, path, shared)
    except CouldNotLook:
        return None


READERS: dict[type[Fact], Reader] = {
    LocationServices: read_location_services,
    PrivateFolders: read_private_folders,
    RecordingPrograms: read_recording_programs,
}
