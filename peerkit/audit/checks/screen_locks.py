"""Whether the screen locks by itself, soon enough."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import ScreenLock
from peerkit.model.finding import Severity, Verdict, failed, passed

# CIS Ubuntu Linux 24.04 LTS Benchmark v1.0.0, 1.7.4: idle-delay of 900 seconds or less, and not 0.
# HIPAA and NIST SP 800-53 leave the time to the organisation.
LONGEST = 15 * 60


@check(
    title="The screen locks by itself within 15 minutes",
    family=Family.DEVICE,
    severity=Severity.HIGH,
    remedy={
        OS.LINUX: (
            "GNOME: open Settings, then Privacy & Security, then Screen Lock, and turn on Automatic Screen Lock.",
            "In the same place, set Blank Screen Delay to 5 minutes.",
            "KDE: open System Settings, then Screen Locking. Set it to lock after 5 minutes.",
            "Other desktops: open the settings for Screensaver or Power, and turn on the lock.",
            "When you walk away, lock it yourself: press the Super (Windows) key and L.",
        ),
        OS.MACOS: (
            "Open System Settings, then Lock Screen.",
            "Set both Turn display off times to 5 minutes.",
            "Set Require password after display is turned off to Immediately.",
        ),
        OS.WINDOWS: (
            "Open Settings, then Accounts, then Sign-in options.",
            "Under If you've been away (Windows 10: Require sign-in), choose When PC wakes up from sleep.",
            "Search for Change screen saver. Choose Blank, and set Wait to 5 minutes.",
            "Tick On resume, display logon screen.",
        ),
    },
    references=(
        Reference(
            "CIS Ubuntu Linux 24.04 LTS Benchmark v1.0.0, 1.7.4: screen locks when idle (900 seconds)",
            "https://tenable.com/audits/items/CIS_Ubuntu_Linux_24.04_LTS_v1.0.0_L1_Workstation.audit:"
            "68c6d09924be5802efce6e39ece33aad",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, AC-11: device lock",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
        Reference(
            "45 CFR 164.312(a)(2)(iii): automatic logoff (HIPAA Security Rule)",
            "https://www.govinfo.gov/content/pkg/CFR-2019-title45-vol2/xml/CFR-2019-title45-vol2-sec164-312.xml",
            "2026-11-21",
        ),
    ),
)
def screen_locks(lock: ScreenLock) -> Verdict:
    """If you are called away, a lock keeps what is on your screen from others, even when you forget to set it."""
    if lock.after is None:
        return failed(f"The screen never locks by itself: {lock.weakness}.")
    if lock.after > LONGEST:
        return failed(
            f"The screen locks only after {_spoken(lock.after)}; 15 minutes is the most.", severity=Severity.MEDIUM
        )
    but = f", but {lock.weakness}" if lock.weakness else ""
    return passed(f"The screen locks after {_spoken(lock.after)}{but}.")


def _spoken(seconds: int) -> str:
    """Minutes and seconds in words."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in ((minutes, "minute"), (rest, "second"))]
    return " and ".join(part for part in parts if not part.startswith("0 ")) or "0 seconds"
