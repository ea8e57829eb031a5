"""Whether a camera is there and free."""

from __future__ import annotations

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Camera, Cameras
from peerkit.model.finding import Severity, Verdict, failed, passed
from peerkit.model.private import PrivateKind, printable, private

COVER = "Look for a cover, a slider, or a camera key on the device, and check the cable."
CLOSE = "If another program has the camera, close it. If it is the app you will call with, all is well."
SOUND_ONLY = "No camera? You can still meet with sound only."


@check(
    title="A camera is there and free to use",
    family=Family.SESSION,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            COVER,
            "On GNOME, open Settings, Privacy & Security, Camera, and turn the camera on.",
            CLOSE,
            SOUND_ONLY,
        ),
        OS.MACOS: (
            COVER,
            "Open System Settings, Privacy & Security, Camera, and turn it on for your call app.",
            CLOSE,
            SOUND_ONLY,
        ),
        OS.WINDOWS: (
            COVER,
            "Open Settings, Privacy & security (Windows 10: Privacy), Camera, and turn on camera access.",
            CLOSE,
            SOUND_ONLY,
        ),
    },
    references=(
        Reference(
            "eVisit: Virtual Health Readiness Checklist (working camera; close apps that use it)",
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
def camera_ready(cameras: Cameras) -> Verdict:
    """The person may want to see your face. A camera that another program holds stays dark, or shows you there."""
    if not cameras.cameras:
        return failed("No camera was found.")
    names = ", ".join(printable(camera.name, 80) for camera in cameras.cameras)
    if cameras.switched_off:
        return failed(f"The camera ({names}) is switched off in the privacy settings.")
    held = [camera for camera in cameras.cameras if camera.held_by]
    if held:
        return failed(" ".join(_in_use(camera) for camera in held))
    return passed(f"A camera was found: {names}.")


def _in_use(camera: Camera) -> str:
    programs = " and ".join(private(PrivateKind.PROGRAM, program) for program in camera.held_by)
    return f"The camera {printable(camera.name, 80)} is in use by {programs}."
