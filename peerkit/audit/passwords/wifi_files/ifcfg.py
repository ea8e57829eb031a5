"""The old ``ifcfg-*`` files of Fedora and Red Hat, and the ``keys-*`` files beside them."""

from __future__ import annotations

import re
import shlex

from peerkit.audit.passwords.wifi_files.marks import (
    PRESENT,
    Malformed,
    Settings,
    mark,
    network_name,
    plain,
    whole_file,
)
from peerkit.model.authorities import authority

_KEPT = (
    "TYPE", "MODE", "KEY_MGMT", "SECURITYMODE", "DEFAULTKEY", "ONBOOT", "SSID_HIDDEN", "MACADDR", "PMF",
    "GENERATE_MAC_ADDRESS", "MAC_ADDRESS_RANDOMIZATION", "WPA_ALLOW_WPA", "WPA_ALLOW_WPA2", "CIPHER_PAIRWISE",
    "WPA_PSK_FLAGS", "IEEE_8021X_EAP_METHODS", "IEEE_8021X_SYSTEM_CA_CERTS",
)  # fmt: skip
_SET = (
    "IEEE_8021X_DOMAIN_SUFFIX_MATCH", "IEEE_8021X_DOMAIN_MATCH", "IEEE_8021X_ALTSUBJECT_MATCHES", "IEEE_8021X_CA_PATH",
)  # fmt: skip
_WEP = re.compile(r"KEY_?[1-4]?|KEY_PASSPHRASE[1-4]")
_OTHER = re.compile(r"IEEE_8021X_(?:\w+_)?PASSWORD|IEEE_8021X_PIN")
_HEX = re.compile(r"0[xX]((?:[0-9A-Fa-f]{2})+)")


def read(_name: str, raw: bytes) -> list[Settings]:
    """The network, or none where the file is of another kind. Raises ``Malformed``."""
    values, file = _variables(raw), whole_file(raw)
    if values.get("TYPE", "").lower() != "wireless" and "ESSID" not in values:
        return [file]
    ssid = _ssid(values.get("ESSID", ""))
    found = {"ssid": network_name(ssid)}
    found |= {key: plain(values[key]) for key in _KEPT if key in values}
    found |= {key: "set" for key in _SET if values.get(key)}
    if values.get("IEEE_8021X_CA_CERT"):
        found["IEEE_8021X_CA_CERT"] = authority(values["IEEE_8021X_CA_CERT"])
    return [file, found | _marks(values, ssid)]


def read_keys(_name: str, raw: bytes) -> list[Settings]:
    """The secrets of a network whose name stands in another file. Raises ``Malformed``."""
    return [whole_file(raw), _marks(_variables(raw), b"")]


def _marks(values: Settings, ssid: bytes) -> Settings:
    found: Settings = {}
    for key in filter(values.get, values):
        if _WEP.fullmatch(key):
            found["secret.wep"] = PRESENT
        elif _OTHER.fullmatch(key):
            found["secret.other"] = PRESENT
    if values.get("WPA_PSK"):
        found["secret.WPA_PSK"] = mark(values["WPA_PSK"], ssid)
    return found


def _variables(raw: bytes) -> Settings:
    found: Settings = {}
    for line in raw.decode("utf-8", "surrogateescape").split("\n"):
        key, equals, value = line.strip().partition("=")
        if not equals or key.startswith("#"):
            continue
        try:
            words = shlex.split(value, comments=True)
        except ValueError:
            raise Malformed("holds a broken quotation") from None
        if value.startswith("$'") or len(words) > 1 or not re.fullmatch(r"\w+", key):
            raise Malformed("holds a line that is no setting")
        found[key] = "".join(words)
    return found


def _ssid(value: str) -> bytes:
    if value[:2].lower() != "0x":
        return value.encode("utf-8", "surrogateescape")
    coded = _HEX.fullmatch(value)
    if coded is None:
        raise Malformed("holds a network name that is not hexadecimal")
    return bytes.fromhex(coded[1])
