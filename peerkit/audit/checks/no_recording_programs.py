"""Whether a program runs that records the screen or sound, or shares the screen."""

from collections.abc import Iterator

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import Recorder, RecordingPrograms
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure
from peerkit.model.private import PrivateKind, private


@check(
    title="No program that records or shares the screen is running",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Close the programs named here before a session.",
            "GNOME: open Settings, then System, then Remote Desktop, and turn off Desktop Sharing and Remote Login.",
            "A program that starts by itself: remove it, or ask IT to stop its service during sessions.",
        ),
        OS.MACOS: (
            "Quit the programs named here, also from the menu bar.",
            "Open System Settings, then General, then Sharing, and turn off Screen Sharing and Remote Management.",
            "Look under Privacy & Security, then Screen & System Audio Recording (macOS 14: Screen Recording).",
        ),
        OS.WINDOWS: (
            "Close the programs named here, also from the corner of the taskbar.",
            "Open Settings, then System, then Remote Desktop, and turn it off.",
        ),
    },
    references=(
        Reference(
            "CISA: Guidance for securing video conferencing",
            "https://www.cisa.gov/resources-tools/resources/guidance-securing-video-conferencing",
            "2026-11-21",
        ),
        Reference(
            "HHS OCR: educating patients about privacy and security risks of telehealth",
            "https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/resource-health-care-providers-educating-patients/index.html",
            "2026-11-21",
        ),
    ),
)
def no_recording_programs(programs: RecordingPrograms) -> Iterator[Verdict]:
    """What is said in a session belongs to the person. A recorder or a shared screen carries it to others."""
    for one in programs.running:
        yield failed(_told(one), private(PrivateKind.PROGRAM, one.program))
    for protocol in programs.sharing:
        open_to_all = protocol in programs.open_sharing
        how = "asks for no password" if open_to_all else "is turned on in the settings"
        severity = Severity.HIGH if open_to_all else Severity.MEDIUM
        yield failed(f"Sharing this desktop with others ({protocol}) {how}.", f"desktop sharing, {protocol}", severity)
    if programs.unseen:
        unseen = ", nor ".join(programs.unseen)
        yield unsure(f"It could not be seen {unseen}. {programs.more}".rstrip())
    if not programs.running and not programs.sharing:
        yield passed(f"No recorder or screen sharer that PeerKit knows is running.{_listening(programs)}")


def _told(one: Recorder) -> str:
    name = private(PrivateKind.PROGRAM, one.program)
    ready = " It runs whenever it is installed, and waits for a caller." if one.always else ""
    return f"The program {name}, which {one.kind.value}, is running.{ready}"


def _listening(programs: RecordingPrograms) -> str:
    names = " and ".join(private(PrivateKind.PROGRAM, name) for name in programs.listening)
    return f" The microphone is in use by {names}." if names else ""
