from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.checks.wifi_trusted import wifi_trusted
from peerkit.model.facts import TrustedWifi, WifiInUse, WifiProtection
from peerkit.model.finding import Status, Verdict
from peerkit.model.private import reveal

P = WifiProtection
PROTECTED = [kind for kind in P if kind not in (P.OPEN, P.OWE_TRANSITION, P.OWE, P.UNRECOGNISED)]


def verdict(ssid: bytes, *names: bytes, kind: WifiProtection | None = P.WPA2, listed: bool = True) -> Verdict:
    wifi = WifiInUse(connected=True, ssid=ssid, protection=kind)
    found = wifi_trusted(wifi, TrustedWifi(listed=listed, names=frozenset(names)))
    assert isinstance(found, Verdict)
    return found


@pytest.mark.parametrize("listed", [True, False])
def test_off_wifi_does_not_apply(listed: bool) -> None:
    found = wifi_trusted(WifiInUse(connected=False), TrustedWifi(listed=listed))
    assert isinstance(found, Verdict)
    assert found.status is Status.NOT_APPLICABLE


def test_without_a_list_it_is_unsure_and_says_how_to_start_one() -> None:
    found = verdict(b"Blue Door", listed=False)
    assert found.status is Status.UNKNOWN
    assert "No list of trusted Wi-Fi is kept yet" in found.message
    assert "peerkit settings trust-wifi" in found.message


def test_an_empty_list_trusts_nothing() -> None:
    assert verdict(b"Blue Door").status is Status.FAIL


@pytest.mark.parametrize("kind", PROTECTED)
def test_a_listed_name_passes(kind: WifiProtection) -> None:
    assert verdict(b"Blue Door", b"Blue Door", b"Other", kind=kind).status is Status.PASS


@pytest.mark.parametrize(
    "ssid", [b"blue door", b"Blue Door ", b" Blue Door", b"Blue Door\0", b"Blue  Door", b"caf\xe9"]
)
def test_names_are_compared_byte_by_byte(ssid: bytes) -> None:
    assert verdict(ssid, b"Blue Door", "café".encode()).status is Status.FAIL


@pytest.mark.parametrize("kind", [P.OPEN, P.OWE_TRANSITION, P.OWE])
def test_a_listed_name_that_asks_for_no_password_fails(kind: WifiProtection) -> None:
    found = verdict(b"Blue Door", b"Blue Door", kind=kind)
    assert found.status is Status.FAIL
    assert "anyone can copy a name" in found.message


@pytest.mark.parametrize("kind", [P.UNRECOGNISED, None])
def test_a_listed_name_of_unknown_protection_is_unsure(kind: WifiProtection | None) -> None:
    assert verdict(b"Blue Door", b"Blue Door", kind=kind).status is Status.UNKNOWN


@pytest.mark.parametrize("ssid", [b"", b"\0" * 8])
def test_a_hidden_name_is_unsure_even_if_someone_listed_it(ssid: bytes) -> None:
    assert verdict(ssid, ssid).status is Status.UNKNOWN


@given(
    ssid=st.binary(max_size=32),
    names=st.frozensets(st.binary(max_size=32), max_size=3),
    kind=st.sampled_from([*WifiProtection, None]),
    listed=st.booleans(),
)
def test_any_name_prints_harmlessly(
    ssid: bytes, names: frozenset[bytes], kind: WifiProtection | None, listed: bool
) -> None:
    assert reveal(verdict(ssid, *names, ssid, kind=kind, listed=listed).message).isprintable()
    assert reveal(verdict(ssid, *names, kind=kind, listed=listed).message).isprintable()
