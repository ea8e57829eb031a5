"""Whether the session starts in the peer supporter's own hours, and on time."""

from datetime import timedelta

from peerkit.model.check import OS, Family, Reference, check
from peerkit.model.facts import WorkPlan
from peerkit.model.finding import Severity, Verdict, failed, not_applicable, passed

# A few minutes are manners, not lateness.
GRACE = timedelta(minutes=5)
_STEPS = ("Start now, or send a short note that you are late.", "Outside your hours, move the session if you can.")


@check(
    title="It is in my work hours, and I am on time",
    family=Family.SESSION,
    severity=Severity.LOW,
    remedy=dict.fromkeys(OS, _STEPS),
    references=(
        Reference(
            "HHS: telehealth for behavioral health, best practice guide",
            "https://telehealth.hhs.gov/providers/best-practice-guides/telehealth-for-behavioral-health",
            "2026-11-20",
        ),
    ),
)
def within_hours(plan: WorkPlan) -> Verdict:
    """Being on time shows respect. Hours that you set and keep protect you from wearing out."""
    if plan.hours is None and plan.start_at is None:
        return not_applicable("No work hours are saved, and no start time was given.")
    if plan.start_at is not None and plan.now - plan.start_at > GRACE:
        minutes = int((plan.now - plan.start_at).total_seconds() // 60)
        return failed(f"The start was at {plan.start_at:%H:%M}; that is {minutes} minutes ago.")
    if plan.hours is not None and not any(start <= plan.now <= end for start, end in plan.hours):
        return failed(f"It is {plan.now:%H:%M}; that is outside your saved hours.")
    return passed(f"It is {plan.now:%H:%M}; you are on time and within your hours.")
