"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.lockout_after_failures import lockout_after_failures
from peerkit.model.facts_accounts import Lockout
from peerkit.model.finding import Severity, Status


def judge(**facts):
    given = {"service": "login", "module": "pam_faillock", "works": True, "tries": 3, "seconds": 600, **facts}
    return lockout_after_failures(Lockout(**given))


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, Status.PASS),
        ({"seconds": None}, Status.PASS),
        ({"tries": 100}, Status.PASS),
        ({"tries": 101}, Status.FAIL),
        ({"tries": 0}, Status.FAIL),
        ({"works": False}, Status.FAIL),
        ({"module": ""}, Status.FAIL),
    ],
)
def test_verdicts(facts, status):
    assert judge(**facts).status is status


@pytest.mark.parametrize(("remote", "severity"), [(True, None), (None, None), (False, Severity.LOW)])
def test_it_weighs_less_where_nobody_can_knock(remote, severity):
    verdict = judge(module="", remote=remote)
    assert verdict.severity is severity
    assert ("over the network" in verdict.message) is (remote is True)


def test_how_long_is_said():
    assert "for 600 seconds" in judge().message
    assert "until someone unlocks it" in judge(seconds=None).message
