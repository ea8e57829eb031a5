"""Whether updates wait for a restart."""

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts_system import RestartPending
from peerkit.model.finding import Severity, Verdict, failed, passed

_MOST_NAMED = 4


@check(
    title="No update waits for a restart",
    family=Family.DEVICE,
    severity=Severity.LOW,
    remedy={
        OS.LINUX: ("Save your work and restart the laptop, but not right before a session.",),
        OS.MACOS: ("Save your work. Open the Apple menu and choose Restart, but not right before a session.",),
        OS.WINDOWS: (
            "Save your work. Open Start, then Power, and choose Update and restart.",
            "Do not do it right before a session.",
        ),
    },
    references=(
        Reference(
            "dnf-needs-restarting(8): whether a reboot is required after updates",
            "https://manpages.ubuntu.com/manpages/noble/man8/dnf-needs-restarting.8.html",
            "2026-11-21",
        ),
        Reference(
            "NIST SP 800-53 Rev. 5, SI-2: flaw remediation",
            "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
            "2026-11-21",
        ),
    ),
)
def restart_not_pending(restart: RestartPending) -> Verdict:
    """Some updates only start to protect you after a restart. Until then the old, open version still runs."""
    if not restart.needed:
        return passed("No update waits for a restart.")
    more = len(restart.packages) - _MOST_NAMED
    named = ", ".join(restart.packages[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    return failed(f"Updates wait for a restart{f' ({named})' if named else ''}.")
