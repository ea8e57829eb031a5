"""Literals in, verdicts out."""

from peerkit.audit.checks.guest_account_off import guest_account_off
from peerkit.model.facts_accounts import GuestAccess
from peerkit.model.finding import Status
from peerkit.model.private import redact, reveal


def judged(**facts):
    return list(guest_account_off(GuestAccess(screen="lightdm", **facts)))


def test_no_guests():
    assert [one.status for one in judged(session=False)] == [Status.PASS]


def test_a_session_and_an_account_are_two_findings():
    session, account = judged(session=True, accounts=("guest",))
    assert session.status is account.status is Status.FAIL
    assert "guest" in reveal(account.message)
    assert "account guest" not in redact(account.message, "salt")
