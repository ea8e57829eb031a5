"""Saved networks on made-up machines: every store, joined; what is closed, broken or someone else's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.savedwifi import READERS, read_saved_wifi
from peerkit.audit.probes.linux.savedwifi.found import without_doubles
from peerkit.audit.probes.linux.savedwifi.nm_dbus import flat
from peerkit.audit.probes.linux.savedwifi.profile import server_proof
from peerkit.audit.probes.machine import (
    BusCall,
    FileState,
    Garbled,
    ListFolder,
    Missing,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Request,
    State,
    TooSlow,
)
from peerkit.model.check import OS
from peerkit.model.facts import Unknown, WifiProtection
from peerkit.model.facts_wifi import (
    AddressPolicy,
    PassphraseGrade,
    SavedNetwork,
    SavedWifi,
    SecretKept,
    ServerProof,
    WifiRole,
)
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.network_scenes import files as kernel_files
from tests.audit.probes.linux.saved_scenes import ETC, NM, SETTINGS, Saved, SavedMachine, on_bus, saved, wifi_profile
from tests.fake_machine import FakeMachine

P, A, S = WifiProtection, AddressPolicy, ServerProof
LISTED = BusCall("system", NM, SETTINGS, f"{NM}.Settings", "ListConnections")
IWD = BusCall("system", "net.connman.iwd", "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")


def keyfile(
    ssid: str = "Blue Door", security: str = "key-mgmt=wpa-psk\npsk=river stone noon lamp", wifi: str = ""
) -> bytes:
    group = f"[wifi-security]\n{security}\n" if security else ""
    return f"[connection]\nid=x\ntype=wifi\n\n[wifi]\nssid={ssid}\n{wifi}\n\n{group}".encode()


def only(fact: SavedWifi) -> SavedNetwork:
    assert len(fact.networks) == 1, fact.networks
    return fact.networks[0]


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX


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
        (["ttls"], "/etc/ssl/certs/ca-certificates.crt", False, S.ANY_KNOWN_SERVER),
        (["ttls"], "/etc/ssl/certs/ca-certificates.crt", True, S.CERTIFICATE),
        (["peap"], "/home/robin/work.pem", False, S.CERTIFICATE),
        (["peap"], "data:;base64,AAAA", False, S.CERTIFICATE),
        (["leap"], "/home/robin/work.pem", True, S.NOTHING),
        (["md5"], "", False, S.NOTHING),
        (["pwd"], "", False, S.NOT_NEEDED),
        (["sim", "aka"], "", False, S.NOT_NEEDED),
        (["fast"], "", False, S.UNCLEAR),
        ([], "/home/robin/work.pem", True, S.UNCLEAR),
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


def test_a_profile_seen_on_the_bus_and_in_its_file_is_one_network() -> None:
    path = f"{ETC}/Blue Door.nmconnection"
    network = only(saved({path: keyfile()}, on_bus(wifi_profile(b"Blue Door", {"key-mgmt": "wpa-psk"}))))
    assert (network.kept, network.grade) == (SecretKept.ON_DISK, PassphraseGrade.STRONG)
    assert network.stores == ("NetworkManager",)


def test_as_another_account_files_are_closed_but_the_bus_tells() -> None:
    path = f"{ETC}/Blue Door.nmconnection"
    bus = on_bus(wifi_profile(b"Blue Door", {"key-mgmt": "wpa-psk"}))
    fact = saved({path: Saved(keyfile(), readable=False)}, bus)
    assert only(fact).grade is None
    assert [(file.mode, file.owner, file.secret) for file in fact.files] == [(0o600, 0, None)]
    assert not fact.unseen


def test_as_another_account_without_the_bus_the_files_are_a_blind_spot() -> None:
    fact = saved({f"{ETC}/{name}.nmconnection": Saved(keyfile(), readable=False) for name in "ab"})
    assert not fact.networks
    assert "2 files of NetworkManager" in fact.blind_spot
    assert "Run again with sudo." in fact.blind_spot


def test_a_broken_file_is_named_and_harms_no_other() -> None:
    broken = b"[connection]\ntype=wifi\n[wifi]\nssid=CANARY\n[wifi-security]\nkey-mgmt=wpa-p"
    fact = saved({f"{ETC}/\x1b[2Jcut.nmconnection": broken, f"{ETC}/good.nmconnection": keyfile()})
    assert only(fact).ssid == b"Blue Door"
    assert reveal(fact.blind_spot).isprintable()
    assert "CANARY" not in repr(fact)
    assert [file.secret for file in fact.files] == [None, True]


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


def test_a_link_is_followed_once_and_what_is_no_file_is_passed_over() -> None:
    names = ["dangling", "link", "loop", "pipe", "folder"]
    states = dict(zip(names, ["link", "link", "link", "other", "folder"], strict=True))
    more: dict[Request, Any] = {
        FileState(f"{ETC}/{name}"): State(kind, 0o777, 0, 0, 0) for name, kind in states.items()
    }
    more |= {ListFolder(ETC): names, ReadLink(f"{ETC}/link"): "/root/Blue Door", ReadLink(f"{ETC}/loop"): "loop"}
    more |= {ReadLink(f"{ETC}/dangling"): "nowhere", FileState(f"{ETC}/loop"): State("link", 0o777, 0, 0, 0)}
    settings = [{}, {"wifi.ssid": "4869"}]
    more |= {ReadWithoutSecrets(f"{ETC}/link", "keyfile"): settings}
    fact = saved({"/root/Blue Door": Saved(b"", 0o600)}, more)
    assert only(fact).ssid == b"Hi"


def test_a_folder_others_may_write_to_is_told() -> None:
    more = {FileState(ETC): State("folder", 0o777, 0, 0, 0)}
    assert [file.loose_folder for file in saved({f"{ETC}/a": keyfile()}, more).files] == [True]


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


def test_networkmanager_with_iwd_behind_it_is_one_network() -> None:
    files = {
        f"{ETC}/Blue Door": keyfile(),
        "/var/lib/iwd/Blue Door.psk": b"[Security]\nPassphrase=river stone noon lamp\n",
    }
    assert only(saved(files)).stores == ("NetworkManager", "iwd")


def test_connman_joins_only_favourites_by_itself() -> None:
    group = b"[wifi_001122334455_426c7565_managed_none]\nName=Blue\nAutoConnect=true\nFavorite=%s\n"
    path = "/var/lib/connman/wifi_001122334455_426c7565_managed_none/settings"
    for favourite in (b"true", b"false"):
        network = only(saved({path: group % favourite, "/var/lib/connman/ethernet_x_cable/settings": b"[x]\n"}))
        assert (network.ssid, network.protection) == (b"Blue", P.OPEN)
        assert network.joins_itself == (favourite == b"true")


def test_netplan_and_the_keyfile_made_of_it_are_one_network() -> None:
    yaml = b"""network:
  renderer: NetworkManager
  wifis:
    wlan0:
      access-points:
        "Blue Door": {password: "river stone noon lamp"}
