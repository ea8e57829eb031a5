"""The Wi-Fi in use and those near: ``ipconfig getsummary`` first, which is quick, else ``system_profiler``.

How a network is protected every program may see. Its name macOS 15.6 and newer keep from programs
without permission for location (``<redacted>``): it is then empty here. Not asked: ``airport``, gone since
14.4; ``networksetup -getairportnetwork``, which since 15 says "not associated" while it is; ``wdutil``, which
wants root.
"""

from __future__ import annotations

import re
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos import hardware, profiler
from peerkit.model.facts import Evidence, Fact, Link, Unknown, WifiInUse, WifiProtection
from peerkit.model.facts_wifi import NearbyPoint, WifiNearby
from peerkit.model.private import PrivateKind, printable, private

_KIND = "SPAirPortDataType"
# The values ipconfig was seen to print; any other one is left to system_profiler.
_BY_SUMMARY = {
    "NONE": WifiProtection.OPEN,
    "WEP": WifiProtection.WEP,
    "WPA_PSK": WifiProtection.WPA,
    "WPA2_PSK": WifiProtection.WPA2,
    "WPA3_SAE": WifiProtection.WPA3,
}
_BY_REPORT = {
    "none": WifiProtection.OPEN,
    "wep": WifiProtection.WEP,
    "wpa_personal": WifiProtection.WPA,
    "wpa_personal_mixed": WifiProtection.WPA_WPA2,
    "wpa2_personal": WifiProtection.WPA2,
    "wpa2_personal_mixed": WifiProtection.WPA_WPA2,
    "wpa3_personal": WifiProtection.WPA3,
    "wpa3_transition": WifiProtection.WPA2_WPA3,
    "wpa_enterprise": WifiProtection.ENTERPRISE,
    "wpa_enterprise_mixed": WifiProtection.ENTERPRISE,
    "wpa2_enterprise": WifiProtection.ENTERPRISE,
    "wpa2_enterprise_mixed": WifiProtection.ENTERPRISE,
    "wpa3_enterprise": WifiProtection.ENTERPRISE,
}
_MODE = re.compile(r".*security_mode_([a-z0-9_]+)")
# awdl0 and llw0, for AirDrop, list a network in use too, without a protection.
_ADAPTER = re.compile(r"en[0-9]{1,3}")
_JOINED, _NOT_JOINED = "spairport_status_connected", ("spairport_status_disassociated", "spairport_status_off")
_LONGEST_NAME = 32
_NAMES_HIDDEN = "its name is kept by macOS from programs without permission for location"


def protection_of(mode: str) -> WifiProtection:
    """What ``spairport_security_mode_...`` says."""
    found = _MODE.fullmatch(mode)
    return _BY_REPORT.get(found[1], WifiProtection.UNRECOGNISED) if found else WifiProtection.UNRECOGNISED


def read_wifi(machine: Machine) -> WifiInUse:
    """The network joined now. Raises ``CouldNotLook``."""
    try:
        return _by_summary(machine)
    except CouldNotLook:
        return _by_report(machine)


def _by_summary(machine: Machine) -> WifiInUse:
    ports = hardware.ports(machine)
    likely = [port for port in ports if port.link is Link.WIFI] or list(ports)
    for port in likely:
        told = hardware.summary(machine, port.device)
        if not told.wifi or not told.active:
            continue
        kind = _BY_SUMMARY.get(told.security)
        if kind is None:
            raise Garbled("the program ipconfig names no protection that PeerKit knows")
        return _in_use(_name_bytes(told.ssid), kind, told.security, f"ipconfig getsummary {port.device}")
    seen = Evidence("no Wi-Fi adapter has a link", "networksetup, ipconfig getsummary")
    return WifiInUse(connected=False, evidence=(seen,))


def _by_report(machine: Machine) -> WifiInUse:
    source = f"system_profiler {_KIND}"
    adapters = _adapters(machine)
    for adapter in adapters:
        if profiler.text(adapter, "spairport_status_information") == _JOINED:
            current = _current(adapter)
            mode = profiler.text(current, "spairport_security_mode")
            name = profiler.text(current, "_name")
            return _in_use(_name_bytes("" if name == hardware.HIDDEN else name), protection_of(mode), mode, source)
    if any(profiler.text(one, "spairport_status_information") not in _NOT_JOINED for one in adapters):
        raise Garbled("the program system_profiler does not tell in words PeerKit knows whether Wi-Fi is joined")
    return WifiInUse(connected=False, evidence=(Evidence("no Wi-Fi adapter is joined", source),))


def _in_use(ssid: bytes, kind: WifiProtection, seen: str, source: str) -> WifiInUse:
    name = private(PrivateKind.NETWORK, ssid) if ssid else _NAMES_HIDDEN
    evidence = Evidence(f"{name}; {printable(seen, 60)}", source)
    return WifiInUse(connected=True, ssid=ssid, protection=kind, evidence=(evidence,))


def _name_bytes(name: str) -> bytes:
    try:
        raw = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character, as JSON can write it
        return b""
    return raw if len(raw) <= _LONGEST_NAME else b""


def _adapters(machine: Machine) -> list[dict[str, Any]]:
    entries = profiler.report(machine, _KIND)
    found = [one for entry in entries for one in profiler.items(entry, "spairport_airport_interfaces")]
    return [one for one in found if _ADAPTER.fullmatch(profiler.text(one, "_name"))]


def _current(adapter: dict[str, Any]) -> dict[str, Any]:
    current = adapter.get("spairport_current_network_information")
    if not isinstance(current, dict):
        raise Garbled("the program system_profiler names no network in use")
    return current


def read_nearby(machine: Machine) -> WifiNearby | Unknown:
    """The networks in system_profiler's report, which macOS makes from a scan of its own when it is asked."""
    found: list[NearbyPoint] = []
    hidden = 0
    for adapter in _adapters(machine):
        listed = profiler.items(adapter, "spairport_airport_other_local_wireless_networks")
        current = adapter.get("spairport_current_network_information")
        joined = profiler.text(adapter, "spairport_status_information") == _JOINED and isinstance(current, dict)
        for one in [*listed, *([current] if joined and isinstance(current, dict) else [])]:
            name = profiler.text(one, "_name")
            hidden += name == hardware.HIDDEN
            if name != hardware.HIDDEN and _name_bytes(name):
                kind = protection_of(profiler.text(one, "spairport_security_mode"))
                found.append(NearbyPoint(_name_bytes(name), kind))
    if hidden:
        return Unknown(
            "macOS keeps the names of networks from programs without permission for location.",
            "Click the Wi-Fi sign in the menu bar: is your network there twice, once without a lock?",
        )
    seen = Evidence(f"access points in the report: {len(found)}", f"system_profiler {_KIND}")
    return WifiNearby(points=tuple(found), evidence=(seen,))


READERS: dict[type[Fact], Reader] = {WifiInUse: read_wifi, WifiNearby: read_nearby}
