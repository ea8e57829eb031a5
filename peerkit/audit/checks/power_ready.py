"""Whether power will last the session."""

from __future__ import annotations

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import Power
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed, unsure

# An hour's session and a quarter of an hour to spare; where no time is reported, half a battery.
# PeerKit's own limits.
ENOUGH_SECONDS = 75 * 60
ENOUGH_PERCENT = 50
NEARLY_EMPTY_PERCENT = 20

PLUG_IN = "Plug in the charger, and look that the battery sign shows it is charging."


@check(
    title="The device is plugged in or well charged",
    family=Family.SESSION,
    severity=Severity.MEDIUM,
    remedy={
        OS.LINUX: (
            PLUG_IN,
            "No charger near? Turn down the screen light, close other apps, and have a phone number ready.",
        ),
        OS.MACOS: (
            PLUG_IN,
            "No charger near? Open System Settings, Battery, and turn on Low Power Mode.",
        ),
        OS.WINDOWS: (
            PLUG_IN,
            "No charger near? Open Settings, System, Power & battery (Windows 10: Battery), and turn on the saver.",
        ),
    },
    references=(
        Reference(
            "eVisit: Virtual Health Readiness Checklist (device fully charged or plugged in)",
            "https://support.evisit.com/hc/en-us/articles/4405917433875-Virtual-Health-Readiness-Checklist",
            "2026-11-21",
        ),
    ),
)
def power_ready(power: Power) -> Verdict:
    """A dead battery ends the talk at a bad time. Video calls use a lot of power."""
    if not power.battery:
        return not_applicable("This device has no battery; it runs on mains power.")
    charge = "" if power.percent is None else f" at {power.percent:.0f} %"
    if power.plugged_in and not power.draining:
        return passed(f"The charger is in, and the battery is{charge or ' there'}.")
    if power.plugged_in:
        message = f"The charger is in, but too weak: the battery{charge} is still running down."
        return failed(message, severity=Severity.LOW)
    if power.seconds_left is not None:
        lasts = power.seconds_left >= ENOUGH_SECONDS
        message = f"The charger is not in, and the battery{charge} lasts about {power.seconds_left // 60} more minutes."
    elif power.percent is not None:
        lasts = power.percent >= ENOUGH_PERCENT
        message = f"The charger is not in, and the battery is{charge}."
    else:
        return unsure("The charger is not in, and the battery does not say how full it is.")
    if lasts:
        return passed(message)
    empty = power.percent is not None and power.percent < NEARLY_EMPTY_PERCENT
    return failed(message, severity=Severity.HIGH if empty else None)
