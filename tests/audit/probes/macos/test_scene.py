"""The made-up MacBook, read as a whole: every fact known, or unknown for a reason of its own."""

from __future__ import annotations

from peerkit.audit.probes.macos import MacProbe
from peerkit.model.facts import Unknown
from tests.audit.probes.macos.scene import mac

UNKNOWN = {"EmptyPasswords", "Lockout", "LoginPassword", "PrivacySwitches", "RestartPending", "StoredPasswords"}


def test_a_mac_in_order_answers_all_that_a_mac_can() -> None:
    probe = mac()
    facts = {need.__name__: probe.get(need) for need in MacProbe.readers}
    assert {name for name, fact in facts.items() if isinstance(fact, Unknown)} == UNKNOWN
    assert all(fact.evidence for name, fact in facts.items() if not isinstance(fact, Unknown))
