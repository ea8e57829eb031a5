"""Saved networks as NetworkManager tells them over D-Bus, on made-up buses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.linux.savedwifi import read_saved_wifi
from peerkit.audit.probes.linux.savedwifi.nm_dbus import flat
from peerkit.audit.probes.linux.savedwifi.profile import server_proof
from peerkit.audit.probes.machine import (
    BusCall,
    Garbled,
    Missing,
    Refused,
    Request,
)
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import (
    AddressPolicy,
    SavedNetwork,
    SavedWifi,
    SecretKept,
    ServerProof,
    WifiRole,
)
from tests.audit.probes.linux.saved_scenes import SavedMachine, on_bus, saved, wifi_profile

P, A, S = WifiProtection, AddressPolicy, ServerProof


def only(fact: SavedWifi) -> SavedNetwork:
    assert len(fact.networks) == 1, fact.networks
    return fact.networks[0]


@pytest.mark.parametrize(
    ("security", "kind"),
    [
        (None, P.OPEN),
        ({}, P.UNRECOGNISED),
        ({"key-mgmt": "none"}, P.WEP),
        ({"key-mgmt": "ieee8021x"}, P.WEP),
        ({"key-mgmt": "ieee8021x", "auth-alg": "leap"}, P.WEP),
        ({"key-mgmt": "owe"}, P.OWE),
        ({"key-mgmt": "wpa-psk"}, P.WPA2_WPA3),
        ({"key-mgmt": "WPA-PSK"}, P.WPA2_WPA3),
        ({"key-mgmt": "wpa-psk", "proto": ["rsn"], "pairwise": ["ccmp"]}, P.WPA2_WPA3),
        ({"key-mgmt": "wpa-psk", "proto": ["wpa"]}, P.WPA),
        ({"key-mgmt": "wpa-psk", "pairwise": ["tkip"]}, P.WPA2_TKIP),
        ({"key-mgmt": "wpa-psk", "proto": ["wpa", "rsn"], "pairwise": ["tkip", "ccmp"]}, P.WPA2_WPA3),
        ({"key-mgmt": "sae"}, P.WPA3),
        ({"key-mgmt": "wpa-eap"}, P.ENTERPRISE),
        ({"key-mgmt": "wpa-eap", "proto": ["wpa"]}, P.WPA),
        ({"key-mgmt": "wpa-eap-suite-b-192"}, P.ENTERPRISE),
        ({"key-mgmt": "wpa-magic"}, P.UNRECOGNISED),
    ],
)
def test_kinds_over_the_bus(security: dict[str, Any] | None, kind: WifiProtection) -> None:
    network = only(saved({}, on_bus(wifi_profile(b"caf\xe9", security))))
    assert (network.ssid, network.protection) == (b"caf\xe9", kind)


def test_what_the_bus_tells_of_a_network() -> None:
    profile = wifi_profile(b"Blue Door", {"key-mgmt": "wpa-psk", "pmf": 1}, autoconnect=False, timestamp=1_700_000_000)
    profile["802-11-wireless"] |= {"hidden": True, "mode": "infrastructure", "assigned-mac-address": "random"}
    network = only(saved({}, on_bus(profile)))
    assert (network.joins_itself, network.hidden, network.role) == (False, True, WifiRole.GUEST)
    assert (network.address, network.management_frames) == (A.PER_VISIT, False)
    assert (network.kept, network.grade, network.last_used) == (None, None, 1_700_000_000)


def test_what_needs_no_saying_is_networkmanagers_default() -> None:
    network = only(saved({}, on_bus(wifi_profile(b"Blue Door"))))
    assert (network.joins_itself, network.hidden, network.role) == (True, False, WifiRole.GUEST)
    assert (network.address, network.management_frames, network.last_used) == (A.BUILT_IN, None, None)
    assert network.kept is SecretKept.NONE


@pytest.mark.parametrize(
    ("flags", "kept"), [(0, None), (1, SecretKept.KEYRING), (2, SecretKept.ASKED), (3, SecretKept.KEYRING)]
)
def test_where_the_passphrase_lies(flags: int, kept: SecretKept | None) -> None:
    assert only(saved({}, on_bus(wifi_profile(b"x", {"key-mgmt": "wpa-psk", "psk-flags": flags})))).kept is kept


@pytest.mark.parametrize(
    ("methods", "trusts", "named", "proof"),
    [
        (["peap"], "", False, S.NOTHING),
        (["ttls"], "", True, S.NOTHING),
        (["tls"], "", False, S.NOTHING_BUT_NO_PASSWORD),
        (["tls", "peap"], "", False, S.NOTHING),
        (["peap"], "public", False, S.ANY_KNOWN_SERVER),
        (["ttls"], "public", True, S.CERTIFICATE),
        (["peap"], "own", False, S.CERTIFICATE),
        (["leap"], "own", True, S.NOTHING),
        (["md5"], "", False, S.NOTHING),
        (["pwd"], "", False, S.NOT_NEEDED),
        (["sim", "aka"], "", False, S.NOT_NEEDED),
        (["fast"], "", False, S.UNCLEAR),
        ([], "own", True, S.UNCLEAR),
    ],
)
def test_what_a_server_must_prove(methods: list[str], trusts: str, named: bool, proof: ServerProof) -> None:
    assert server_proof(methods, trusts, named) is proof


def test_enterprise_over_the_bus() -> None:
    profile = wifi_profile(b"Work", {"key-mgmt": "wpa-eap"})
    profile["802-1x"] = {"eap": ["peap"], "system-ca-certs": True, "domain-suffix-match": "radius.example.org"}
    assert only(saved({}, on_bus(profile))).server is S.CERTIFICATE
    profile["802-1x"] = {"eap": ["ttls"], "ca-cert": b"file:///etc/ssl/certs/ca-certificates.crt\0"}
    assert only(saved({}, on_bus(profile))).server is S.ANY_KNOWN_SERVER


def test_other_kinds_of_connection_are_passed_over() -> None:
    cable = {"connection": {"type": "802-3-ethernet"}, "802-3-ethernet": {}}
    assert only(saved({}, on_bus(cable, wifi_profile(b"Blue Door"), cable))).ssid == b"Blue Door"


def test_other_accounts_connections_are_counted_not_shown() -> None:
    fact = saved({}, on_bus(Refused("no"), wifi_profile(b"Blue Door"), Refused("no"), Missing("gone")))
    assert [network.ssid for network in fact.networks] == [b"Blue Door"]
    assert [entry.what for entry in fact.unseen] == ["2 connections of other accounts"]
    assert "sudo" in fact.blind_spot


def test_five_hundred_networks_cost_one_call_each() -> None:
    machine = SavedMachine({}, on_bus(*(wifi_profile(b"net%d" % number) for number in range(500))))
    asked: list[Request] = []
    answer = machine.answer
    machine.answer = lambda request: (asked.append(request), answer(request))[1]  # type: ignore[method-assign]
    found = read_saved_wifi(machine)
    assert isinstance(found, SavedWifi)
    assert len(found.networks) == 500
    assert len([request for request in asked if isinstance(request, BusCall)]) < 510


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


GROUPS = st.sampled_from(["connection", "802-11-wireless", "802-11-wireless-security", "802-1x", "x"])


KEYS = st.sampled_from(
    ["type", "ssid", "key-mgmt", "psk-flags", "eap", "ca-cert", "timestamp", "hidden", "mode", "pmf"]
)


@given(told=st.dictionaries(GROUPS, st.dictionaries(KEYS, VALUES, max_size=4) | VALUES, max_size=5), wifi=st.booleans())
def test_whatever_the_bus_tells_is_read_or_garbled(told: dict[str, Any], wifi: bool) -> None:
    if wifi:
        told["connection"] = {"type": "802-11-wireless"}
    try:
        assert isinstance(flat(told), dict)
    except Garbled:
        return
    assert isinstance(saved({}, on_bus(told)), SavedWifi)
