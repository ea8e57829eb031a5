from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.checks.wifi_protected import wifi_protected
from peerkit.model.facts import WifiInUse, WifiProtection
from peerkit.model.finding import Severity, Status, Verdict
from peerkit.model.private import redact, reveal

P = WifiProtection
EXPECTED = {
    P.OPEN: (Status.FAIL, None),
    P.WEP: (Status.FAIL, None),
    P.OWE_TRANSITION: (Status.FAIL, None),
    P.WPA: (Status.FAIL, None),
    P.WPA2_TKIP: (Status.FAIL, None),
    P.WPA_WPA2: (Status.FAIL, Severity.MEDIUM),
    P.OWE: (Status.PASS, None),
    P.WPA2: (Status.PASS, None),
    P.WPA2_WPA3: (Status.PASS, None),
    P.WPA3: (Status.PASS, None),
    P.ENTERPRISE: (Status.PASS, None),
    P.UNRECOGNISED: (Status.UNKNOWN, None),
    None: (Status.UNKNOWN, None),
}


def verdict(ssid: bytes, protection: WifiProtection | None) -> Verdict:
    found = wifi_protected(WifiInUse(connected=True, ssid=ssid, protection=protection))
    assert isinstance(found, Verdict)
    return found


def test_every_kind_has_an_expectation() -> None:
    assert set(EXPECTED) == {*WifiProtection, None}


@pytest.mark.parametrize("kind", [*WifiProtection, None])
def test_verdict_for_each_kind(kind: WifiProtection | None) -> None:
    found = verdict(b"Blue Door", kind)
    assert (found.status, found.severity) == EXPECTED[kind]
    assert "Blue Door" in reveal(found.message)


def test_off_wifi_does_not_apply() -> None:
    found = wifi_protected(WifiInUse(connected=False))
    assert isinstance(found, Verdict)
    assert found.status is Status.NOT_APPLICABLE


def test_the_mixed_kind_is_milder_than_the_check() -> None:
    assert wifi_protected.severity is Severity.HIGH
    milder = verdict(b"x", P.WPA_WPA2).severity
    assert milder is not None
    assert milder.rank < Severity.HIGH.rank


def test_enhanced_open_passes_with_a_word_of_care() -> None:
    assert "anyone can join" in verdict(b"x", P.OWE).message


@pytest.mark.parametrize("ssid", [b"", b"\0", b"\0" * 32])
def test_a_hidden_name_is_called_hidden(ssid: bytes) -> None:
    assert "hidden" in verdict(ssid, P.WPA2).message


def test_a_redacted_message_does_not_hold_the_name() -> None:
    message = redact(verdict(b"Blue Door", P.OPEN).message, "salt")
    assert "Blue Door" not in message
    assert "network-" in message


@given(ssid=st.binary(max_size=32), kind=st.sampled_from([*WifiProtection, None]))
def test_any_name_prints_harmlessly(ssid: bytes, kind: WifiProtection | None) -> None:
    assert reveal(verdict(ssid, kind).message).isprintable()
