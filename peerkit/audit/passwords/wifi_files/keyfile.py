"""NetworkManager's keyfiles: ``*.nmconnection``. Settings come out under NetworkManager's names for them."""

from __future__ import annotations

import re

from peerkit.audit.passwords.wifi_files.gkeyfile import Groups, parse, text, unescaped
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

WIFI = ("wifi", "802-11-wireless")
PROTECTIONS = {"none", "ieee8021x", "wpa-psk", "wpa-eap", "wpa-eap-suite-b-192", "sae", "owe"}
_OLD_NAMES = {"802-11-wireless": "wifi", "802-11-wireless-security": "wifi-security"}
# Settings that come through as they are.
KEPT = {
    "connection": ("autoconnect",),
    "wifi": ("mode", "hidden", "cloned-mac-address", "mac-address-randomization"),
    "wifi-security": ("key-mgmt", "auth-alg", "proto", "pairwise", "pmf", "psk-flags", "wep-key-flags"),
    "802-1x": ("eap", "system-ca-certs", "password-flags"),
}
# Settings of which only matters that they are there.
_SET = {"802-1x": ("domain-suffix-match", "domain-match", "altsubject-matches", "subject-match", "ca-path")}
_SECRETS = {
    "wifi-security": ("wep-key0", "wep-key1", "wep-key2", "wep-key3", "leap-password"),
    "802-1x": ("password", "password-raw", "private-key-password", "phase2-private-key-password", "pin"),
}
_NUMBERS = re.compile(rb"\s*(\d{1,3}\s*;\s*)+")
# Secret flags: 1, an account's keyring has it; 2, it is asked for each time.
_ELSEWHERE = 3


def read(_name: str, raw: bytes) -> list[Settings]:
    """One network, or none where the file is of another kind. Raises ``Malformed`` where NetworkManager refuses it."""
    groups = renamed(parse(raw))
    file, kind = whole_file(raw), text(groups.get("connection", {}).get("type", b""))
    if not kind:
        raise Malformed("says of no kind what it connects")
    if kind not in WIFI:
        return [file | ({"secret.other": PRESENT} if _secret_of_any_kind(groups) else {})]
    found = settings(groups)
    if "secret.psk" in found and flags(found.get("wifi-security.psk-flags", "")) & _ELSEWHERE:
        # It is kept elsewhere now; what lies here is left over.
        file["file.needless"] = "yes"
    return [file, found]


def renamed(groups: Groups) -> Groups:
    """Old group names replaced by those in use now."""
    found: Groups = {}
    for name, values in groups.items():
        new = _OLD_NAMES.get(name, name)
        found[new] = {**values, **found.get(new, {})} if name in _OLD_NAMES else {**found.get(new, {}), **values}
    return found


def settings(groups: Groups) -> Settings:
    """The settings of a Wi-Fi network, secrets marked. Raises ``Malformed`` without a valid name."""
    ssid = decoded_name(groups.get("wifi", {}).get("ssid", b""))
    found = {"wifi.ssid": network_name(ssid)}
    for group, keys in KEPT.items():
        found |= {f"{group}.{key}": plain(text(groups[group][key])) for key in keys if key in groups.get(group, {})}
    if "wifi-security" in groups:
        management = text(groups["wifi-security"].get("key-mgmt", b"")).lower()
        if management not in PROTECTIONS:
            raise Malformed("names a protection that NetworkManager does not know")
        found["wifi-security.key-mgmt"] = management
    return found | _trust(groups.get("802-1x", {})) | _marks(groups, ssid)


def _trust(eap: dict[str, bytes]) -> Settings:
    found = {f"802-1x.{key}": "set" for key in _SET["802-1x"] if eap.get(key, b"").strip(b"; ")}
    if eap.get("ca-cert", b"").strip():
        found["802-1x.ca-cert"] = authority(eap["ca-cert"].decode("utf-8", "replace"))
    return found


def _marks(groups: Groups, ssid: bytes) -> Settings:
    found: Settings = {}
    for group, keys in _SECRETS.items():
        found |= {f"secret.{key}": PRESENT for key in keys if groups.get(group, {}).get(key)}
    psk = groups.get("wifi-security", {}).get("psk")
    if psk:
        found["secret.psk"] = mark(unescaped(psk), ssid)
    return found


def _secret_of_any_kind(groups: Groups) -> bool:
    """Whether a connection of another kind holds a secret, such as WireGuard's private key."""
    named = re.compile(r"password|private-key|preshared-key|psk|secret|(?:^|-)pin$")
    if groups.get("vpn-secrets"):
        return True
    for group, values in groups.items():
        # For 802.1X that is the path of a file.
        paths = ("private-key", "phase2-private-key") if group == "802-1x" else ()
        if any(named.search(key) and "flags" not in key and key not in paths for key in values):
            return True
    return False


def decoded_name(value: bytes) -> bytes:
    """A network's name: a list of byte numbers, or text. Raises ``Malformed``."""
    name = unescaped(value)
    if _NUMBERS.fullmatch(name):
        numbers = [int(number) for number in re.findall(rb"\d{1,3}", name)]
        if max(numbers) <= 255:  # a byte
            return bytes(numbers)
    return name.replace(b"\\;", b";")


def flags(value: str) -> int:
    """A bit field written as a number; 0 where it is none."""
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value.strip()) else 0
