"""Verdicts on how old PeerKit's own facts about platforms are."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.platform_facts_fresh import platform_facts_fresh
from peerkit.model.facts import PlatformFacts
from peerkit.model.finding import Status


@pytest.mark.parametrize(
    ("days", "status"), [(0, Status.PASS), (183, Status.PASS), (184, Status.FAIL), (4000, Status.FAIL)]
)
def test_half_a_year_is_the_most(days: int, status: Status) -> None:
    verdict = platform_facts_fresh(PlatformFacts(newest_days=days, stale=0, total=40))
    assert verdict.status is status
    assert verdict.message == f"The facts were last checked {days} days ago."
