"""Whether the sound goes to a headset, so that nobody near hears the person."""

from __future__ import annotations

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import OutputKind, Speaker
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure
from peerkit.model.private import printable

PUT_ON = "Plug in your headphones, or turn on the wireless ones, and put them on."
NONE_NEAR = "No headphones? Keep the volume low and the door shut."


@check(
    title="The sound goes to headphones",
    family=Family.SESSION,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            PUT_ON,
            "Open Settings, Sound (on KDE: System Settings, Sound), and pick them as the output.",
            NONE_NEAR,
        ),
        OS.MACOS: (
            PUT_ON,
            "Open System Settings, Sound, Output, and pick them.",
            NONE_NEAR,
        ),
        OS.WINDOWS: (
            PUT_ON,
            "Open Settings, System, Sound, Output, and pick them.",
            NONE_NEAR,
        ),
    },
    references=(
        Reference(
            "HHS OCR: Guidance on how the HIPAA Rules permit audio-only telehealth (private setting, no speakerphone)",
            "https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-audio-telehealth/index.html",
            "2026-11-21",
        ),
        Reference(
            "SimpleTherapy: Telehealth Privacy and Security Tips, after HHS OCR (headphones where the room is shared)",
            "https://help.simpletherapy.com/en/articles/8512476-telehealth-privacy-and-security-tips",
            "2026-11-21",
        ),
    ),
)
def headset_in_use(speaker: Speaker) -> Verdict:
    """With headphones, people near you hear only your side, and you hear better."""
    if not speaker.present:
        return failed("No headphones or speakers were found.")
    name = printable(speaker.name, 80)
    if not speaker.plugged_in:
        return failed(f"Nothing is plugged into the sound jack that is in use ({name}).")
    if speaker.kind is OutputKind.HEADSET:
        return passed(f"The sound goes to headphones ({name}).")
    if speaker.kind is OutputKind.SPEAKER:
        return failed(f"The sound goes to speakers ({name}), where others can hear it.")
    return unsure(f"The sound goes to {name}; whether that is a pair of headphones cannot be told from here.")