"""
    made = "/run/NetworkManager/system-connections/netplan-wlan0-Blue Door.nmconnection"
    network = only(saved({"/etc/netplan/50.yaml": yaml, made: keyfile()}))
    assert network.stores == ("NetworkManager", "netplan")


def test_doubles_keep_the_weaker_answer() -> None:
    good = SavedNetwork(
        ssid=b"a", protection=P.WPA2, joins_itself=False, address=A.PER_NETWORK, management_frames=True,
        kept=SecretKept.KEYRING, grade=PassphraseGrade.STRONG, alike="1", last_used=5, stores=("one",),
    )  # fmt: skip
    bad = SavedNetwork(
        ssid=b"a", protection=P.WPA2, hidden=True, address=A.BUILT_IN, management_frames=False,
        kept=SecretKept.ON_DISK, grade=PassphraseGrade.SHORT, alike="2", last_used=9, stores=("two",),
    )  # fmt: skip
    for order in ((good, bad), (bad, good)):
        (found,) = without_doubles(order)
        assert (found.joins_itself, found.hidden, found.address) == (True, True, A.BUILT_IN)
        assert (found.management_frames, found.kept, found.last_used) == (False, SecretKept.ON_DISK, 9)
        assert (found.grade, found.alike) == (PassphraseGrade.SHORT, "2")
        assert set(found.stores) == {"one", "two"}
    other = SavedNetwork(ssid=b"a", protection=P.OPEN)
    assert len(without_doubles([good, other, bad])) == 2


@pytest.mark.parametrize("reason", [Refused("closed to this account"), TooSlow("no answer in time"), Garbled("odd")])
def test_where_nothing_answers_it_is_unknown(reason: Exception) -> None:
    found = read_saved_wifi(FakeMachine({LISTED: reason, ListFolder(ETC): reason}))
    assert isinstance(found, Unknown)
    assert str(reason) in found.reason
    assert ("sudo" in found.hint) == isinstance(reason, Refused)


def test_a_wifi_adapter_without_a_store_is_unknown_and_none_is_no_network() -> None:
    assert isinstance(read_saved_wifi(FakeMachine(kernel_files({"wlan0": ("wifi", "up")}))), Unknown)
    none = read_saved_wifi(FakeMachine(kernel_files({"eth0": ("cable", "up")})))
    assert isinstance(none, SavedWifi)
    assert not none.networks
    assert none.evidence


def test_an_empty_store_is_an_answer() -> None:
    fact = saved({}, on_bus())
    assert not fact.networks
    assert not fact.unseen
    assert fact.evidence


def test_five_hundred_networks_cost_one_call_each() -> None:
    machine = SavedMachine({}, on_bus(*(wifi_profile(b"net%d" % number) for number in range(500))))
    asked: list[Request] = []
    answer = machine.answer
    machine.answer = lambda request: (asked.append(request), answer(request))[1]  # type: ignore[method-assign]
    found = read_saved_wifi(machine)
    assert isinstance(found, SavedWifi)
    assert len(found.networks) == 500
    assert len([request for request in asked if isinstance(request, BusCall)]) < 510


NAMES = st.text(st.characters(exclude_categories=("Zs",), exclude_characters="/"), min_size=1, max_size=10)
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


@given(raw=st.binary(max_size=200), name=NAMES)
def test_whatever_a_file_holds_the_fact_is_sound(raw: bytes, name: str) -> None:
    folders = [ETC, "/etc/netplan", "/etc/wpa_supplicant", "/var/lib/iwd", "/etc/sysconfig/network-scripts"]
    endings = ["", ".yaml", ".conf", ".psk", ""]
    starts = ["", "", "", "", "ifcfg-"]
    paths = [f"{folder}/{start}{name}{end}" for folder, start, end in zip(folders, starts, endings, strict=True)]
    fact = saved(dict.fromkeys(paths, raw))
    assert reveal(fact.blind_spot).isprintable()
    assert len(fact.files) == 5
