"""How the desktop's own switches for camera and microphone stand."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import PrivacySwitches
from peerkit.model.finding import Severity, Verdict, failed, passed


@check(
    title="The privacy switches for camera and microphone are on for your calls",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then Privacy & Security, then Camera or Microphone, and turn it on before a call.",
            "Between sessions, off is fine; a cover on the camera is surer.",
        ),
        OS.MACOS: (
            "Open System Settings, then Privacy & Security, then Camera and Microphone.",
            "Turn them on for your call app alone.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Privacy & security (Windows 10: Privacy), then Camera and Microphone.",
            "Turn access on, also for desktop apps, and leave it on for your call app alone.",
        ),
    },
    references=(
        Reference(
            "Desktop portal, Lockdown interface: disable-camera, disable-microphone",
            "https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.impl.portal.Lockdown.html",
            "2026-11-21",
        ),
        Reference(
            "HHS: Preparing for a virtual visit (test the technology before the visit)",
            "https://telehealth.hhs.gov/patients/preparing-for-a-video-visit",
            "2026-11-21",
        ),
    ),
)
def camera_and_microphone_switches(switches: PrivacySwitches) -> Verdict:
    """A switch that is off leaves you dark or silent in a call. It stops only the apps that ask the desktop first."""
    off = [name for name, on in (("camera", switches.camera_on), ("microphone", switches.microphone_on)) if not on]
    if off:
        are = "is" if len(off) == 1 else "are"
        return failed(f"The {' and the '.join(off)} {are} switched off in the privacy settings; fine between sessions.")
    return passed("Camera and microphone are switched on. Apps that do not ask the desktop pass by these switches.")
