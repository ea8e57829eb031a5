"""Saved networks: what Windows' profiles say becomes the same fact as on the other systems."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.machine import Garbled
from peerkit.audit.probes.windows.wlan_kinds import of_numbers, of_words
from peerkit.model.facts import Unknown, WifiProtection
from peerkit.model.facts_wifi import AddressPolicy, PassphraseGrade, SavedNetwork, SavedWifi, SecretKept, ServerProof
from tests.audit.probes.windows.scenes import ADAPTER, SAVED, Windows

P = WifiProtection


def network(**settings: str) -> SavedNetwork:
    machine = Windows()
    machine.saved[f"wlan/{ADAPTER}/Blue Door"] = {
        key: word for key, word in {**SAVED, **{k.replace("_", "."): v for k, v in settings.items()}}.items() if word
    }
    (found,) = machine.get(SavedWifi).networks
    assert isinstance(found, SavedNetwork)
    return found


KINDS = [
    ("open", "none", P.OPEN), ("open", "wep", P.WEP), ("shared", "WEP", P.WEP), ("open", "aes", P.UNRECOGNISED),
    ("WPA", "TKIP", P.WPA), ("WPAPSK", "AES", P.WPA), ("WPA2PSK", "AES", P.WPA2), ("WPA2PSK", "TKIP", P.WPA2_TKIP),
    ("WPA2", "AES", P.ENTERPRISE), ("WPA3ENT", "AES", P.ENTERPRISE), ("WPA3", "AES", P.ENTERPRISE),
    ("WPA3SAE", "AES", P.WPA3), ("OWE", "AES", P.OWE), ("", "", P.UNRECOGNISED), ("WPA9", "AES", P.UNRECOGNISED),
]  # fmt: skip


@pytest.mark.parametrize(("authentication", "encryption", "kind"), KINDS)
def test_only_the_pair_tells_the_kind(authentication: str, encryption: str, kind: WifiProtection) -> None:
    assert of_words(authentication, encryption) is kind


def test_a_transition_is_as_weak_as_its_older_half() -> None:
    assert of_words("WPA3SAE", "AES", transition=True) is P.WPA2_WPA3
    assert of_words("OWE", "AES", transition=True) is P.OWE_TRANSITION


NUMBERS = [
    (1, 0, P.OPEN), (1, 1, P.WEP), (1, 0x101, P.WEP), (2, 0, P.WEP), (3, 2, P.WPA), (4, 4, P.WPA), (7, 4, P.WPA2),
    (6, 4, P.ENTERPRISE), (7, 2, P.WPA2_TKIP), (8, 9, P.ENTERPRISE), (9, 4, P.WPA3), (10, 4, P.OWE),
    (11, 4, P.ENTERPRISE), (1, 4, P.UNRECOGNISED), (5, 4, P.UNRECOGNISED), (0x80000000, 4, P.UNRECOGNISED),
]  # fmt: skip


@pytest.mark.parametrize(("authentication", "cipher", "kind"), NUMBERS)
def test_numbers(authentication: int, cipher: int, kind: WifiProtection) -> None:
    assert of_numbers(authentication, cipher) is kind


def test_a_sealed_passphrase_is_encrypted_and_has_no_grade() -> None:
    found = network()
    assert (found.kept, found.grade, found.joins_itself) == (SecretKept.ENCRYPTED, None, True)
    found = network(secret_key="GUESSABLE 0123456789abcdef", mode="manual", hidden="true")
    assert (found.grade, found.alike, found.hidden) == (PassphraseGrade.GUESSABLE, "0123456789abcdef", True)
    assert not found.joins_itself


def test_addresses() -> None:
    assert network().address is AddressPolicy.PER_NETWORK, "the switch for the adapter"
    assert network(random="false").address is AddressPolicy.BUILT_IN
    assert network(random="true", random_daily="true").address is AddressPolicy.PER_VISIT


@pytest.mark.parametrize(
    ("settings", "proof"),
    [
        ({"eap": "25", "server.asked": "yes", "server.roots": "set"}, ServerProof.CERTIFICATE),
        ({"eap": "25", "server.asked": "yes"}, ServerProof.ANY_KNOWN_SERVER),
        ({"eap": "25", "server.asked": "no", "server.roots": "set"}, ServerProof.NOTHING),
        ({"eap": "13", "server.asked": "no"}, ServerProof.NOTHING_BUT_NO_PASSWORD),
        ({"eap": "52"}, ServerProof.NOT_NEEDED),
        ({"eap": "25"}, ServerProof.UNCLEAR),
        ({"eap": "4"}, ServerProof.NOTHING),
        ({}, ServerProof.UNCLEAR),
    ],
)
def test_what_an_enterprise_network_must_prove(settings: dict[str, str], proof: ServerProof) -> None:
    found = network(
        authentication="wpa2", secret_key="", **{key.replace(".", "_"): word for key, word in settings.items()}
    )
    assert (found.server, found.kept) == (proof, SecretKept.ENCRYPTED)


def test_a_profile_that_cannot_be_read_leaves_the_others() -> None:
    machine = Windows()
    machine.told["wlan-profiles"] = {"adapters": [ADAPTER], "profiles": [
        {"adapter": ADAPTER, "name": "Broken"}, {"adapter": ADAPTER, "name": "Blue Door"},
        {"adapter": ADAPTER, "name": "Blue Door"},
    ]}  # fmt: skip
    machine.saved[f"wlan/{ADAPTER}/Broken"] = Garbled("is not well-formed XML")
    fact = machine.get(SavedWifi)
    assert [one.ssid for one in fact.networks] == [b"Blue Door"]
    assert "Broken" in fact.unseen[0].what


def test_no_adapter_is_an_answer() -> None:
    machine = Windows()
    machine.told["wlan-profiles"] = {"adapters": [], "profiles": []}
    assert machine.get(SavedWifi).networks == ()
    machine.told["wlan-profiles"] = {}
    assert isinstance(machine.get(SavedWifi), Unknown)
