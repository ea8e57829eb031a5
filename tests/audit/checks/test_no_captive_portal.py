from __future__ import annotations

import pytest

from peerkit.audit.checks.no_captive_portal import no_captive_portal as check
from peerkit.model.facts import Internet, Link, Network, WifiInUse, WifiProtection
from peerkit.model.finding import Severity, Status, Verdict
from peerkit.model.private import redact

N, L, P = Internet, Link, WifiProtection
OFF = WifiInUse(connected=False)


def verdict(link: Link, internet: Internet, wifi: WifiInUse = OFF) -> Verdict:
    found = check(Network(link=link, interface="x", internet=internet), wifi)
    assert isinstance(found, Verdict)
    return found


@pytest.mark.parametrize("link", [L.CABLE, L.WIFI, L.MOBILE, L.OTHER])
def test_a_sign_in_page_fails_on_any_link(link: Link) -> None:
    assert verdict(link, N.SIGN_IN_PAGE).status is Status.FAIL


@pytest.mark.parametrize("internet", [N.LIMITED, N.NONE, N.UNTESTED])
def test_an_untested_internet_is_unknown(internet: Internet) -> None:
    assert verdict(L.CABLE, internet).status is Status.UNKNOWN
    assert verdict(L.WIFI, internet, WifiInUse(connected=True, ssid=b"a", protection=P.WPA2)).status is Status.UNKNOWN


@pytest.mark.parametrize("kind", list(P))
def test_wifi_that_asks_for_no_password_is_for_the_public(kind: WifiProtection) -> None:
    found = verdict(L.WIFI, N.WORKS, WifiInUse(connected=True, ssid=b"Blue Door", protection=kind))
    public = kind in (P.OPEN, P.OWE, P.OWE_TRANSITION)
    assert found.status is (Status.FAIL if public else Status.PASS)
    assert found.severity is (Severity.LOW if public else None)
    assert "Blue Door" not in redact(found.message, "salt")


def test_open_wifi_beside_a_cable_does_not_carry_the_call() -> None:
    assert verdict(L.CABLE, N.WORKS, WifiInUse(connected=True, ssid=b"a", protection=P.OPEN)).status is Status.PASS


def test_the_rest() -> None:
    assert verdict(L.NONE, N.NONE).status is Status.NOT_APPLICABLE
    assert verdict(L.MOBILE, N.UNTESTED).status is Status.PASS
    assert verdict(L.CABLE, N.WORKS).status is Status.PASS
