"""What an access point offers, and the kind of protection that makes: one rule for every source.

Key management decides; the "privacy" bit counts only where there is none. What offers something
PeerKit does not know is ``UNRECOGNISED``: it is never taken for an open network. Flag bits are
those of ``NM80211ApSecurityFlags``, words those of wpa_supplicant's ``BSS`` interface.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import WifiProtection


class Key(Enum):
    """Ways to agree on a key."""

    PSK = "a shared password (WPA or WPA2)"
    EAP = "802.1X"
    SAE = "a shared password (WPA3)"
    OWE = "Enhanced Open"
    OWE_PAIR = "open, with an Enhanced Open twin"


@dataclass(frozen=True)
class Offer:
    """What one generation (WPA, or RSN, which is WPA2 and later) announces.

    ``present`` is true when anything at all was announced; ``tkip_only`` when the pairwise ciphers
    stop at TKIP or WEP.
    """

    present: bool = False
    keys: frozenset[Key] = frozenset()
    tkip_only: bool = False


_KEY_BITS = {0x100: Key.PSK, 0x200: Key.EAP, 0x400: Key.SAE, 0x800: Key.OWE, 0x1000: Key.OWE_PAIR, 0x2000: Key.EAP}
_WEAK_PAIRWISE, _CCMP = 0x7, 0x8
_KEY_WORDS = {
    Key.PSK: {"wpa-psk", "wpa-ft-psk", "wpa-psk-sha256"},
    Key.SAE: {"sae", "ft-sae", "sae-ext-key", "ft-sae-ext-key"},
    Key.OWE: {"owe"},
    Key.EAP: {
        "wpa-eap", "wpa-ft-eap", "wpa-eap-sha256", "wpa-eap-sha384", "wpa-eap-suite-b", "wpa-eap-suite-b-192",
        "wpa-fils-sha256", "wpa-fils-sha384", "wpa-ft-fils-sha256", "wpa-ft-fils-sha384",
    },
}  # fmt: skip


def offer_of_flags(flags: int) -> Offer:
    """An offer from NetworkManager's ``WpaFlags`` or ``RsnFlags``."""
    keys = frozenset(key for bit, key in _KEY_BITS.items() if flags & bit)
    return Offer(flags != 0, keys, bool(flags & _WEAK_PAIRWISE) and not flags & _CCMP)


def offer_of_words(key_management: Iterable[str], pairwise: Iterable[str]) -> Offer:
    """An offer from the words of wpa_supplicant's ``WPA`` or ``RSN`` dictionary."""
    words, ciphers = set(key_management), set(pairwise)
    keys = frozenset(key for key, known in _KEY_WORDS.items() if known & words)
    return Offer(bool(words or ciphers), keys, ciphers == {"tkip"})


def protection(privacy: bool, wpa: Offer, rsn: Offer) -> WifiProtection:
    """The kind of protection, judged by the weakest that the access point lets in."""
    keys = wpa.keys | rsn.keys
    if not keys:
        if wpa.present or rsn.present:
            return WifiProtection.UNRECOGNISED
        return WifiProtection.WEP if privacy else WifiProtection.OPEN
    if keys == {Key.OWE_PAIR}:
        return WifiProtection.OWE_TRANSITION
    if Key.OWE in rsn.keys:
        return WifiProtection.OWE
    if not rsn.present:
        return WifiProtection.WPA
    if rsn.tkip_only:
        return WifiProtection.WPA2_TKIP
    if wpa.present:
        return WifiProtection.WPA_WPA2
    return _modern(rsn.keys)


def _modern(keys: frozenset[Key]) -> WifiProtection:
    if Key.PSK in keys:
        return WifiProtection.WPA2_WPA3 if Key.SAE in keys else WifiProtection.WPA2
    if Key.SAE in keys:
        return WifiProtection.WPA3
    return WifiProtection.ENTERPRISE
