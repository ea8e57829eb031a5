from __future__ import annotations

import pytest

from peerkit.audit.checks.saved_wifi_modern import saved_wifi_modern as check
from peerkit.model.facts import WifiProtection
from peerkit.model.finding import Severity, Status
from tests.audit.checks.saved_wifi import network, statuses, verdicts

P = WifiProtection
EXPECTED = {
    P.OPEN: (Status.PASS, None),  # judged by saved-open-networks-wait
    P.OWE_TRANSITION: (Status.PASS, None),
    P.WEP: (Status.FAIL, None),
    P.WPA: (Status.FAIL, None),
    P.WPA2_TKIP: (Status.FAIL, None),
    P.WPA_WPA2: (Status.FAIL, Severity.MEDIUM),
    P.OWE: (Status.PASS, None),
    P.WPA2: (Status.PASS, None),
    P.WPA2_WPA3: (Status.PASS, None),
    P.WPA3: (Status.PASS, None),
    P.ENTERPRISE: (Status.PASS, None),
    P.UNRECOGNISED: (Status.UNKNOWN, None),
}


def test_every_kind_has_an_expectation() -> None:
    assert set(EXPECTED) == set(P)


@pytest.mark.parametrize("kind", list(P))
def test_verdict_for_each_kind(kind: WifiProtection) -> None:
    (found,) = verdicts(check, network(protection=kind))
    assert (found.status, found.severity) == EXPECTED[kind]


def test_an_open_network_that_waits_is_a_mild_fail() -> None:
    (found,) = verdicts(check, network(protection=P.OPEN, joins_itself=False))
    assert (found.status, found.severity) == (Status.FAIL, Severity.LOW)


@pytest.mark.parametrize(("frames", "status"), [(False, Status.FAIL), (True, Status.PASS), (None, Status.PASS)])
def test_management_frames(frames: bool | None, status: Status) -> None:
    (found,) = verdicts(check, network(management_frames=frames))
    assert found.status is status
    assert status is Status.PASS or found.severity is Severity.LOW


def test_what_was_not_seen_is_said_and_nothing_passes_then() -> None:
    assert statuses(check, network(), blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(protection=P.WEP), blind=True) == [Status.FAIL, Status.UNKNOWN]
    assert statuses(check) == [Status.NOT_APPLICABLE]
