"""The desktop's privacy switches, programs that record or share the screen, and the folders of a home.

Settings of the desktop belong to the account at the screen, so they are read as that account only.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import sound
from peerkit.audit.probes.linux.homes import read_private_folders
from peerkit.audit.probes.linux.screenlock.gsettings import flag, settings
from peerkit.audit.probes.linux.screenlock.session import Session, session_of
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_privacy import (
    LocationServices,
    PrivacySwitches,
    PrivateFolders,
    Recorder,
    RecorderKind,
    RecordingPrograms,
)
from peerkit.model.private import PrivateKind, printable, private

# Desktops that keep GNOME's own switches, as they are named in XDG_CURRENT_DESKTOP.
_GNOME = ("gnome", "unity", "budgie")
_CINNAMON = ("x-cinnamon", "cinnamon")
_GEOCLUE = "org.freedesktop.GeoClue2"
_REMOTE = "org.gnome.desktop.remote-desktop"
_SCREEN = (
    "obs", "simplescreenrecorder", "kazam", "vokoscreenNG", "vokoscreen", "peek", "recordmydesktop",
    "gtk-recordmydesktop", "gpu-screen-recorder", "wf-recorder", "wl-screenrec", "kooha", "blue-recorder",
    "green-recorder",
)  # fmt: skip
_SOUND = ("audacity", "arecord", "parecord", "parec", "pw-record", "gnome-sound-recorder", "kwave")
_SHARE = (
    "gnome-remote-desktop-daemon", "krfb", "krdpserver", "xrdp", "x11vnc", "x0vncserver", "x0tigervncserver", "Xvnc",
    "Xtigervnc", "wayvnc", "vino-server", "rustdesk", "anydesk", "teamviewerd", "chrome-remote-desktop-host",
    "sunshine",
)  # fmt: skip
# These wait for a caller from the moment they are installed.
_ALWAYS = ("xrdp", "rustdesk", "anydesk", "teamviewerd", "chrome-remote-desktop-host")
_KINDS = {
    **dict.fromkeys(_SCREEN, RecorderKind.SCREEN),
    **dict.fromkeys(_SOUND, RecorderKind.SOUND),
    **dict.fromkeys(_SHARE, RecorderKind.REMOTE),
}


def _at_the_desktop(machine: Machine) -> Session | Unknown:
    found = session_of(machine)
    if isinstance(found, Unknown):
        return Unknown("These settings belong to a desktop session, and PeerKit does not run inside one.", found.hint)
    return found


def _is_one_of(session: Session, names: tuple[str, ...]) -> bool:
    return any(name.lower() in names for name in session.names)


def read_location_services(machine: Machine) -> LocationServices | Unknown:
    """GNOME's switch; on any desktop, a machine without GeoClue has no location service to switch."""
    session = _at_the_desktop(machine)
    if isinstance(session, Unknown):
        return session
    desktop = printable(session.desktop, 40)
    if _is_one_of(session, _GNOME):
        on = flag(settings(machine, session, "org.gnome.system.location"), "enabled")
        seen = Evidence(f"enabled {str(on).lower()}", "gsettings org.gnome.system.location")
        return LocationServices(desktop=desktop, on=on, evidence=(seen,))
    if _GEOCLUE not in _services(machine, "ListActivatableNames") and _GEOCLUE not in _services(machine, "ListNames"):
        seen = Evidence(f"no service named {_GEOCLUE}", "system D-Bus")
        return LocationServices(desktop=desktop, on=False, evidence=(seen,))
    return Unknown(
        f"A location service is there, and PeerKit cannot see whether the desktop {desktop} lets apps use it.",
        "Look for Location in the privacy settings of your desktop.",
    )


def _services(machine: Machine, member: str) -> list[object]:
    bus = "org.freedesktop.DBus"
    reply = machine.call(BusCall("system", bus, "/org/freedesktop/DBus", bus, member))
    if not reply or not isinstance(reply[0], list) or not reply[0]:
        raise Garbled("the system D-Bus did not list its services")
    return reply[0]


