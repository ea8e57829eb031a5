"""Whether updates wait to be installed."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import PendingUpdates
from peerkit.model.finding import Severity, Verdict, failed, passed, unsure

# Debian's and Ubuntu's own timers fetch the lists every day; after a week something is wrong.
OLD_LIST_DAYS = 7


@check(
    title="All updates are installed",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            "GNOME: open Software, then Updates, and choose Download, then Restart & Update.",
            "KDE: open Discover, then Updates, and choose Update All.",
            "Restart the laptop when it asks you to, but not right before a session.",
        ),
        OS.MACOS: (
            "Open System Settings, then General, then Software Update.",
            "Choose Update Now, and turn on Automatic updates.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Windows Update (Windows 10: Update & Security), and choose Check for updates.",
            "Install what it finds, and restart when it asks, but not right before a session.",
        ),
    },
    references=(
        Reference(
            "HHS Office for Civil Rights, telehealth privacy tips for patients: install updates",
            "https://natlawreview.com/article/telehealth-privacy-and-security-risk-mitigation-office-civil-rights-provides",
            "2026-11-20",
        ),
        Reference(
            "CIS Ubuntu Linux 20.04 LTS Benchmark v3.0.0, 1.2.2.1: updates and patches are installed",
            "https://www.tenable.com/audits/items/CIS_Ubuntu_Linux_20.04_LTS_v3.0.0_L1_Workstation.audit:"
            "993ab6dc4a2d622f0394e12f0b333355",
            "2026-11-21",
        ),
    ),
)
def updates_installed(updates: PendingUpdates) -> Verdict:
    """Updates close holes that thieves and snoopers already know. A laptop without them is easy to break into."""
    age = updates.list_age
    if updates.count == 0:
        return _nothing_waits(age)
    waits = "1 update waits" if updates.count == 1 else f"{updates.count} updates wait"
    since = (
        f" The list is {int(age)} days old, so there may be more." if age is not None and age > OLD_LIST_DAYS else ""
    )
    if updates.security is None:
        return failed(f"{waits} to be installed; this system does not mark those for security.{since}")
    if updates.security:
        return failed(f"{waits} to be installed, {updates.security} of them for security.{since}")
    return failed(f"{waits} to be installed, none of them marked for security.{since}", severity=Severity.LOW)


def _nothing_waits(age: float | None) -> Verdict:
    if age is None:
        return unsure("No updates wait, but PeerKit cannot see when this laptop last looked for some.")
    if age > OLD_LIST_DAYS:
        return unsure(f"No updates wait, but this laptop last looked for some {int(age)} days ago.")
    return passed("No updates wait to be installed.")
