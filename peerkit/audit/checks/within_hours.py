"""Whether the session starts in the peer supporter's own hours, and on time."""

from datetime import datetime, timedelta

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
        return failed(_late(plan.start_at, plan.now))
    # Whoever looks ten minutes ahead asks about the session, not about the moment.
    begins = max(plan.now, plan.start_at or plan.now)
    if plan.hours is not None and not any(start <= begins <= end for start, end in plan.hours):
        if begins > plan.now:
            return failed(f"It starts at {begins:%H:%M}; that is outside your saved hours.")
        return failed(f"It is {plan.now:%H:%M}; that is outside your saved hours.")
    return passed(f"It is {plan.now:%H:%M}; you are on time and within your hours.")


def _late(start: datetime, now: datetime) -> str:
    minutes = int((now - start).total_seconds() // 60)
    if minutes < 2 * 60:
        return f"The start was at {start:%H:%M}; that is {minutes} minutes ago."
    return f"The start was at {start:%H:%M}; that is about {round(minutes / 60)} hours ago."
