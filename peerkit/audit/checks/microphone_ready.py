"""Whether the microphone is there and can be heard."""

from __future__ import annotations

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Microphone
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import printable

# Below this a voice is as good as muted. PeerKit's own limit.
TOO_QUIET_PERCENT = 10

BUTTON = "Look for a mute button on the headset, its cable, or the keyboard, and press it."
PHONE = "No luck? Plug in a headset, or join by phone."


@check(
    title="The microphone is there and not muted",
    family=Family.SESSION,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            BUTTON,
            "Open Settings, Sound (on KDE: System Settings, Sound).",
            "Pick your microphone as the input.",
            "Take it off mute, and turn it up.",
            PHONE,
        ),
        OS.MACOS: (
            BUTTON,
            "Open System Settings, Sound, Input, pick your microphone, and turn up the input volume.",
            PHONE,
        ),
        OS.WINDOWS: (
            BUTTON,
            "Open Settings, System, Sound, Input, pick your microphone, and turn up the volume.",
            PHONE,
        ),
    },
    references=(
        Reference(
            "eVisit: Virtual Health Readiness Checklist (working microphone)",
            "https://support.evisit.com/hc/en-us/articles/4405917433875-Virtual-Health-Readiness-Checklist",
            "2026-11-21",
        ),
        Reference(
            "HHS: Preparing for a virtual visit (test the technology before the visit)",
            "https://telehealth.hhs.gov/patients/preparing-for-a-video-visit",
            "2026-11-21",
        ),
    ),
)
def microphone_ready(microphone: Microphone) -> Verdict:
    """Without it they can't hear you."""
    if not microphone.present:
        return failed("No microphone was found.")
    name = printable(microphone.name, 80)
    if not microphone.plugged_in:
        return failed(f"Nothing is plugged into the microphone jack that is in use ({name}).")
    if microphone.muted:
        return failed(f"The microphone ({name}) is muted.")
    if microphone.volume is None:
        return passed(f"The microphone ({name}) is not muted; its volume is not reported.")
    if microphone.volume < TOO_QUIET_PERCENT:
        return failed(f"The microphone ({name}) is turned down to {microphone.volume:.0f} %.")
    return passed(f"The microphone ({name}) is on, at {microphone.volume:.0f} %.")
