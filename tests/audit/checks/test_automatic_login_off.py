"""Literals in, verdicts out."""

from peerkit.audit.checks.automatic_login_off import automatic_login_off
from peerkit.model.facts_accounts import AutomaticLogin, LetIn
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal


def judged(*let_in):
    return list(automatic_login_off(AutomaticLogin(screen="gdm", let_in=let_in)))


def test_nobody_is_let_in():
    (verdict,) = judged()
    assert (verdict.status, verdict.message) == (
        Status.PASS, "No account is logged in by itself when the computer starts."
    )  # fmt: skip


def test_each_account_has_a_finding():
    first, second = judged(LetIn("robin", "GDM"), LetIn("", "LightDM", waits=True))
    assert first.status is second.status is Status.FAIL
    assert reveal(first.message).startswith("The account robin is logged in at once")
    assert second.message.startswith("A guest is logged in after a short wait")
    assert "robin" not in redact(first.message + first.subject, "salt")


def test_it_weighs_much():
    assert automatic_login_off.severity is Severity.HIGH