def read_privacy_switches(machine: Machine) -> PrivacySwitches | Unknown:
    """GNOME's and Cinnamon's switches for the camera and the microphone."""
    session = _at_the_desktop(machine)
    if isinstance(session, Unknown):
        return session
    desktop = printable(session.desktop, 40)
    if _is_one_of(session, _GNOME):
        schema = "org.gnome.desktop.privacy"
    elif _is_one_of(session, _CINNAMON):
        schema = "org.cinnamon.desktop.privacy"
    else:
        return Unknown(f"PeerKit does not know of switches for camera and microphone on the desktop {desktop}.")
    stored = settings(machine, session, schema)
    camera, microphone = (not flag(stored, f"disable-{name}") for name in ("camera", "microphone"))
    seen = f"camera {'on' if camera else 'off'}, microphone {'on' if microphone else 'off'}"
    evidence = (Evidence(seen, f"gsettings {schema}"),)
    return PrivacySwitches(desktop=desktop, camera_on=camera, microphone_on=microphone, evidence=evidence)


def read_recording_programs(machine: Machine) -> RecordingPrograms:
    """Known recorders and sharers that run, desktop sharing that is set up, and who listens now."""
    running = _running(machine)
    sharing, without_password, unseen = _shared_desktop(machine)
    listening, deaf = _listening(machine)
    names = ", ".join(one.program for one in running) or f"none of {len(_KINDS)} known programs runs"
    evidence = [Evidence(names, "pgrep")]
    if listening:
        shown = ", ".join(private(PrivateKind.PROGRAM, name) for name in listening)
        evidence.append(Evidence(f"takes sound: {shown}", "pactl"))
    return RecordingPrograms(
        running=running, sharing=sharing, open_sharing=without_password, listening=listening,
        unseen=tuple(filter(None, (unseen, deaf))), evidence=tuple(evidence),
    )  # fmt: skip


def _running(machine: Machine) -> tuple[Recorder, ...]:
    # The kernel keeps 15 letters of a program's name.
    short = {program[:15]: program for program in _KINDS}
    output = machine.run("pgrep", "-l", "-x", "|".join(short))
    if output.exit not in (0, 1):
        raise Garbled(f"pgrep ended with {output.exit}")
    found = set()
    for line in output.stdout.splitlines():
        number, _, name = line.partition(" ")
        if not number.isdecimal() or name not in short:
            raise Garbled(f"pgrep answered {printable(line, 40)}")
        found.add(short[name])
    if bool(found) != (output.exit == 0):
        raise Garbled("pgrep gave no list of programs")
    return tuple(Recorder(program, _KINDS[program], program in _ALWAYS) for program in sorted(found))


def _shared_desktop(machine: Machine) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """GNOME's sharing of the desktop: what is on, what asks for no password, and what could not be seen."""
    session = session_of(machine)
    if isinstance(session, Unknown):
        return (), (), "whether the desktop is set to be shared"
    if not _is_one_of(session, _GNOME):
        return (), (), ""
    on, without_password = [], []
    for protocol in ("rdp", "vnc"):
        try:
            stored = settings(machine, session, f"{_REMOTE}.{protocol}")
            if flag(stored, "enable"):
                on.append(protocol.upper())
                # VNC with `prompt` asks whoever sits here, and no password of the caller.
                without_password += ["VNC"] if stored.get("auth-method") == "'prompt'" else []
        except Missing:
            continue  # not installed, so not shared
        except CouldNotLook:
            return tuple(on), tuple(without_password), "whether the desktop is set to be shared"
    return tuple(on), tuple(without_password), ""


def _listening(machine: Machine) -> tuple[tuple[str, ...], str]:
    """Programs that take sound from a source right now. Their names are of their own choice."""
    blind = "which programs take sound from the microphone"
    try:
        sound.own_session(machine)
        streams = sound.ask(machine, "list", "source-outputs")
    except CouldNotLook:
        return (), blind
    if not isinstance(streams, list) or not all(isinstance(one, dict) for one in streams):
        return (), blind
    taking = [one for one in streams if one.get("corked") is not True]
    return tuple(sorted({_program(one.get("properties")) for one in taking})), ""


def _program(properties: object) -> str:
    known = properties if isinstance(properties, dict) else {}
    name = known.get("application.name") or known.get("application.process.binary") or "a program without a name"
    return re.sub(r"\s+", " ", str(name))[:80]


READERS: dict[type[Fact], Reader] = {
    LocationServices: read_location_services,
    PrivacySwitches: read_privacy_switches,
    PrivateFolders: read_private_folders,
    RecordingPrograms: read_recording_programs,
}
