from __future__ import annotations

import pytest

from peerkit.audit.checks.password_long_enough import password_long_enough as check
from peerkit.model.facts_passwords import LengthClass, Purpose
from peerkit.model.finding import Severity, Status
from tests.audit.checks.stored import statuses, stored, told, verdicts

UNDER_8, UNDER_15 = LengthClass.UNDER_8, LengthClass.UNDER_15


@pytest.mark.parametrize("second", [True, False, None])
def test_fewer_than_eight_is_too_short_anywhere(second: bool | None) -> None:
    (found,) = verdicts(check, stored(length=UNDER_8, second_factor=second))
    assert (found.status, found.severity) == (Status.FAIL, Severity.MEDIUM)
    assert "8 at the very least" in found.message


def test_eight_are_enough_beside_a_second_factor_and_fifteen_alone() -> None:
    assert statuses(check, stored(length=UNDER_15, second_factor=True)) == [Status.PASS]
    (found,) = verdicts(check, stored(length=UNDER_15, second_factor=False))
    assert (found.status, found.severity) == (Status.FAIL, Severity.LOW)


def test_where_nobody_can_tell_it_is_unknown_and_said_once() -> None:
    assert statuses(check, *(stored(f"n{n}", length=UNDER_15) for n in range(9))) == [Status.UNKNOWN]
    assert "n4 and 4 more." in told(check, *(stored(f"n{n}", length=UNDER_15) for n in range(9)))


def test_the_log_in_of_a_device_stands_alone() -> None:
    assert statuses(check, stored(length=UNDER_15, purpose=Purpose.LOGIN)) == [Status.FAIL]
    assert statuses(check, stored(length=UNDER_15, purpose=Purpose.VAULT)) == [Status.UNKNOWN]


def test_the_mix_of_characters_is_told_and_never_judged() -> None:
    text = told(check, stored(kinds=1), stored("Mail", kinds=4))
    assert text.startswith("All are long enough. Passwords: 2. For information: 1 of them mix")
    assert "for information: 3 of 4." in told(check, stored(length=UNDER_8, kinds=3))


def test_nothing_to_judge() -> None:
    assert statuses(check) == [Status.NOT_APPLICABLE]
    assert statuses(check, stored(length=UNDER_8, purpose=Purpose.WIFI)) == [Status.NOT_APPLICABLE]
