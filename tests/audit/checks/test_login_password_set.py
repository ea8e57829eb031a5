"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.login_password_set import login_password_set
from peerkit.model.facts import LoginPassword, PasswordState
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal


@pytest.mark.parametrize(
    ("state", "status", "message"),
    [
        (PasswordState.SET, Status.PASS, "The account robin has a password."),
        (
            PasswordState.LOCKED,
            Status.PASS,
            "No one can log in to the account robin with a password: password log-in is locked.",
        ),
        (PasswordState.NONE, Status.FAIL, "The account robin has no password, so anyone can log in to it."),
        (
            PasswordState.NOT_ASKED,
            Status.FAIL,
            "The log-in screen lets the account robin in without asking for a password.",
        ),
    ],
)
def test_each_state_has_its_verdict(state, status, message):
    verdict = login_password_set(LoginPassword(account="robin", state=state))
    assert (verdict.status, reveal(verdict.message)) == (status, message)
    assert "robin" not in redact(verdict.message, "salt")


def test_a_hostile_account_name_is_made_harmless():
    verdict = login_password_set(LoginPassword(account="ro\x1b[2Jbin", state=PasswordState.NONE))
    assert "\x1b" not in verdict.message


def test_nothing_weighs_more():
    assert login_password_set.severity is Severity.CRITICAL
