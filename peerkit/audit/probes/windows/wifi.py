"""The Wi-Fi network in use and those in reach, by Windows' own functions for Wi-Fi.

Since Windows 11 24H2 these answer only where desktop apps may use the location (Microsoft: Changes to API behavior for
Wi-Fi access and location). Where they may not, the kind of protection comes from NetworkInformation, which needs no
location, and the name from the saved profile of that connection. ``netsh`` is not asked: it needs the same permission,
and answers in the language of the display. No scan is started.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Refused
from peerkit.audit.probes.windows.asking import Told, as_told, subject, told
from peerkit.audit.probes.windows.savedwifi import connected_adapter, read_profile
from peerkit.audit.probes.windows.wlan_kinds import of_numbers, of_words
from peerkit.model.facts import Evidence, Fact, Unknown, WifiInUse, WifiProtection
from peerkit.model.facts_wifi import NearbyPoint, WifiNearby

ALLOW = (
    "Open Settings, then Privacy & security (Windows 10: Privacy), then Location. Turn on Location services and"
    " Let desktop apps access your location, run PeerKit again, and then turn both off."
)
_LONGEST = 32
# NetworkAuthenticationType and NetworkEncryptionType of WinRT, in the words of a saved profile.
_METHODS = {
    2: "open", 3: "shared", 4: "wpa", 5: "wpapsk", 7: "wpa2", 8: "wpa2psk", 10: "wpa3ent192", 11: "wpa3sae", 12: "owe",
    13: "wpa3ent",
}  # fmt: skip
_CIPHERS = {0: "none", 2: "wep", 3: "wep", 4: "wep", 5: "tkip", 6: "aes", 10: "aes", 11: "aes"}


def _interfaces(machine: Machine) -> list[Told]:
    found = told(machine, "wlan").values.get("interfaces")
    if not isinstance(found, list):
        raise Garbled("Windows did not list the Wi-Fi adapters")
    return [as_told(one, "Windows") for one in found]


def _ssid(text: str) -> bytes:
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        raise Garbled("Windows gave no sound name for a network") from None
    if len(raw) > _LONGEST:
        raise Garbled("Windows gave a name for a network that is too long")
    return raw


def read_wifi_in_use(machine: Machine) -> WifiInUse | Unknown:
    """The network that is joined now. Raises ``CouldNotLook``."""
    interfaces = _interfaces(machine)
    adapter = connected_adapter(interfaces)
    if adapter is None:
        seen = f"Wi-Fi adapters: {len(interfaces)}, none joined to a network"
        return WifiInUse(connected=False, evidence=(Evidence(seen, "WlanEnumInterfaces"),))
    connection = adapter.values.get("connection")
    if not isinstance(connection, dict):
        return _without_location(machine, adapter.text("id"))
    one = as_told(connection, "Windows")
    kind = of_numbers(one.number("auth"), one.number("cipher"))
    seen = f"{kind.value}: authentication {one.number('auth')}, cipher {one.number('cipher')}"
    evidence = Evidence(seen, "WlanQueryInterface")
    return WifiInUse(connected=True, ssid=_ssid(one.text("ssid")), protection=kind, evidence=(evidence,))


def _without_location(machine: Machine, adapter: str) -> WifiInUse | Unknown:
    """By NetworkInformation and the saved profile, where Windows keeps the connection itself to itself."""
    try:
        wifi = as_told(as_told(subject(machine, "network"), "Windows").values.get("wifi"), "NetworkInformation")
        saved = read_profile(machine, adapter, wifi.text("profile"))
    except CouldNotLook:
        return Unknown("Windows tells programs about the Wi-Fi in use only where they may know the location.", ALLOW)
    kind, source = _told_kind(wifi), "NetworkInformation"
    if kind is WifiProtection.UNRECOGNISED:
        kind, source = saved.protection, "the saved profile, as Windows hides the connection without location"
    return WifiInUse(connected=True, ssid=saved.ssid, protection=kind, evidence=(Evidence(kind.value, source),))


def _told_kind(wifi: Told) -> WifiProtection:
    try:
        method, cipher = wifi.number("auth"), wifi.number("cipher")
    except Garbled:
        return WifiProtection.UNRECOGNISED
    return of_words(_METHODS.get(method, ""), _CIPHERS.get(cipher, ""))


def read_wifi_nearby(machine: Machine) -> WifiNearby | Unknown:
    """The networks in Windows' own list of those in reach. Raises ``CouldNotLook``."""
    interfaces = _interfaces(machine)
    lists = [one.values["nearby"] for one in interfaces if isinstance(one.values.get("nearby"), list)]
    if interfaces and not lists:
        raise Refused("Windows lists networks in reach only for programs that may know the location", ALLOW)
    networks = [as_told(entry, "Windows") for found in lists for entry in found]
    points = tuple(
        NearbyPoint(_ssid(one.text("ssid")), of_numbers(one.number("auth"), one.number("cipher"))) for one in networks
    )
    evidence = Evidence(f"networks in reach: {len(points)}", "WlanGetAvailableNetworkList")
    return WifiNearby(points=points, evidence=(evidence,))


READERS: dict[type[Fact], Reader] = {WifiInUse: read_wifi_in_use, WifiNearby: read_wifi_nearby}
