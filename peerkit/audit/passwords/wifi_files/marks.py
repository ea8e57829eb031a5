"""What stands in a secret's place, and the error that quotes nothing."""

from __future__ import annotations

import re

from peerkit.audit.passwords.wifi_strength import alike, grade

Settings = dict[str, str]
PRESENT = "present"
ENCRYPTED = "encrypted"
LONGEST_NAME = 32  # IEEE 802.11: a name is 0 to 32 bytes.
_IN_A_COMMENT = re.compile(rb"^[ \t]*#[ \t]*(?:psk|passphrase|password|sae_password|wpa_psk)[ \t]*=", re.I | re.M)
_LONGEST_PLACE = 200


class Malformed(Exception):
    """The file is not in the form its program takes. The text says what is wrong and quotes nothing."""


def mark(passphrase: bytes | str, ssid: bytes) -> str:
    """The mark of a passphrase: its grade, and its tag unless it is a ready-made key."""
    text = passphrase.decode("utf-8", "surrogateescape") if isinstance(passphrase, bytes) else passphrase
    return f"{grade(text, ssid).name} {alike(text)}"


def comment_with_secret(raw: bytes) -> bool:
    """Whether a line that the program skips seems to hold a passphrase, as ``wpa_passphrase`` leaves one."""
    return _IN_A_COMMENT.search(raw) is not None


def whole_file(raw: bytes) -> Settings:
    """What is said of the whole file."""
    if comment_with_secret(raw):
        return {"file.needless": "yes", "secret.comment": PRESENT}
    return {}


def place(certificate: str) -> str:
    """Where a certificate lies, shortened: it may also stand in the setting itself."""
    return certificate.removeprefix("file://")[:_LONGEST_PLACE]


def network_name(name: bytes) -> str:
    """A network's name in hexadecimal. Raises ``Malformed`` when it is none."""
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Malformed("holds a network name that is empty or too long")
    return name.hex()
