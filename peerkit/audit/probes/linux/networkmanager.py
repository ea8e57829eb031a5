"""NetworkManager over D-Bus: its devices that are connected now. No root needed.

Numbers are those of ``nm-dbus-interface.h``. Only ``Properties.GetAll`` is called, object by
object; nothing is scanned, and no connectivity check is started.
"""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.audit.probes.linux.properties import Properties, properties
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.model.facts import Link

NAME = "org.freedesktop.NetworkManager"
SOURCE = "NetworkManager over D-Bus"
NO_OBJECT = "/"
_PATH = "/org/freedesktop/NetworkManager"
# More than any laptop has; a list without end would cost a call each.
_MOST_DEVICES = 100
_ACTIVATED = 100
# NMDeviceType. The rest are tunnels, bridges and the like, which ride on one of these.
_LINKS = {1: Link.CABLE, 2: Link.WIFI, 8: Link.MOBILE}
# NM80211Mode: this machine is the access point that others join.
_HOTSPOT = 3


@dataclass(frozen=True)
class Device:
    """A connected device. ``wireless`` is filled for Wi-Fi only; ``hotspot`` when others join it."""

    path: str
    interface: str
    link: Link
    wireless: Properties | None = None
    hotspot: bool = False


def manager(machine: Machine) -> Properties:
    """The daemon's own properties. Raises ``CouldNotLook``."""
    found = properties(machine, NAME, _PATH, NAME)
    found.paths("Devices")
    return found


def connected(machine: Machine, daemon: Properties) -> tuple[Device, ...]:
    """The devices in the state "activated", in NetworkManager's order."""
    paths = daemon.paths("Devices")
    if len(paths) > _MOST_DEVICES:
        raise Garbled(f"NetworkManager lists {len(paths)} devices")
    found = (_device(machine, path) for path in paths)
    return tuple(device for device in found if device is not None)


def _device(machine: Machine, path: str) -> Device | None:
    try:
        device = properties(machine, NAME, path, f"{NAME}.Device")
        if device.number("State") != _ACTIVATED:
            return None
        link = _LINKS.get(device.number("DeviceType"), Link.OTHER)
        wireless = properties(machine, NAME, path, f"{NAME}.Device.Wireless") if link is Link.WIFI else None
    except Missing:
        return None  # It was unplugged between two calls.
    hotspot = wireless is not None and wireless.values.get("Mode") == _HOTSPOT
    return Device(path, device.text("Interface"), link, wireless, hotspot)


def carrying(machine: Machine, daemon: Properties) -> Device | None:
    """The device that carries the traffic: the primary connection's, else a cable before Wi-Fi before mobile.

    A tunnel is answered with the physical device under it where there is one.
    """
    devices = [device for device in connected(machine, daemon) if not device.hotspot]
    primary = _primary(machine, daemon)
    chosen = [device for device in devices if device.path in primary]
    physical = [device for device in devices if device.link is not Link.OTHER]
    first = [device for device in chosen if device in physical]
    in_order = sorted(physical, key=lambda device: list(Link).index(device.link))
    return next(iter([*first, *in_order, *chosen]), None)


def _primary(machine: Machine, daemon: Properties) -> tuple[str, ...]:
    path = daemon.values.get("PrimaryConnection", NO_OBJECT)
    if not isinstance(path, str) or path == NO_OBJECT:
        return ()
    try:
        return properties(machine, NAME, path, f"{NAME}.Connection.Active").paths("Devices")
    except Missing:
        return ()
