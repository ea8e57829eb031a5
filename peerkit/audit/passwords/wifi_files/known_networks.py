"""The files in which macOS keeps networks: what matters of each, without its places, times and access points."""

from __future__ import annotations

from typing import Any

from peerkit.audit.passwords.wifi_files.marks import Malformed, Settings, network_name

_KEY = "wifi.network."
# The spellings seen; any other word gives way to "other", for a passphrase may stand anywhere in a broken file.
_SECURITY = {
    "open", "wep", "wpa personal", "wpa/wpa2 personal", "wpa2 personal", "wpa2/wpa3 personal", "wpa3 personal",
    "enhanced open", "owe", "owe transition", "dynamic wep", "wpa enterprise", "wpa/wpa2 enterprise",
    "wpa2 enterprise", "wpa2/wpa3 enterprise", "wpa3 enterprise",
}  # fmt: skip
_ADDRESS = ("off", "static", "rotating")


def read_known(_name: str, raw: bytes) -> list[Settings]:
    """Each network of ``com.apple.wifi.known-networks.plist``. Raises ``Malformed``."""
    found: list[Settings] = [{}]
    for key, entry in _parse(raw).items():
        if key.startswith(_KEY) and isinstance(entry, dict):
            found.append(_network(key, entry))
    return found


def _network(key: str, entry: dict[str, Any]) -> Settings:
    ssid = entry.get("SSID")
    # The bytes are the name itself; the key is what is left of it as text.
    name = (
        ssid if isinstance(ssid, bytes) and ssid else key.removeprefix(_KEY + "ssid.").encode("utf-8", "surrogatepass")
    )
    security = entry.get("SupportedSecurityTypes")
    word = security.lower() if isinstance(security, str) else ""
    settings = {"ssid": network_name(name), "security": word if word in _SECURITY else "other"}
    settings["joins_itself"] = "no" if _on(entry.get("AutoJoinDisabled")) else "yes"
    settings["hidden"] = "yes" if _on(entry.get("Hidden")) else "no"
    address = entry.get("PrivateMACAddressModeUserSetting")
    return settings | ({"address": address} if address in _ADDRESS else {})


def read_adapter(_name: str, raw: bytes) -> list[Settings]:
    """The switch for made-up addresses in ``com.apple.airport.preferences.plist``; 1 is off. Raises ``Malformed``."""
    told = _parse(raw).get("PrivateMACAddressModeSystemSetting")
    return [{"made_up_addresses": "no" if told == 1 else "yes"}]


def _on(value: object) -> bool:
    return value is True or value == 1


def _parse(raw: bytes) -> dict[str, Any]:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        told = plistlib.loads(raw)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, ArithmeticError, LookupError,
            AttributeError, RecursionError, MemoryError):  # fmt: skip
        raise Malformed("is not a property list that can be read") from None
    if not isinstance(told, dict) or not all(isinstance(key, str) for key in told):
        raise Malformed("is a property list, but not one of settings")
    return told
