"""Waivers that ended are findings; those in force are none."""

from datetime import date

import pytest

from peerkit.audit.checks.waivers_current import waivers_current
from peerkit.model.facts_policy import Waivers
from peerkit.model.finding import Status
from peerkit.model.settings import Waiver

TODAY = date(2026, 11, 21)


def verdicts(*until: str):
    waivers = tuple(Waiver("screen-locks", "kiosk in a locked room.", day) for day in until)
    return list(waivers_current(Waivers(waivers=waivers, today=TODAY)))


@pytest.mark.parametrize(
    ("until", "statuses"),
    [
        ((), [Status.NOT_APPLICABLE]),
        (("2026-11-21",), [Status.PASS]),
        (("2026-11-20",), [Status.FAIL]),
        (("2026-11-20", "2027-01-01", "2020-02-29"), [Status.FAIL, Status.FAIL]),
    ],
)
def test_the_last_day_still_counts(until, statuses):
    assert [verdict.status for verdict in verdicts(*until)] == statuses


def test_what_it_says():
    (verdict,) = verdicts("2026-11-20")
    assert verdict.subject == "screen-locks"
    assert verdict.message == (
        "The waiver for screen-locks ended on 2026-11-20. It was given because: kiosk in a locked room."
    )
