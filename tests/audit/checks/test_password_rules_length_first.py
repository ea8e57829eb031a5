"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.password_rules_length_first import password_rules_length_first
from peerkit.model.facts_accounts import PasswordRules
from peerkit.model.finding import Severity, Status


def judge(shortest, **facts):
    return password_rules_length_first(PasswordRules(module="pam_pwquality", shortest=shortest, **facts))


@pytest.mark.parametrize(
    ("shortest", "status", "severity"),
    [
        (None, Status.FAIL, None),
        (6, Status.FAIL, None),
        (7, Status.FAIL, None),
        (8, Status.FAIL, Severity.LOW),
        (11, Status.FAIL, Severity.LOW),
        (12, Status.PASS, None),
        (14, Status.PASS, None),
        (15, Status.PASS, None),
        (64, Status.PASS, None),
    ],
)
def test_length_decides(shortest, status, severity):
    verdict = judge(shortest)
    assert (verdict.status, verdict.severity) == (status, severity)


@pytest.mark.parametrize("shortest", [None, 6, 8, 12, 15])
def test_kinds_of_characters_never_change_the_verdict(shortest):
    assert judge(shortest, kinds=4).status is judge(shortest).status
    assert "4 kinds" in judge(shortest, kinds=4).message


def test_a_rule_that_only_warns_is_none():
    assert judge(20, enforced=False).status is Status.FAIL


@pytest.mark.parametrize(("shortest", "said"), [(14, True), (15, False)])
def test_what_nist_asks_for_is_said_below_it(shortest, said):
    assert ("NIST asks for 15" in judge(shortest).message) is said


def test_it_does_not_speak_of_passwords_in_use():
    assert "nothing of the passwords in use" in judge(15).message
