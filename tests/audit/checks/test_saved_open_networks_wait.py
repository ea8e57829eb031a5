from __future__ import annotations

import pytest

from peerkit.audit.checks.saved_open_networks_wait import saved_open_networks_wait as check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import WifiRole
from peerkit.model.finding import Severity, Status
from peerkit.model.private import reveal
from tests.audit.checks.saved_wifi import network, statuses, verdicts

P = WifiProtection
OPEN = (P.OPEN, P.OWE_TRANSITION)


@pytest.mark.parametrize("kind", list(P))
def test_only_open_networks_that_join_by_themselves_fail(kind: WifiProtection) -> None:
    assert statuses(check, network(protection=kind)) == [Status.FAIL if kind in OPEN else Status.PASS]
    assert statuses(check, network(protection=kind, joins_itself=False)) == [Status.PASS]


def test_each_one_is_named() -> None:
    found = verdicts(check, network(b"Blue Door", P.OPEN), network(b"caf\xe9", P.OPEN), network(b"Home"))
    assert [reveal(verdict.subject) for verdict in found] == ["Blue Door", "caf\\xe9"]
    assert check.severity is Severity.HIGH


def test_a_hotspot_of_ones_own_is_not_joined() -> None:
    assert statuses(check, network(protection=P.OPEN, role=WifiRole.HOTSPOT)) == [Status.NOT_APPLICABLE]


def test_what_was_not_seen_is_said_and_nothing_passes_then() -> None:
    assert statuses(check, blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(), blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(protection=P.OPEN), blind=True) == [Status.FAIL, Status.UNKNOWN]
    assert "sudo" in verdicts(check, blind=True)[0].message


def test_nothing_saved_does_not_apply() -> None:
    assert statuses(check) == [Status.NOT_APPLICABLE]
