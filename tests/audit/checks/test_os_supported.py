"""Literals in, verdict out."""

from datetime import date

import pytest

from peerkit.audit.checks.os_supported import os_supported
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.finding import Severity, Status

TODAY = date(2026, 11, 21)
PAST, FUTURE = date(2026, 1, 1), date(2030, 1, 1)


def fact(listing=Listing.DATED, **more):
    return OsSupport(name="Some Linux 1", listing=listing, today=TODAY, as_of="2026-08-22", **more)


@pytest.mark.parametrize(
    ("support", "status", "words"),
    [
        (fact(ends=FUTURE), Status.PASS, "until 2030-01-01"),
        (fact(ends=TODAY), Status.PASS, "until 2026-11-21"),
        (fact(ends=PAST), Status.FAIL, "since 2026-01-01"),
        (fact(ends=PAST, longer=FUTURE, longer_by="a team"), Status.PASS, "most of its programs until 2030-01-01"),
        (fact(ends=PAST, longer=FUTURE, longer_by="X", longer_needs="a plan"), Status.UNKNOWN, "only with a plan"),
        (fact(ends=PAST, longer=date(2026, 5, 1), longer_by="X"), Status.FAIL, "since 2026-05-01"),
        (fact(Listing.ROLLING), Status.PASS, "rolling release"),
        (fact(Listing.NEWER), Status.UNKNOWN, "newer than PeerKit's list of 2026-08-22"),
        (fact(Listing.UNKNOWN), Status.UNKNOWN, "does not know"),
        (fact(Listing.DATED), Status.UNKNOWN, "does not know"),
    ],
)
def test_ends(support, status, words):
    verdict = os_supported(support)
    assert verdict.status is status
    assert words in verdict.message


def test_it_is_high():
    assert os_supported.severity is Severity.HIGH
