"""Saved networks in the files of each program, on made-up machines."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.machine import (
    BusCall,
    ListFolder,
    Refused,
)
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import (
    AddressPolicy,
    SavedNetwork,
    SavedWifi,
    ServerProof,
)
from tests.audit.probes.linux.saved_scenes import ETC, Saved, on_bus, saved, wifi_profile

P, A, S = WifiProtection, AddressPolicy, ServerProof


IWD = BusCall("system", "net.connman.iwd", "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")


def keyfile(
    ssid: str = "Blue Door", security: str = "key-mgmt=wpa-psk\npsk=river stone noon lamp", wifi: str = ""
) -> bytes:
    group = f"[wifi-security]\n{security}\n" if security else ""
    return f"[connection]\nid=x\ntype=wifi\n\n[wifi]\nssid={ssid}\n{wifi}\n\n{group}".encode()


def only(fact: SavedWifi) -> SavedNetwork:
    assert len(fact.networks) == 1, fact.networks
    return fact.networks[0]


@pytest.mark.parametrize(
    ("name", "mode", "uid", "loaded"),
    [
        ("a.nmconnection", 0o600, 0, True),
        ("old style", 0o600, 0, True),
        ("a.nmconnection", 0o644, 0, False),
        ("a.nmconnection", 0o640, 0, False),
        ("a.nmconnection", 0o600, 1000, False),
        (".a.nmconnection", 0o600, 0, False),
        ("a.nmconnection~", 0o600, 0, False),
        ("a.nmconnection.rpmsave", 0o600, 0, False),
    ],
)
def test_files_networkmanager_does_not_load_are_still_files_with_secrets(
    name: str, mode: int, uid: int, loaded: bool
) -> None:
    fact = saved({f"{ETC}/{name}": Saved(keyfile(), mode, uid)})
    assert bool(fact.networks) == loaded
    assert [(file.mode, file.owner, file.secret) for file in fact.files] == [(mode, uid, True)]


@pytest.mark.parametrize(
    ("settings", "policy"),
    [
        ({}, A.BUILT_IN),
        ({"/etc/NetworkManager/NetworkManager.conf": "[main]\nplugins=keyfile\n"}, A.BUILT_IN),
        (
            {"/usr/lib/NetworkManager/conf.d/22-mac.conf": "[connection]\nwifi.cloned-mac-address=stable-ssid\n"},
            A.PER_NETWORK,
        ),
        ({"/etc/NetworkManager/conf.d/a.conf": "[connection-x]\nwifi.cloned-mac-address=random\n"}, A.PER_VISIT),
        ({"/etc/NetworkManager/conf.d/a.conf": "[device]\nwifi.cloned-mac-address=random\n"}, A.BUILT_IN),
        ({"/etc/NetworkManager/conf.d/a.conf": "[connection]\nmatch-device=x\nwifi.cloned-mac-address=random\n"}, None),
        ({"/etc/NetworkManager/conf.d/readme": "[connection]\nwifi.cloned-mac-address=random\n"}, A.BUILT_IN),
        (
            {
                "/usr/lib/NetworkManager/conf.d/a.conf": "[connection]\nwifi.cloned-mac-address=random\n",
                "/etc/NetworkManager/conf.d/a.conf": "# replaced\n",
            },
            A.BUILT_IN,
        ),
        (
            {
                "/usr/lib/NetworkManager/conf.d/a.conf": "[connection]\nwifi.cloned-mac-address=random\n",
                "/etc/NetworkManager/conf.d/b.conf": "[connection]\nwifi.cloned-mac-address=permanent\n",
            },
            None,
        ),
    ],
)
def test_the_usual_address(settings: dict[str, str], policy: AddressPolicy | None) -> None:
    fact = saved({path: text.encode() for path, text in settings.items()}, on_bus(wifi_profile(b"Blue Door")))
    assert only(fact).address is policy


@pytest.mark.parametrize(
    ("chosen", "policy"),
    [
        ("cloned-mac-address=random", A.PER_VISIT),
        ("cloned-mac-address=stable", A.PER_NETWORK),
        ("cloned-mac-address=permanent", A.BUILT_IN),
        ("cloned-mac-address=02:11:22:33:44:55", A.TYPED),
        ("cloned-mac-address=future", None),
        ("mac-address-randomization=2", A.PER_VISIT),
        ("mac-address-randomization=1", A.BUILT_IN),
        ("mac-address-randomization=0", A.BUILT_IN),
    ],
)
def test_a_profiles_own_address(chosen: str, policy: AddressPolicy | None) -> None:
    assert only(saved({f"{ETC}/a": keyfile(wifi=chosen)})).address is policy


def test_wpa_supplicants_address_and_frames_fall_back_to_the_whole_file() -> None:
    raw = b'mac_addr=1\npmf=1\nnetwork={\nssid="a"\n}\nnetwork={\nssid="b"\nmac_addr=0\nieee80211w=0\n}\n'
    one, other = saved({"/etc/wpa_supplicant/wpa_supplicant-wlan0.conf": raw}).networks
    assert (one.address, one.management_frames) == (A.PER_VISIT, True)
    assert (other.address, other.management_frames) == (A.BUILT_IN, False)


@pytest.mark.parametrize(
    ("name", "raw", "kind", "address"),
    [
        ("Cafe.open", b"", P.OPEN, A.BUILT_IN),
        ("Cafe.open", b"[Settings]\nDisabledTransitionModes=open\n", P.OWE, A.BUILT_IN),
        ("Home.psk", b"[Security]\nPassphrase=river stone noon\n", P.WPA2_WPA3, A.BUILT_IN),
        ("Home.psk", b"[Settings]\nDisabledTransitionModes=personal\n", P.WPA3, A.BUILT_IN),
        ("Home.psk", b"[Settings]\nAlwaysRandomizeAddress=true\n", P.WPA2_WPA3, A.PER_VISIT),
        ("Home.psk", b"[Settings]\nAddressOverride=02:11:22:33:44:55\n", P.WPA2_WPA3, A.TYPED),
    ],
)
def test_iwd(name: str, raw: bytes, kind: WifiProtection, address: AddressPolicy) -> None:
    network = only(saved({f"/var/lib/iwd/{name}": raw}))
    assert (network.protection, network.address) == (kind, address)


def test_iwds_usual_address() -> None:
    files = {"/var/lib/iwd/Cafe.open": b"", "/etc/iwd/main.conf": b"[General]\nAddressRandomization=network\n"}
    assert only(saved(files)).address is A.PER_NETWORK


def test_iwd_over_the_bus_where_its_folder_is_closed() -> None:
    known = {"Name": "Blue Door", "Type": "open", "Hidden": False, "AutoConnect": True}
    objects = {"/x": {"net.connman.iwd.KnownNetwork": {**known, "LastConnectedTime": "2026-01-05T10:11:12Z"}}}
    fact = saved({}, {IWD: [objects], ListFolder("/var/lib/iwd"): Refused("closed")})
    assert (only(fact).protection, only(fact).joins_itself, only(fact).last_used) == (P.OPEN, True, 1767607872)
    assert "/var/lib/iwd" in fact.blind_spot


def test_connman_joins_only_favourites_by_itself() -> None:
    group = b"[wifi_001122334455_426c7565_managed_none]\nName=Blue\nAutoConnect=true\nFavorite=%s\n"
    path = "/var/lib/connman/wifi_001122334455_426c7565_managed_none/settings"
    for favourite in (b"true", b"false"):
        network = only(saved({path: group % favourite, "/var/lib/connman/ethernet_x_cable/settings": b"[x]\n"}))
        assert (network.ssid, network.protection) == (b"Blue", P.OPEN)
        assert network.joins_itself == (favourite == b"true")
