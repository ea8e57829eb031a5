"""Saved networks of a made-up Mac: with the right to see them, and without."""

from __future__ import annotations

import plistlib

import pytest

from peerkit.audit.passwords.wifi_files import Malformed, without_secrets
from peerkit.audit.probes.machine import ReadFile, Refused, RunCommand, WhoAmI
from peerkit.audit.probes.macos.savedwifi import ADAPTER, KNOWN, names
from peerkit.audit.probes.thismachine import MAC_VERSION
from peerkit.model.facts import Unknown
from peerkit.model.facts import WifiProtection as Kind
from peerkit.model.facts_wifi import AddressPolicy, SavedNetwork, SavedWifi, SecretKept, ServerProof
from tests.audit.probes.macos.scene import known, mac, plist

PLACE = {"BSSList": [{"BSSID": "aa:bb:cc:dd:ee:ff", "LocationLatitude": 52.5}], "JoinedByUserAt": "yesterday"}


def file(**networks):
    told = {f"wifi.network.ssid.{name}": {"SSID": name.encode(), **settings} for name, settings in networks.items()}
    return plistlib.dumps(told)


def saved(raw, version="15.6", **more):
    found = mac(known(raw), plist(MAC_VERSION, ProductVersion=version), *more.values()).get(SavedWifi)
    assert isinstance(found, SavedWifi)
    return found.networks


def test_what_a_network_is_like():
    network = saved(file(Mill={"SupportedSecurityTypes": "WPA/WPA2 Personal", "Hidden": True, **PLACE}))[0]
    assert network == SavedNetwork(
        ssid=b"Mill", protection=Kind.WPA_WPA2, hidden=True, address=AddressPolicy.PER_NETWORK,
        kept=SecretKept.KEYRING, stores=("macOS",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Open", Kind.OPEN), ("WEP", Kind.WEP), ("WPA Personal", Kind.WPA), ("WPA3 Personal", Kind.WPA3),
        ("WPA2 Enterprise", Kind.ENTERPRISE), ("Something New", Kind.UNRECOGNISED), (7, Kind.UNRECOGNISED),
    ],
)  # fmt: skip
def test_words_of_protection(words, kind):
    network = saved(file(x={"SupportedSecurityTypes": words}))[0]
    assert network.protection is kind
    assert network.server is (ServerProof.UNCLEAR if kind is Kind.ENTERPRISE else None)


@pytest.mark.parametrize(
    ("version", "setting", "address"),
    [
        ("15.1", "off", AddressPolicy.BUILT_IN),
        ("15.1", "rotating", AddressPolicy.PER_NETWORK),
        ("15.1", None, AddressPolicy.PER_NETWORK),
        ("26.1", None, AddressPolicy.PER_NETWORK),
        # Before macOS 15 a Mac shows every network its built-in address.
        ("14.7", None, AddressPolicy.BUILT_IN),
        ("no version", None, None),
    ],
)
def test_which_address_a_network_sees(version, setting, address):
    settings = {"PrivateMACAddressModeUserSetting": setting} if setting else {}
    assert saved(file(x={"SupportedSecurityTypes": "Open", **settings}), version)[0].address is address


def test_made_up_addresses_can_be_off_for_all():
    off = {ADAPTER: without_secrets(ADAPTER.form, "x", plistlib.dumps({"PrivateMACAddressModeSystemSetting": 1}))}
    assert saved(file(x={"SupportedSecurityTypes": "Open"}), adapter=off)[0].address is AddressPolicy.BUILT_IN


def test_nothing_else_leaves_the_room():
    told = without_secrets(
        KNOWN.form, "x", file(x={"SupportedSecurityTypes": "CANARY word", "Password": "CANARY", **PLACE})
    )
    assert told == [{}, {"ssid": b"x".hex(), "security": "other", "joins_itself": "yes", "hidden": "no"}]


@pytest.mark.parametrize("raw", [b"", b"bplist00\xff", b"<plist><dict>", plistlib.dumps([1]), file(**{"x" * 40: {}})])
def test_a_damaged_file_is_malformed_and_quoted_nowhere(raw):
    with pytest.raises(Malformed) as raised:
        without_secrets(KNOWN.form, "x", raw)
    assert "x" * 40 not in str(raised.value)


@pytest.mark.parametrize(("uid", "hint"), [(501, "run again with sudo"), (0, "Give Terminal Full Disk Access")])
def test_without_the_right_to_look(uid, hint):
    found = mac({WhoAmI(): (uid, "robin", "/Users/robin")}).get(SavedWifi)
    assert isinstance(found, SavedWifi)
    assert "the 2 saved networks" in found.blind_spot
    assert hint in found.blind_spot


def test_not_even_names():
    question = RunCommand(("networksetup", "-listpreferredwirelessnetworks", "en0"))
    found = mac({KNOWN: Refused("no"), ReadFile("x"): b""}, without=(question,)).get(SavedWifi)
    assert isinstance(found, Unknown)
    assert "Full Disk Access" in found.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Preferred networks on en0:\n\tMill\n\tBlue Door\n", ["Mill", "Blue Door"]),
        ("\tPreferred networks on en0:\n\tMill\n", ["Preferred networks on en0:", "Mill"]),
        ("\tMill\n", ["Mill"]),
        ("en5 is not a Wi-Fi interface.\n", []),
        ("", []),
    ],
)
def test_lists_of_names(text, expected):
    assert names(text) == expected
