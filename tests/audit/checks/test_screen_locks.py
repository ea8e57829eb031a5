"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.screen_locks import screen_locks
from peerkit.model.facts import ScreenLock
from peerkit.model.finding import Severity, Status


@pytest.mark.parametrize(
    ("after", "status", "message"),
    [
        (300, Status.PASS, "The screen locks after 5 minutes."),
        (305, Status.PASS, "The screen locks after 5 minutes and 5 seconds."),
        (61, Status.PASS, "The screen locks after 1 minute and 1 second."),
        (45, Status.PASS, "The screen locks after 45 seconds."),
        (0, Status.PASS, "The screen locks after 0 seconds."),
        (900, Status.PASS, "The screen locks after 15 minutes."),
        (901, Status.FAIL, "The screen locks only after 15 minutes and 1 second; 15 minutes is the most."),
        (3900, Status.FAIL, "The screen locks only after 65 minutes; 15 minutes is the most."),
    ],
)
def test_fifteen_minutes_are_the_most(after, status, message):
    verdict = screen_locks(ScreenLock(desktop="GNOME", after=after))
    assert (verdict.status, verdict.message) == (status, message)


def test_too_late_is_milder_than_never():
    never = screen_locks(ScreenLock(desktop="KDE", after=None, weakness="the automatic lock is switched off"))
    late = screen_locks(ScreenLock(desktop="KDE", after=3600))
    assert never.status is Status.FAIL
    assert never.severity is None
    assert screen_locks.severity is Severity.HIGH
    assert late.severity is Severity.MEDIUM
    assert never.message == "The screen never locks by itself: the automatic lock is switched off."


def test_a_pass_still_tells_what_slips_past():
    verdict = screen_locks(ScreenLock(desktop="XFCE", after=300, weakness="it does not lock when the laptop sleeps"))
    assert verdict.status is Status.PASS
    assert verdict.message == "The screen locks after 5 minutes, but it does not lock when the laptop sleeps."
