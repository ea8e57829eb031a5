"""Whether this release of the system still gets security updates."""

from datetime import date

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure


@check(
    title="The system still gets security updates",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "Copy your files to a safe place first.",
            "Ubuntu: open Software Updater, and say yes when it offers the next version.",
            "Fedora: open Software, then Updates, and choose the new version.",
            "Mint: open Update Manager, then Edit, and choose Upgrade to the next version.",
            "Other systems: ask IT to move this laptop to a version that is still looked after.",
        ),
        OS.MACOS: (
            "Open System Settings, then General, then Software Update, and install the newest macOS it offers.",
            "If it offers none, this Mac may be too old. Ask IT.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Windows Update (Windows 10: Update & Security), and choose Check for updates.",
            "If the PC cannot run Windows 11, ask IT what to do.",
        ),
    },
    references=(
        Reference(
            "NIST SP 800-53 Rev. 5, SA-22: unsupported system components",
            "https://www.stigviewer.com/controls/nist-800-53/SA-22",
            "2026-11-21",
        ),
        Reference(
            "endoflife.date: last days of support, by system",
            "https://github.com/endoflife-date/endoflife.date",
            "2026-11-21",
        ),
    ),
)
def os_supported(support: OsSupport) -> Verdict:
    """A system that its maker has left alone keeps every hole that is found from then on, and thieves know them."""
    if support.listing is Listing.ROLLING:
        return passed(f"{support.name} is a rolling release: it stays supported while you install its updates.")
    if support.listing is Listing.NEWER:
        return unsure(f"{support.name} is newer than PeerKit's list of {support.as_of}.")
    if support.listing is Listing.UNKNOWN or support.ends is None:
        return unsure(f"PeerKit does not know until when {support.name} gets security updates.")
    if support.today <= support.ends:
        return passed(f"{support.name} gets security updates until {support.ends.isoformat()}.")
    return _after_the_end(support, support.ends)


def _after_the_end(support: OsSupport, ends: date) -> Verdict:
    longer = support.longer
    if longer is None or support.today > longer:
        last = max(ends, longer or ends).isoformat()
        return failed(f"{support.name} has had no security updates since {last}.")
    if support.longer_needs:
        return unsure(
            f"{support.name} gets security updates only with {support.longer_needs}"
            f" (from {support.longer_by}, until {longer.isoformat()}), and PeerKit cannot see whether there is one."
        )
    return passed(
        f"{support.name} gets security updates for most of its programs until {longer.isoformat()},"
        f" from {support.longer_by}."
    )
