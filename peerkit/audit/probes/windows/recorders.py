"""Programs that record or share the screen, and Remote Desktop. Names are those of the programs' files."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.windows.asking import subject, texts
from peerkit.audit.probes.windows.camera import in_use
from peerkit.audit.probes.windows.remote import TERMINAL, remote_desktop_on
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import Recorder, RecorderKind, RecordingPrograms
from peerkit.model.private import PrivateKind, private

# Names from memory, as Windows' Task Manager shows them; a program under another name is not seen.
_SCREEN = (
    "obs64", "obs32", "CamtasiaStudio", "CamRecorder", "bdcam", "ShareX", "ScreenToGif", "Snagit32", "SnagitEditor",
    "Loom", "action", "Dxtory", "fraps", "FlashBack Recorder",
)  # fmt: skip
_SOUND = ("Audacity", "VoiceRecorder", "SoundRec")
_SHARE = (
    "TeamViewer", "TeamViewer_Service", "AnyDesk", "rustdesk", "remoting_host", "tvnserver", "winvnc", "vncserver",
    "ScreenConnect.ClientService", "LogMeIn", "SRServer", "sunshine", "parsecd", "QuickAssist", "msra",
)  # fmt: skip
_ALWAYS = (
    "TeamViewer_Service", "AnyDesk", "rustdesk", "remoting_host", "tvnserver", "winvnc", "vncserver",
    "ScreenConnect.ClientService", "LogMeIn", "SRServer",
)  # fmt: skip
_LOOK = (
    "Look in Settings, System, Remote Desktop, and in Settings, Privacy & security (Windows 10: Privacy), Microphone."
)
KINDS = {
    **dict.fromkeys(_SCREEN, RecorderKind.SCREEN),
    **dict.fromkeys(_SOUND, RecorderKind.SOUND),
    **dict.fromkeys(_SHARE, RecorderKind.REMOTE),
}


def read_recording_programs(machine: Machine) -> RecordingPrograms:
    """Known ones that run, whether Remote Desktop is on, and who uses the microphone now. Raises ``CouldNotLook``."""
    known = {name.lower(): name for name in KINDS}
    running = sorted({known[name.lower()] for name in texts(subject(machine, "recorders")) if name.lower() in known})
    evidence = [Evidence(", ".join(running) or f"none of {len(KINDS)} known programs runs", "Get-Process")]
    unseen = []
    try:
        sharing = ("RDP",) if remote_desktop_on(machine) else ()
        evidence.append(Evidence(f"Remote Desktop is {'on' if sharing else 'off'}", TERMINAL))
    except CouldNotLook:
        sharing = ()
        unseen.append("whether Remote Desktop is on")
    listening = in_use(machine, "microphone")
    if listening is None:
        unseen.append("which programs use the microphone")
    elif listening:
        shown = ", ".join(private(PrivateKind.PROGRAM, name) for name in listening)
        evidence.append(Evidence(f"uses the microphone: {shown}", "consent store"))
    return RecordingPrograms(
        running=tuple(Recorder(name, KINDS[name], name in _ALWAYS) for name in running),
        sharing=sharing, listening=listening or (), unseen=tuple(unseen), more=_LOOK,
        evidence=tuple(evidence),
    )  # fmt: skip


READERS: dict[type[Fact], Reader] = {RecordingPrograms: read_recording_programs}
