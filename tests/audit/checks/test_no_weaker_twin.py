from __future__ import annotations

import pytest

from peerkit.audit.checks.no_weaker_twin import no_weaker_twin as check
from peerkit.model.facts import WifiInUse, WifiProtection
from peerkit.model.facts_wifi import NearbyPoint, WifiNearby
from peerkit.model.finding import Severity, Status, Verdict
from peerkit.model.private import redact, reveal

P = WifiProtection
NAME = b"Blue Door"


def verdict(own: WifiProtection | None, *others: WifiProtection, ssid: bytes = NAME, name: bytes = NAME) -> Verdict:
    points = tuple(NearbyPoint(name, kind) for kind in others)
    found = check(WifiInUse(connected=True, ssid=ssid, protection=own), WifiNearby(points=points))
    assert isinstance(found, Verdict)
    assert reveal(found.message).isprintable()
    assert "Blue Door" not in redact(found.message, "salt")
    return found


@pytest.mark.parametrize("twin", list(P))
def test_what_a_twin_of_wpa2_means(twin: WifiProtection) -> None:
    found = verdict(P.WPA2, P.WPA2, twin)
    if twin in (P.OPEN, P.WEP, P.OWE, P.OWE_TRANSITION):
        assert (found.status, found.severity) == (Status.FAIL, None)
    elif twin in (P.WPA, P.WPA2_TKIP):
        assert (found.status, found.severity) == (Status.FAIL, Severity.LOW)
    else:
        assert found.status is Status.PASS


@pytest.mark.parametrize("own", [P.OPEN, P.WEP, P.OWE, P.OWE_TRANSITION])
def test_a_network_without_proof_has_no_weaker_twin(own: WifiProtection) -> None:
    assert verdict(own, own, P.OPEN).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("own", [None, P.UNRECOGNISED])
def test_an_unknown_kind_cannot_be_compared(own: WifiProtection | None) -> None:
    assert verdict(own, P.OPEN).status is Status.UNKNOWN


def test_an_old_network_is_no_worse_than_its_like() -> None:
    assert verdict(P.WPA, P.WPA, P.WPA2_TKIP).status is Status.PASS
    assert verdict(P.WPA, P.OPEN).status is Status.FAIL


def test_names_are_compared_as_bytes() -> None:
    assert verdict(P.WPA2, P.OPEN, ssid=b"caf\xe9", name="café".encode()).status is Status.UNKNOWN
    assert verdict(P.WPA2, P.OPEN, ssid=b"caf\xe9", name=b"caf\xe9").status is Status.FAIL


@pytest.mark.parametrize("ssid", [b"", b"\0\0"])
def test_a_hidden_name_cannot_be_looked_for(ssid: bytes) -> None:
    assert verdict(P.WPA2, P.OPEN, ssid=ssid, name=ssid).status is Status.UNKNOWN


def test_an_empty_scan_is_unknown_and_no_wifi_does_not_apply() -> None:
    assert verdict(P.WPA2).status is Status.UNKNOWN
    found = check(WifiInUse(connected=False), WifiNearby())
    assert isinstance(found, Verdict)
    assert found.status is Status.NOT_APPLICABLE
