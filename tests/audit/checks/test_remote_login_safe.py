"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.remote_login_safe import remote_login_safe
from peerkit.model.facts_remote import RemoteLogin, RootLogin, SshRules, SshState
from peerkit.model.finding import Severity, Status

KEYS = SshRules(passwords=False, empty=False, root=RootLogin.KEYS)
WORDS = SshRules(passwords=True, empty=False, root=RootLogin.KEYS)
ROOT = SshRules(passwords=True, empty=False, root=RootLogin.YES)
EMPTY = SshRules(passwords=True, empty=True, root=RootLogin.NO)
ROOT_BY_KEY = SshRules(passwords=False, empty=False, root=RootLogin.YES)


def judged(*rules, state=SshState.ON, local=False):
    return list(remote_login_safe(RemoteLogin(state=state, rules=rules, local=local)))


@pytest.mark.parametrize(
    ("rules", "status", "severity"),
    [
        (KEYS, Status.PASS, None),
        (ROOT_BY_KEY, Status.PASS, None),
        (WORDS, Status.FAIL, Severity.MEDIUM),
        (ROOT, Status.FAIL, None),
        (EMPTY, Status.FAIL, Severity.CRITICAL),
    ],
)
def test_rules(rules, status, severity):
    (verdict,) = judged(rules)
    assert (verdict.status, verdict.severity) == (status, severity)


@pytest.mark.parametrize("state", [SshState.ABSENT, SshState.OFF])
def test_off_is_safe(state):
    assert [one.status for one in judged(state=state)] == [Status.PASS]


def test_for_itself_alone_is_safe():
    assert [one.status for one in judged(EMPTY, local=True)] == [Status.PASS]


def test_each_condition_has_its_finding():
    one = SshRules(passwords=True, empty=True, root=RootLogin.NO, when="Address 192.168.0.0/16")
    (verdict,) = judged(KEYS, one)
    assert verdict.subject == "SSH, Address 192.168.0.0/16"
    assert verdict.message.startswith("With the condition Address 192.168.0.0/16, the SSH server")


@pytest.mark.parametrize(("rules", "status"), [(KEYS, Status.PASS), (WORDS, Status.UNKNOWN)])
def test_not_running_is_no_verdict_unless_it_is_safe_anyway(rules, status):
    assert [one.status for one in judged(rules, state=SshState.NOT_RUNNING)] == [status]
