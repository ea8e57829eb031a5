"""Whether updates install themselves."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import AutomaticUpdates, UpdateMode
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed


@check(
    title="Updates install by themselves",
    family=Family.DEVICE,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            (
                "Ubuntu: open Software & Updates, then Updates. Set When there are security updates to Download and"
                " install automatically."
            ),
            "Mint: open Update Manager, then Edit, Preferences, Automation, and turn on Apply updates automatically.",
            (
                "Debian, in a terminal: sudo apt install unattended-upgrades, then"
                " sudo dpkg-reconfigure -plow unattended-upgrades."
            ),
            (
                "Fedora, in a terminal: sudo dnf install dnf-automatic."
                " Ask IT to set apply_updates = yes and to turn on its timer."
            ),
        ),
        OS.MACOS: (
            "Open System Settings, then General, then Software Update.",
            "Click the i beside Automatic updates, and turn all of them on.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Windows Update (Windows 10: Update & Security).",
            "If updates are paused, choose Resume updates.",
        ),
    },
    references=(
        Reference(
            "HHS Office for Civil Rights, telehealth privacy tips for patients: install updates",
            "https://natlawreview.com/article/telehealth-privacy-and-security-risk-mitigation-office-civil-rights-provides",
            "2026-11-20",
        ),
        Reference(
            "Debian package unattended-upgrades: automatic installation of security upgrades",
            "https://packages.debian.org/bullseye/unattended-upgrades",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, SI-2: flaw remediation",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def updates_automatic(updates: AutomaticUpdates) -> Verdict:
    """Updates close holes that thieves already know. If they install by themselves, nobody has to think of it on a
    busy day."""
    match updates.mode:
        case UpdateMode.INSTALLS:
            return passed(f"Updates install by themselves ({updates.tool}).")
        case UpdateMode.BY_HAND:
            return not_applicable(f"On this system updates are installed by hand, by design ({updates.tool}).")
        case UpdateMode.OFF:
            return failed(f"Updates do not install by themselves: {updates.reason}.")
