"""Saved networks on made-up machines: all stores joined; what is closed, broken or someone else's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.savedwifi import READERS, read_saved_wifi
from peerkit.audit.probes.linux.savedwifi.found import without_doubles
from peerkit.audit.probes.machine import (
    BusCall,
    FileState,
    Garbled,
    ListFolder,
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
)
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.network_scenes import files as kernel_files
from tests.audit.probes.linux.saved_scenes import ETC, NM, SETTINGS, Saved, on_bus, saved, wifi_profile
from tests.fake_machine import FakeMachine

P, A, S = WifiProtection, AddressPolicy, ServerProof


LISTED = BusCall("system", NM, SETTINGS, f"{NM}.Settings", "ListConnections")


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


NETPLAN = Saved(b"network: {}", readable=False)


def test_what_networkmanager_tells_is_no_blind_spot_where_files_are_closed() -> None:
    bus = on_bus(wifi_profile(b"Blue Door", {"key-mgmt": "wpa-psk"}))
    run = ListFolder("/run/NetworkManager/system-connections")
    fact = saved({"/etc/netplan/90-NM-1.yaml": NETPLAN}, {**bus, run: Refused("closed")})
    assert only(fact).ssid == b"Blue Door"
    assert not fact.unseen


@pytest.mark.parametrize("made", ["/run/netplan/wpa-wlan0.conf", None])
def test_netplan_is_a_blind_spot_where_it_serves_another_program(made: str | None) -> None:
    bus = on_bus(wifi_profile(b"Blue Door"))
    files = {"/etc/netplan/50.yaml": NETPLAN} | ({made: NETPLAN} if made else {})
    closed = {} if made else {ListFolder("/run/netplan"): Refused("closed")}
    assert "1 file of netplan" in saved(files, {**bus, **closed}).blind_spot


def test_without_networkmanager_a_closed_netplan_file_is_a_blind_spot() -> None:
    assert "1 file of netplan" in saved({"/etc/netplan/50.yaml": NETPLAN}).blind_spot


def test_netplans_files_in_run_are_read_beside_those_it_makes() -> None:
    yaml = b"network: {wifis: {w: {access-points: {North: {}}}}}"
    files = {"/run/netplan/a.yaml": yaml, "/run/netplan/wpa-w.conf": b'network={\nssid="South"\nkey_mgmt=NONE\n}\n'}
    assert {network.ssid for network in saved(files).networks} == {b"North", b"South"}


def test_a_broken_file_is_named_and_harms_no_other() -> None:
    broken = b"[connection]\ntype=wifi\n[wifi]\nssid=CANARY\n[wifi-security]\nkey-mgmt=wpa-p"
    fact = saved({f"{ETC}/\x1b[2Jcut.nmconnection": broken, f"{ETC}/good.nmconnection": keyfile()})
    assert only(fact).ssid == b"Blue Door"
    assert reveal(fact.blind_spot).isprintable()
    assert "CANARY" not in repr(fact)
    assert [file.secret for file in fact.files] == [None, True]


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


def test_networkmanager_with_iwd_behind_it_is_one_network() -> None:
    files = {
        f"{ETC}/Blue Door": keyfile(),
        "/var/lib/iwd/Blue Door.psk": b"[Security]\nPassphrase=river stone noon lamp\n",
    }
    assert only(saved(files)).stores == ("NetworkManager", "iwd")


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


NAMES = st.text(st.characters(exclude_categories=("Zs",), exclude_characters="/"), min_size=1, max_size=10)


@given(raw=st.binary(max_size=200), name=NAMES)
def test_whatever_a_file_holds_the_fact_is_sound(raw: bytes, name: str) -> None:
    folders = [ETC, "/etc/netplan", "/etc/wpa_supplicant", "/var/lib/iwd", "/etc/sysconfig/network-scripts"]
    endings = ["", ".yaml", ".conf", ".psk", ""]
    starts = ["", "", "", "", "ifcfg-"]
    paths = [f"{folder}/{start}{name}{end}" for folder, start, end in zip(folders, starts, endings, strict=True)]
    fact = saved(dict.fromkeys(paths, raw))
    assert reveal(fact.blind_spot).isprintable()
    assert len(fact.files) == 5
