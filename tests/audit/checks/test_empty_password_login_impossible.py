"""Literals in, verdicts out."""

from peerkit.audit.checks.empty_password_login_impossible import empty_password_login_impossible
from peerkit.model.facts_accounts import EmptyPasswords
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal


def judged(services=(), accounts=(), hidden=0):
    facts = EmptyPasswords(services=services, accounts=accounts, hidden=hidden)
    return list(empty_password_login_impossible(facts))


def test_nothing_is_open():
    assert [one.status for one in judged()] == [Status.PASS]


def test_an_account_without_a_password_fails_whatever_the_rules():
    for services in ((), ("login",)):
        first = judged(services, ("robin",))[0]
        assert first.status is Status.FAIL
        assert first.severity is None
        assert "robin" in reveal(first.message)
        assert "robin" not in redact(first.message + first.subject, "salt")
    assert empty_password_login_impossible.severity is Severity.CRITICAL


def test_an_open_rule_alone_weighs_little():
    (verdict,) = judged(("login", "sshd"))
    assert (verdict.status, verdict.severity) == (Status.FAIL, Severity.LOW)
    assert "login, sshd" in verdict.message


def test_what_could_not_be_seen_matters_where_the_rules_are_open():
    assert [one.status for one in judged(("login",), (), 2)] == [Status.FAIL, Status.UNKNOWN]
    assert [one.status for one in judged((), (), 2)] == [Status.PASS]
