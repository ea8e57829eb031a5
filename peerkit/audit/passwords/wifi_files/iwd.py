"""iwd's files in ``/var/lib/iwd``: the file's name is the network, ``iwd.network(5)`` names the settings."""

from __future__ import annotations

import re

from peerkit.audit.passwords.wifi_files.gkeyfile import Groups, parse, text, unescaped
from peerkit.audit.passwords.wifi_files.marks import (
    ENCRYPTED,
    PRESENT,
    Settings,
    mark,
    plain,
    whole_file,
)
from peerkit.model.authorities import authority

KINDS = ("open", "psk", "8021x")
_KEPT = ("AutoConnect", "Hidden", "AlwaysRandomizeAddress", "AddressOverride", "DisabledTransitionModes")
_LITERAL = re.compile(r"[A-Za-z0-9 _-]{1,32}")
_HEX = re.compile(r"=((?:[0-9A-Fa-f]{2}){1,32})")


def read(name: str, raw: bytes) -> list[Settings]:
    """The network, or none where iwd does not take the name for one. Raises ``Malformed``."""
    groups = parse(raw)
    file, known = whole_file(raw), network(name)
    security = groups.get("Security", {})
    if known is None:
        stray = any(key in security for key in ("Passphrase", "PreSharedKey"))
        return [file | ({"secret.stray": PRESENT} if stray else {})]
    ssid, kind = known
    given = groups.get("Settings", {})
    found = {"ssid": ssid.hex(), "kind": kind} | {key: plain(text(given[key])) for key in _KEPT if key in given}
    return [file, found | _enterprise(security) | _marks(groups, ssid)]


def network(name: str) -> tuple[bytes, str] | None:
    """The network's name and kind that a file's name tells; the first dot ends the network's name."""
    stem, _, kind = name.partition(".")
    if kind not in KINDS:
        return None
    if _LITERAL.fullmatch(stem):
        return stem.encode(), kind
    coded = _HEX.fullmatch(stem)
    if coded is None:
        return None
    ssid = bytes.fromhex(coded[1])
    try:
        ssid.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return ssid, kind


def _enterprise(security: dict[str, bytes]) -> Settings:
    found: Settings = {}
    if "EAP-Method" in security:
        found["EAP-Method"] = plain(text(security["EAP-Method"]))
    for key, value in security.items():
        if key.endswith("-CACert"):
            found["CACert"] = authority(text(value))
        elif key.endswith("-ServerDomainMask"):
            found["ServerDomainMask"] = "set"
    return found


def _marks(groups: Groups, ssid: bytes) -> Settings:
    found: Settings = {}
    for group in groups.values():
        for key, value in group.items():
            if key == "Passphrase":
                found["secret.Passphrase"] = mark(unescaped(value), ssid)
            elif key == "PreSharedKey" and "secret.Passphrase" not in found:
                found["secret.PreSharedKey"] = mark(unescaped(value), ssid)
            elif key in ("EncryptedSecurity", "EncryptedSalt"):
                found["kept"] = ENCRYPTED
            elif key.lower().endswith(("password", "passphrase")):
                found["secret.password"] = PRESENT
    return found
