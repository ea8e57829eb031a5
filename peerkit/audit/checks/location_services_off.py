"""Whether apps may ask where this machine is."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_privacy import LocationServices
from peerkit.model.finding import Severity, Verdict, failed, passed


@check(
    title="Apps cannot ask where this computer is",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then Privacy & Security, then Location, and turn off Automatic Device Location.",
        ),
        OS.MACOS: (
            "Open System Settings, then Privacy & Security, then Location Services, and turn it off.",
            "Or turn it off for each app you use in sessions.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Privacy & security (Windows 10: Privacy), then Location.",
            "Turn off Location services (Windows 10: choose Change, and turn it off).",
        ),
    },
    references=(
        Reference(
            "Desktop portal, Lockdown interface: disable-location",
            "https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.impl.portal.Lockdown.html",
            "2026-11-21",
        ),
    ),
)
def location_services_off(location: LocationServices) -> Verdict:
    """An app that knows where you are can tell where you live. It may also guess whom you help, and with what.

    For a crisis, tracking is no plan: ask out loud where the person is, at the start of each talk.
    """
    if location.on:
        return failed("Apps may ask this computer where it is.")
    return passed("Apps cannot ask this computer where it is.")
