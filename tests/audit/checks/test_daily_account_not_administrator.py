"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.daily_account_not_administrator import daily_account_not_administrator
from peerkit.model.facts_accounts import DailyAccount, Person
from peerkit.model.finding import Status
from peerkit.model.private import redact, reveal

STRONG, PLAIN = Person("robin", ("sudo", "docker")), Person("alex")


def judged(*people, known=True):
    return list(daily_account_not_administrator(DailyAccount(people=people, known=known)))


@pytest.mark.parametrize(
    ("people", "known", "expected"),
    [
        ((PLAIN,), True, [Status.PASS]),
        ((STRONG,), True, [Status.FAIL]),
        ((STRONG,), False, [Status.FAIL]),
        ((STRONG, STRONG), False, [Status.FAIL, Status.FAIL]),
        ((STRONG, PLAIN), False, [Status.UNKNOWN]),
        ((), False, [Status.NOT_APPLICABLE]),
    ],
)
def test_verdicts(people, known, expected):
    assert [one.status for one in judged(*people, known=known)] == expected


def test_the_groups_are_named_and_the_account_can_be_taken_out():
    (verdict,) = judged(STRONG)
    assert "group sudo, docker" in verdict.message
    assert "robin" in reveal(verdict.message)
    assert "robin" not in redact(verdict.message + verdict.subject, "salt")
