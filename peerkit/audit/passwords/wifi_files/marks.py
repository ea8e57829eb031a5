"""What stands in a secret's place, and the error that quotes nothing."""

from __future__ import annotations

import re

from peerkit.audit.passwords.wifi_kept import passing_through
from peerkit.audit.passwords.wifi_strength import alike, grade

Settings = dict[str, str]
PRESENT = "present"
ENCRYPTED = "encrypted"
LONGEST_NAME = 32  # IEEE 802.11: a name is 0 to 32 bytes.
_IN_A_COMMENT = re.compile(rb"^[ \t]*#[ \t]*(?:psk|passphrase|password|sae_password|wpa_psk)[ \t]*=", re.I | re.M)

_ADDRESS = re.compile(r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}")
# All that the settings kept can say and PeerKit looks at, in the words of every program.
_WORDS = {
    "true", "false", "yes", "no", "on", "off", "set", "default", "disable", "optional", "required", "user", "ask",
    "unused", "never", "always", "infrastructure", "managed", "adhoc", "ad-hoc", "ap", "mesh", "wireless",
    "restricted", "open", "shared", "leap", "none", "preserve", "permanent", "random", "stable", "stable-ssid",
    "ieee8021x", "wpa-none", "wpa-psk", "wpa-psk-sha256", "ft-psk", "sae", "ft-sae", "sae-ext-key",
    "ft-sae-ext-key", "owe", "psk", "eap", "8021x", "802.1x", "wep", "wpa-eap", "wpa-eap-sha256", "wpa-eap-sha384",
    "wpa-eap-suite-b", "wpa-eap-suite-b-192", "ft-eap", "ft-eap-sha384", "fils-sha256", "fils-sha384",
    "ft-fils-sha256", "ft-fils-sha384", "osen", "dpp", "eap-sha256", "eap-suite-b-192", "wpa", "rsn", "wpa2",
    "tkip", "ccmp", "ccmp-256", "gcmp", "gcmp-256", "wep40", "wep104", "peap", "ttls", "tls", "teap", "fast",
    "pwd", "sim", "aka", "aka'", "eke", "sake", "gpsk", "ikev2", "md5", "gtc", "otp", "mschapv2",
    "external", "personal", "enterprise",
}  # fmt: skip


class Malformed(Exception):
    """The file is not in the form its program takes. The text says what is wrong and quotes nothing."""


def mark(passphrase: bytes | str, ssid: bytes) -> str:
    """The mark of a passphrase: its grade, and its tag unless it is a ready-made key."""
    text = passphrase.decode("utf-8", "surrogateescape") if isinstance(passphrase, bytes) else passphrase
    passing_through(text, ssid)
    return f"{grade(text, ssid).name} {alike(text)}"


def comment_with_secret(raw: bytes) -> bool:
    """Whether a line that the program skips seems to hold a passphrase, as ``wpa_passphrase`` leaves one."""
    return _IN_A_COMMENT.search(raw) is not None


def whole_file(raw: bytes) -> Settings:
    """What is said of the whole file."""
    if comment_with_secret(raw):
        return {"file.needless": "yes", "secret.comment": PRESENT}
    return {}


def plain(value: str) -> str:
    """A setting, of which only known words and small numbers come through.

    In a broken file a passphrase may stand where a setting should; it turns into ``?`` here.
    """
    return "".join(_known(piece) for piece in re.split(r"([;,\s]+)", value))


def _known(piece: str) -> str:
    if piece.lower() in _WORDS or re.fullmatch(r"-?[0-9]{1,2}|[;,\s]*", piece):
        return piece
    return "typed" if _ADDRESS.fullmatch(piece) else "?"


def network_name(name: bytes) -> str:
    """A network's name in hexadecimal. Raises ``Malformed`` when it is none."""
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Malformed("holds a network name that is empty or too long")
    return name.hex()
