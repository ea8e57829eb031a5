from datetime import date

import pytest

from peerkit.model.platform import UNKNOWN, Confidence, Sourced, stale
from peerkit.platformdata import load_catalogue

REAL = load_catalogue()
E2EE, STATUS, DOOR = REAL.criteria["e2ee"], REAL.criteria["status"], REAL.criteria["door"]


def said(value, as_of):
    return Sourced(value, as_of, Confidence.HIGH, "a-page")


@pytest.mark.parametrize(
    ("answer", "criterion", "today", "is_stale"),
    [
        (said("default-on", "2026-05-25"), E2EE, date(2026, 11, 21), False),  # 180 days
        (said("default-on", "2026-05-24"), E2EE, date(2026, 11, 21), True),
        (said("active", "2026-11-20"), STATUS, date(2027, 2, 18), False),
        (said("active", "2026-11-20"), STATUS, date(2027, 2, 19), True),
        (said("retired", "2013-01-01"), STATUS, date(2040, 1, 1), False),
        (said(("lock",), "2020-01-01"), DOOR, date(2026, 11, 21), True),
        (said(UNKNOWN, "2001-01-01"), E2EE, date(2026, 11, 21), False),
    ],
)
def test_stale(answer, criterion, today, is_stale):
    assert stale(answer, criterion, today) is is_stale


def test_wording():
    assert E2EE.wording("default-on") == "yes, from the start"
    assert E2EE.wording(UNKNOWN) == "we do not know"
    assert DOOR.wording(("waiting-room", "lock")) == "a waiting room, a lock for the room"
    assert REAL.criteria["price"].wording(16.99) == "$16.99"
    assert REAL.criteria["price"].wording(0) == "$0"
    assert REAL.criteria["max-people"].wording(1000000) == "1000000"


def test_near_names():
    assert REAL.near("zom-free")[0] == "zoom-free"
    assert REAL.near("qqqqqqqqqq") == ()
    assert len(REAL.near("zoom")) <= 3
