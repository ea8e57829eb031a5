"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.firewall_on import firewall_on
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.finding import Severity, Status

D, A, N = Inbound.DENIED, Inbound.ALLOWED, Inbound.UNUSED


@pytest.mark.parametrize(
    ("four", "six", "openings", "reachable", "status", "severity"),
    [
        (D, D, (), 3, Status.PASS, None),
        (D, N, (), None, Status.PASS, None),
        (D, D, None, None, Status.PASS, None),
        (D, D, ("22/tcp",), 1, Status.FAIL, Severity.LOW),
        (D, A, (), 1, Status.FAIL, None),
        (A, D, (), 1, Status.FAIL, None),
        (A, A, (), 2, Status.FAIL, None),
        (A, A, (), None, Status.FAIL, None),
        (A, A, (), 0, Status.FAIL, Severity.LOW),
        (A, N, (), 0, Status.FAIL, Severity.LOW),
        (A, N, (), 1, Status.FAIL, None),
    ],
)
def test_both_kinds_of_address_count(four, six, openings, reachable, status, severity):
    verdict = firewall_on(Firewall(name="ufw", ipv4=four, ipv6=six, openings=openings, reachable=reachable))
    assert (verdict.status, verdict.severity) == (status, severity)


def test_what_is_let_in_is_named_but_not_without_end():
    ports = tuple(f"{port}/tcp" for port in range(8000, 8020))
    message = firewall_on(Firewall(name="ufw", ipv4=D, ipv6=D, openings=ports)).message
    assert "8005/tcp and 14 more" in message
