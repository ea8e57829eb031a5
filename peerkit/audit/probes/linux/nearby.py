"""The access points of the last scan, as NetworkManager keeps them. PeerKit never starts a scan."""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import links, networkmanager
from peerkit.audit.probes.linux.networkmanager import NAME, SOURCE
from peerkit.audit.probes.linux.properties import Properties, properties
from peerkit.audit.probes.linux.wifi_kinds import offer_of_flags, protection
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Fact, Link, Unknown
from peerkit.model.facts_wifi import NearbyPoint, WifiNearby

_PRIVACY = 0x1  # NM80211ApFlags
# More than a scan in a crowded place finds.
_MOST_POINTS = 500
_LONGEST_NAME = 32


def read_nearby(machine: Machine) -> WifiNearby | Unknown:
    """What NetworkManager's Wi-Fi adapters that are joined to a network saw; nothing where none is joined."""
    try:
        daemon = networkmanager.manager(machine)
    except CouldNotLook as reason:
        return _without_networkmanager(machine, reason)
    points: list[NearbyPoint] = []
    for device in networkmanager.connected(machine, daemon):
        if device.wireless is not None and not device.hotspot:
            points += _points(machine, device.wireless)
    count = len(points)
    seen = f"{count} access {'point' if count == 1 else 'points'} in the last scan"
    return WifiNearby(points=tuple(points), evidence=(Evidence(seen, SOURCE),))


def _points(machine: Machine, wireless: Properties) -> list[NearbyPoint]:
    paths = wireless.paths("AccessPoints")
    if len(paths) > _MOST_POINTS:
        raise Garbled(f"NetworkManager lists {len(paths)} access points")
    found = []
    for path in paths:
        try:
            point = properties(machine, NAME, path, f"{NAME}.AccessPoint")
        except Missing:
            continue  # It went out of reach between two calls.
        ssid = point.raw("Ssid")
        wpa, rsn = offer_of_flags(point.number("WpaFlags")), offer_of_flags(point.number("RsnFlags"))
        if len(ssid) <= _LONGEST_NAME:
            found.append(NearbyPoint(ssid, protection(bool(point.number("Flags") & _PRIVACY), wpa, rsn)))
    return found


def _without_networkmanager(machine: Machine, reason: CouldNotLook) -> WifiNearby | Unknown:
    try:
        joined = [name for link, name in links.joined_links(machine) if link is Link.WIFI]
    except CouldNotLook as files:
        return Unknown(f"Nothing told which Wi-Fi networks are in reach ({reason}; {files}).")
    if joined:
        return Unknown(f"Only NetworkManager tells which Wi-Fi networks are in reach ({reason}).")
    return WifiNearby(evidence=(Evidence("no Wi-Fi link is up", links.FOLDER),))


READERS: dict[type[Fact], Reader] = {WifiNearby: read_nearby}
