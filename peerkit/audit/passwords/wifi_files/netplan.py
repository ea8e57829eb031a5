"""netplan's YAML. Settings come out under NetworkManager's names for them, as netplan itself hands them on.

Where NetworkManager wrote the file, the network's name is in keyfile encoding, and what netplan has
no word for (Enhanced Open, WEP) stands under ``passthrough`` alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from peerkit.audit.passwords.wifi_files.keyfile import KEPT, decoded_name
from peerkit.audit.passwords.wifi_files.marks import (
    PRESENT,
    Malformed,
    Settings,
    mark,
    network_name,
    plain,
    whole_file,
)
from peerkit.datafile import Value, parse
from peerkit.errors import PeerkitError
from peerkit.model.authorities import authority

# netplan's words for key management; ``none`` has no group in a keyfile.
_KEY_MANAGEMENT = {
    "psk": "wpa-psk",
    "sae": "sae",
    "eap": "wpa-eap",
    "eap-sha256": "wpa-eap",
    "eap-suite-b-192": "wpa-eap-suite-b-192",
    "802.1x": "ieee8021x",
}
_KEPT = {f"{group}.{key}" for group, keys in KEPT.items() for key in keys}
_SECRETS = ("wep-key", "leap-password", "password", "pin")


def read(_name: str, raw: bytes) -> list[Settings]:
    """Every access point in the file. Raises ``Malformed``."""
    try:
        top = parse(raw.decode("utf-8"), "netplan")
        networks = [settings for wifi, whole in _wifis(top) for settings in _networks(wifi, whole)]
    except (PeerkitError, UnicodeDecodeError):
        raise Malformed("is not YAML of the form netplan takes") from None
    return [whole_file(raw), *networks]


def _child(value: Value | None, key: str) -> Value | None:
    if value is None or value.data is None:
        return None
    found = value.mapping().get(key)
    return None if found is None or found.data is None else found


def _word(value: Value | None, key: str) -> str:
    found = _child(value, key)
    return "" if found is None else _scalar(found)


def _scalar(value: Value) -> str:
    # A passphrase of digits is a number to YAML; netplan takes it as it is written.
    return str(value.data) if isinstance(value.data, int | float) and not isinstance(value.data, bool) else value.word()


def _wifis(top: Value) -> Iterator[tuple[Value, bool]]:
    """Each Wi-Fi adapter, and whether NetworkManager handles it."""
    network = _child(top, "network")
    default = _word(network, "renderer")
    wifis = _child(network, "wifis")
    for name, wifi in (wifis.mapping() if wifis else {}).items():
        if wifi.data is not None:
            yield wifi, name.startswith("NM-") or (_word(wifi, "renderer") or default) == "NetworkManager"


def _networks(wifi: Value, keyfile: bool) -> Iterator[Settings]:
    points = _child(wifi, "access-points")
    for name, point in (points.mapping() if points else {}).items():
        raw = name.encode("utf-8", "surrogateescape")
        ssid = decoded_name(raw) if keyfile else raw
        yield _network(ssid, point, _word(wifi, "macaddress"))


def _network(ssid: bytes, point: Value, address: str) -> Settings:
    found = {"wifi.ssid": network_name(ssid), "wifi.mode": plain(_word(point, "mode")) or "infrastructure"}
    if address:
        found["wifi.cloned-mac-address"] = plain(address)
    if _word(point, "hidden"):
        found["wifi.hidden"] = plain(_word(point, "hidden"))
    auth = _child(point, "auth")
    passphrase = _word(auth, "password") or _word(point, "password")
    management = _word(auth, "key-management") or ("psk" if passphrase else "none")
    if management != "none":
        found["wifi-security.key-mgmt"] = _KEY_MANAGEMENT.get(management, "?")
    if passphrase:
        key = "secret.psk" if management in ("psk", "sae") else "secret.password"
        found[key] = mark(passphrase, ssid) if key == "secret.psk" else PRESENT
    return found | _enterprise(auth) | _passthrough(point, ssid)


def _enterprise(auth: Value | None) -> Settings:
    found = {"802-1x.eap": plain(_word(auth, "method"))} if _word(auth, "method") else {}
    if _word(auth, "ca-certificate"):
        found["802-1x.ca-cert"] = authority(_word(auth, "ca-certificate"))
    if _word(auth, "client-key-password"):
        found["secret.private-key-password"] = PRESENT
    return found


def _passthrough(point: Value, ssid: bytes) -> Settings:
    found: Settings = {}
    through = _child(_child(point, "networkmanager"), "passthrough")
    for key, value in (through.mapping() if through else {}).items():
        if key in _KEPT:
            found[key] = plain(_scalar(value))
        elif key == "wifi-security.psk":
            found["secret.psk"] = mark(_scalar(value), ssid)
        elif key == "802-1x.ca-cert":
            found[key] = authority(_scalar(value))
        elif key.startswith("802-1x.") and ("match" in key or key.endswith("ca-path")):
            found[key] = "set"
        elif any(word in key for word in _SECRETS) and "flags" not in key and "type" not in key:
            # A fixed word: in a broken file, a key too may hold what is none of ours.
            found["secret.other"] = PRESENT
    return found
