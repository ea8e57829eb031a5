"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.updates_installed import updates_installed
from peerkit.model.facts import PendingUpdates
from peerkit.model.finding import Severity, Status


@pytest.mark.parametrize(
    ("count", "security", "age", "status", "severity", "message"),
    [
        (0, 0, 0.5, Status.PASS, None, "No updates wait to be installed."),
        (0, 0, 7.0, Status.PASS, None, "No updates wait to be installed."),
        (0, 0, 7.5, Status.UNKNOWN, None, "No updates wait, but this laptop last looked for some 7 days ago."),
        (
            0,
            0,
            None,
            Status.UNKNOWN,
            None,
            "No updates wait, but PeerKit cannot see when this laptop last looked for some.",
        ),
        (133, 12, 1.0, Status.FAIL, None, "133 updates wait to be installed, 12 of them for security."),
        (
            1,
            0,
            1.0,
            Status.FAIL,
            Severity.LOW,
            "1 update waits to be installed, none of them marked for security.",
        ),
        (
            4,
            None,
            1.0,
            Status.FAIL,
            None,
            "4 updates wait to be installed; this system does not mark those for security.",
        ),
        (
            2,
            1,
            40.2,
            Status.FAIL,
            None,
            "2 updates wait to be installed, 1 of them for security. The list is 40 days old, so there may be more.",
        ),
        (2, 1, None, Status.FAIL, None, "2 updates wait to be installed, 1 of them for security."),
    ],
)
def test_what_waits_and_how_old_the_list_is(count, security, age, status, severity, message):
    verdict = updates_installed(PendingUpdates(count=count, security=security, list_age=age))
    assert (verdict.status, verdict.severity, verdict.message) == (status, severity, message)


def test_security_updates_are_medium():
    assert updates_installed.severity is Severity.MEDIUM
