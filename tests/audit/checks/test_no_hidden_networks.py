from __future__ import annotations

from peerkit.audit.checks.no_hidden_networks import no_hidden_networks as check
from peerkit.model.facts_wifi import WifiRole
from peerkit.model.finding import Severity, Status
from peerkit.model.private import reveal
from tests.audit.checks.saved_wifi import network, statuses, verdicts


def test_hidden_networks_fail_mildly_by_name() -> None:
    found = verdicts(check, network(hidden=True), network(b"b"), network(b"c", hidden=True))
    assert [(verdict.status, reveal(verdict.subject)) for verdict in found] == [
        (Status.FAIL, "Blue Door"),
        (Status.FAIL, "c"),
    ]
    assert check.severity is Severity.LOW


def test_without_one_it_passes() -> None:
    assert statuses(check, network()) == [Status.PASS]
    assert statuses(check, network(hidden=True, role=WifiRole.HOTSPOT)) == [Status.NOT_APPLICABLE]


def test_what_was_not_seen_is_said() -> None:
    assert statuses(check, network(), blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(hidden=True), blind=True) == [Status.FAIL, Status.UNKNOWN]
    assert statuses(check) == [Status.NOT_APPLICABLE]
