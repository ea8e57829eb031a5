"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.ports_not_exposed import ports_not_exposed
from peerkit.model.facts_system import Listener, ListeningPorts
from peerkit.model.finding import Severity, Status


def said(*listeners):
    return ports_not_exposed(ListeningPorts(listeners=listeners))


@pytest.mark.parametrize(
    ("listeners", "message"),
    [
        ((), "No program here waits for others on the network."),
        ((Listener(22, "tcp", "0.0.0.0"),), "1 port here waits for others: 22/tcp, remote log-in (SSH)."),
        ((Listener(4321, "tcp", "::"),), "1 port here waits for others: 4321/tcp."),
        # Both kinds of address are one door.
        (
            (Listener(22, "tcp", "0.0.0.0"), Listener(22, "tcp", "::")),
            "1 port here waits for others: 22/tcp, remote log-in (SSH).",
        ),
        # A program that waits for its own answer, and for the laptop's address.
        (
            (Listener(40000, "udp", "0.0.0.0"), Listener(68, "udp", "0.0.0.0")),
            "No program here waits for others on the network.",
        ),
        ((Listener(5353, "udp", "0.0.0.0"),), "1 port here waits for others: 5353/udp, name announcements (mDNS)."),
    ],
)
def test_messages(listeners, message):
    verdict = said(*listeners)
    assert verdict.message == message
    assert verdict.status is (Status.PASS if message.startswith("No") else Status.FAIL)


def test_it_is_for_information_and_not_endless():
    assert ports_not_exposed.severity is Severity.LOW
    message = said(*(Listener(port, "tcp", "::") for port in range(9000, 9020))).message
    assert message.startswith("20 ports here wait")
    assert message.endswith("and 12 more.")
