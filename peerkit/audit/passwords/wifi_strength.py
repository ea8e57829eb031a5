"""How strong a Wi-Fi passphrase is. The passphrase goes in; only a grade and a tag come out.

Who records one join to a WPA or WPA2 network can guess at home as fast as their computers allow, so
the bar is higher than for a log-in password: at least 12 characters, and zxcvbn's highest score.
The NSA advises 20 characters or more (Best Practices for Securing Your Home Network, U/OO/119184-23).
"""

from __future__ import annotations

import hashlib
import re
import secrets

from peerkit.audit.passwords.guessing import STRONGEST, score
from peerkit.model.facts_wifi import PassphraseGrade

SHORTEST = 12
# 20 random digits hold as much as 13 random letters; fewer can be tried out in full.
SHORTEST_DIGITS = 20
# So few characters beside the network's name do not hold up alone.
_SHORTEST_REST = 10
_SHORTEST_NAME = 4
_RAW_KEY = re.compile(r"[0-9A-Fa-f]{64}")
# Names and passphrases as they come from the box. NETGEAR, Spectrum, TP-Link, Telstra, Optus:
# github.com/sealldeveloper/wifi-password-standards; UPC: haxx.in/upc-wifi.
_MAKERS = (
    (r"(?:NETGEAR|(?:My)?SpectrumWiFi|SpectrumSetup)", r"[a-z]{6,}\d{1,4}"),
    (r"(?:TP-?Link_|WiFi-)[0-9A-F]{4}", r"\d{8}"),
    (r"Telstra", r"\d{10}"),
    (r"OPTUS", r"[A-Za-z]{10}\d{5}"),
    (r"UPC\d{6,7}", r"[A-Z]{8}"),
)
# Random for each run: a tag tells nothing to anyone who has only the report.
_KEY = secrets.token_bytes(32)


def grade(passphrase: str, ssid: bytes) -> PassphraseGrade:
    """The grade of a passphrase for the network of this name. Never raises."""
    name = ssid.decode("utf-8", "replace")
    if _RAW_KEY.fullmatch(passphrase):
        return PassphraseGrade.KEY
    if _from_a_maker(passphrase, name):
        return PassphraseGrade.MAKER
    if len(passphrase) < SHORTEST:
        return PassphraseGrade.SHORT
    if passphrase.isdigit() and len(passphrase) < SHORTEST_DIGITS:
        return PassphraseGrade.DIGITS
    if _leans_on(name, passphrase):
        return PassphraseGrade.NAME
    try:
        strong = score(passphrase, [name, *re.split(r"[\W_]+", name)]) >= STRONGEST
    except Exception:  # noqa: BLE001  # no trouble of the scorer may carry the passphrase out of here
        return PassphraseGrade.UNJUDGED
    return PassphraseGrade.STRONG if strong else PassphraseGrade.GUESSABLE


def alike(passphrase: str) -> str:
    """A tag that is equal for equal passphrases of this run, and tells nothing else."""
    raw = passphrase.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(raw, key=_KEY, digest_size=8).hexdigest()


def _from_a_maker(passphrase: str, name: str) -> bool:
    return any(re.match(named, name, re.IGNORECASE) and re.fullmatch(made, passphrase) for named, made in _MAKERS)


def _leans_on(name: str, passphrase: str) -> bool:
    plain_name, plain = (re.sub(r"[\W_]", "", text).casefold() for text in (name, passphrase))
    if len(plain_name) < _SHORTEST_NAME or plain_name not in plain:
        return False
    return len(plain) - len(plain_name) < _SHORTEST_REST
