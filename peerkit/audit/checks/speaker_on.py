"""Whether the sound is on."""

from __future__ import annotations

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Speaker
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import printable

# Below this a voice is as good as muted. PeerKit's own limit.
TOO_QUIET_PERCENT = 10

KEYS = "Press the volume-up key on the keyboard or headset, and check that its mute light is off."
PHONE = "No luck? Plug in a headset, or join by phone."


@check(
    title="The sound is on and loud enough",
    family=Family.SESSION,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            KEYS,
            "Open Settings, Sound (on KDE: System Settings, Sound).",
            "Pick your headset or speakers as the output.",
            "Take them off mute, and turn them up.",
            PHONE,
        ),
        OS.MACOS: (
            KEYS,
            "Open System Settings, Sound, Output, pick your headset or speakers, and turn up the output volume.",
            PHONE,
        ),
        OS.WINDOWS: (
            KEYS,
            "Open Settings, System, Sound, Output, pick your headset or speakers, and turn up the volume.",
            PHONE,
        ),
    },
    references=(
        Reference(
            "HHS: Preparing for a virtual visit (test the technology before the visit)",
            "https://telehealth.hhs.gov/patients/preparing-for-a-video-visit",
            "2026-11-21",
        ),
    ),
)
def speaker_on(speaker: Speaker) -> Verdict:
    """You need to hear the person."""
    if not speaker.present:
        return failed("No speaker or headset was found.")
    name = printable(speaker.name, 80)
    if not speaker.plugged_in:
        return failed(f"Nothing is plugged into the sound jack that is in use ({name}).")
    if speaker.muted:
        return failed(f"The sound ({name}) is muted.")
    if speaker.volume is None:
        return passed(f"The sound ({name}) is not muted; its volume is not reported.")
    if speaker.volume < TOO_QUIET_PERCENT:
        return failed(f"The sound ({name}) is turned down to {speaker.volume:.0f} %.")
    return passed(f"The sound ({name}) is on, at {speaker.volume:.0f} %.")
