"""Saved networks as NetworkManager tells them over D-Bus: to every account, but without secrets.

Other accounts' private profiles are listed, yet not shown; they are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerkit.audit.probes.linux.networkmanager import NAME, SOURCE
from peerkit.audit.probes.linux.savedwifi import usual_address
from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import Settings, network
from peerkit.audit.probes.machine import BusCall, Garbled, Machine, Missing, Refused
from peerkit.model.authorities import authority
from peerkit.model.facts_wifi import SavedNetwork, Unseen

_SETTINGS = "/org/freedesktop/NetworkManager/Settings"
_WIFI = "802-11-wireless"
_MOST = 5000
_LONGEST_NAME = 32
# NetworkManager's names on D-Bus to those in keyfiles, where they differ.
_GROUPS = {"802-11-wireless": "wifi", "802-11-wireless-security": "wifi-security"}
_KEYS = {"assigned-mac-address": "cloned-mac-address"}


def read(machine: Machine) -> Found:
    """Every profile this account may see. Raises ``CouldNotLook`` where NetworkManager does not answer."""
    reply = machine.call(BusCall("system", NAME, _SETTINGS, f"{NAME}.Settings", "ListConnections"))
    paths = reply[0] if len(reply) == 1 else None
    if not isinstance(paths, list) or len(paths) > _MOST:
        raise Garbled("NetworkManager did not list its connections")
    usual = usual_address.of_networkmanager(machine)
    networks: list[SavedNetwork] = []
    others = 0
    for path in paths:
        try:
            settings = _settings(machine, str(path))
        except Missing:
            continue  # It was deleted between two calls.
        except Refused:
            others += 1
            continue
        if settings:
            networks.append(network(settings, "NetworkManager", usual, secrets_seen=False))
    return Found(SOURCE, tuple(networks), (), _of_others(others))


def _of_others(count: int) -> tuple[Unseen, ...]:
    if not count:
        return ()
    what = "1 connection of another account" if count == 1 else f"{count} connections of other accounts"
    return (Unseen(what, "only its owner and the administrator may see it", "Run again with sudo."),)


def _settings(machine: Machine, path: str) -> Settings:
    call = BusCall("system", NAME, path, f"{NAME}.Settings.Connection", "GetSettings")
    reply = machine.call(call)
    if len(reply) != 1 or not isinstance(reply[0], dict):
        raise Garbled("NetworkManager did not tell the settings of a connection")
    return flat(reply[0])


def flat(told: Mapping[str, Any]) -> Settings:
    """The settings under the names keyfiles have for them; empty where it is no Wi-Fi. Raises ``Garbled``."""
    groups = {name: values for name, values in told.items() if isinstance(values, dict)}
    if groups.get("connection", {}).get("type") != _WIFI:
        return {}
    ssid = groups.get(_WIFI, {}).get("ssid")
    if not isinstance(ssid, bytes) or not 1 <= len(ssid) <= _LONGEST_NAME:
        raise Garbled("NetworkManager told a network name that is none")
    found: Settings = {}
    for group, values in groups.items():
        name = _GROUPS.get(group, group)
        found |= {f"{name}.{_KEYS.get(key, key)}": _word(value) for key, value in values.items() if _tells(value)}
    if "802-11-wireless-security" in groups:
        found.setdefault("wifi-security.key-mgmt", "")
    return found | {"wifi.ssid": ssid.hex()}


def _tells(value: Any) -> bool:
    """Whether a value says anything; an old form of the address, in raw bytes, is all zero or empty."""
    return value not in (b"", "", []) and isinstance(value, str | int | bool | list | bytes)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(entry for entry in value if isinstance(entry, str))
    if isinstance(value, bytes):
        return authority(value.decode("utf-8", "replace"))
    return str(value)
