"""Verdicts on the hours a peer supporter set, and on being on time."""

from __future__ import annotations

from datetime import datetime

import pytest

from peerkit.audit.checks.within_hours import within_hours
from peerkit.model.facts import WorkPlan
from peerkit.model.finding import Status

PASS, FAIL = Status.PASS, Status.FAIL


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute)


DAY = ((at(9), at(12)), (at(13), at(17)))


@pytest.mark.parametrize(
    ("now", "hours", "start", "status"),
    [
        (at(10), None, None, Status.NOT_APPLICABLE),
        (at(10), DAY, None, PASS),
        (at(9), DAY, None, PASS),
        (at(17), DAY, None, PASS),
        (at(12, 30), DAY, None, FAIL),
        (at(8, 59), DAY, None, FAIL),
        # A day off has no hours, which is not the same as none saved.
        (at(10), (), None, FAIL),
        (at(10), None, at(10, 30), PASS),
        (at(10, 5), None, at(10), PASS),
        (at(10, 6), None, at(10), FAIL),
        (at(10, 6), DAY, at(10), FAIL),
        (at(20), DAY, at(20), FAIL),
        # What counts is when the session begins.
        (at(16), DAY, at(18), FAIL),
        (at(8, 50), DAY, at(9), PASS),
    ],
)  # fmt: skip
def test_the_verdict(now: datetime, hours: object, start: datetime | None, status: Status) -> None:
    verdict = within_hours(WorkPlan(now=now, hours=hours, start_at=start))  # type: ignore[arg-type]
    assert verdict.status is status


def test_lateness_is_told_in_minutes() -> None:
    verdict = within_hours(WorkPlan(now=at(10, 20), hours=DAY, start_at=at(10)))
    assert verdict.message == "The start was at 10:00; that is 20 minutes ago."
    verdict = within_hours(WorkPlan(now=at(21, 40), hours=DAY, start_at=at(10)))
    assert verdict.message == "The start was at 10:00; that is about 12 hours ago."


def test_a_start_outside_the_hours_is_named() -> None:
    verdict = within_hours(WorkPlan(now=at(16), hours=DAY, start_at=at(18)))
    assert verdict.message == "It starts at 18:00; that is outside your saved hours."
