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


SHUT = (Listener(135, "tcp", "0.0.0.0", shut=True), Listener(445, "tcp", "::", shut=True))
NAMED = "135/tcp, calls between Windows programs (RPC); 445/tcp, Windows file sharing."


def test_what_the_firewall_keeps_shut_is_no_door():
    verdict = said(*SHUT)
    assert verdict.status is Status.PASS
    assert verdict.message == f"Programs here wait for others, but the firewall keeps strangers out: {NAMED}"


def test_what_is_open_is_named_apart_from_what_is_shut():
    verdict = said(*SHUT, Listener(8080, "tcp", "0.0.0.0"))
    assert verdict.status is Status.FAIL
    assert verdict.message.startswith("1 port here waits for others: 8080/tcp, web server. The firewall keeps")
    assert verdict.message.endswith(NAMED)


def test_one_address_that_is_open_is_enough():
    assert said(Listener(445, "tcp", "::", shut=True), Listener(445, "tcp", "0.0.0.0")).status is Status.FAIL


def test_it_is_for_information_and_not_endless():
    assert ports_not_exposed.severity is Severity.LOW
    message = said(*(Listener(port, "tcp", "::") for port in range(9000, 9020))).message
    assert message.startswith("20 ports here wait")
    assert message.endswith("and 12 more.")
