"""The kernel's own list of network links, in ``/sys/class/net`` and ``/proc/net``. Readable by every account.

It tells what joins the machine to a network and where the default route goes, but neither whether
the internet answers nor how a Wi-Fi network is protected. Formats: the kernel's
``Documentation/ABI/testing/sysfs-class-net``; route flags are those of ``linux/route.h``.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing
from peerkit.model.facts import Link

FOLDER = "/sys/class/net"
ROUTES = "/proc/net/route"
ROUTES_6 = "/proc/net/ipv6_route"
_UP, _REJECT = 0x1, 0x200
_ETHERNET = "1"
# The kernel's dev_valid_name: at most 15 bytes, no slash, no colon, no blank.
_NAME = re.compile(r"[^/:\s]{1,15}")


def interfaces(machine: Machine) -> tuple[str, ...]:
    """Names of all interfaces. Raises ``CouldNotLook``, also when not even the loopback is listed."""
    names = machine.folder(FOLDER)
    if not names or not all(_NAME.fullmatch(name) for name in names):
        raise Garbled(f"{FOLDER} does not list network interfaces")
    return names


def kind(machine: Machine, name: str) -> Link:
    """What an interface is; ``OTHER`` for tunnels, bridges and all that has no hardware of its own."""
    try:
        entries = machine.folder(f"{FOLDER}/{name}")
    except Missing:
        return Link.OTHER  # A plain file such as bonding_masters, or an interface that just went.
    if "phy80211" in entries or "wireless" in entries:
        return Link.WIFI
    if "DEVTYPE=wwan" in _field(machine, name, "uevent").splitlines():
        return Link.MOBILE
    hardware = "device" in entries and _field(machine, name, "type") == _ETHERNET
    return Link.CABLE if hardware else Link.OTHER


def joined(machine: Machine, name: str) -> bool:
    """Whether the link is up: the plug is in, or a Wi-Fi network is joined."""
    return _field(machine, name, "operstate") == "up"


def joined_links(machine: Machine) -> tuple[tuple[Link, str], ...]:
    """The links with hardware that are up: cable, then Wi-Fi, then mobile."""
    kinds = ((kind(machine, name), name) for name in interfaces(machine))
    found = [(link, name) for link, name in kinds if link is not Link.OTHER and joined(machine, name)]
    return tuple(sorted(found, key=lambda pair: list(Link).index(pair[0])))


def default_route(machine: Machine) -> str | None:
    """The interface of the default route, IPv4 before IPv6, least metric first; None without one."""
    lines = machine.text(ROUTES).splitlines()
    if not lines or not lines[0].startswith("Iface"):
        raise Garbled(f"{ROUTES} is not a table of routes")
    return _least(filter(None, map(_route, lines[1:]))) or _default_route_6(machine)


def _default_route_6(machine: Machine) -> str | None:
    try:
        lines = machine.text(ROUTES_6).splitlines()
    except Missing:
        return None  # IPv6 is switched off.
    return _least(filter(None, map(_route_6, lines)))


def _route(line: str) -> tuple[int, str] | None:
    try:
        name, target, _, flags, _, _, metric, mask = line.split()[:8]
        whole = int(target, 16) == 0 and int(mask, 16) == 0
        return (int(metric), name) if whole and int(flags, 16) & (_UP | _REJECT) == _UP else None
    except ValueError:
        raise Garbled(f"{ROUTES} holds a line that is not a route") from None


def _route_6(line: str) -> tuple[int, str] | None:
    try:
        target, length, _, _, _, metric, _, _, flags, name = line.split()
        whole = int(target, 16) == 0 and int(length, 16) == 0 and name != "lo"
        return (int(metric, 16), name) if whole and int(flags, 16) & (_UP | _REJECT) == _UP else None
    except ValueError:
        raise Garbled(f"{ROUTES_6} holds a line that is not a route") from None


def _least(routes: filter[tuple[int, str]]) -> str | None:
    return min(routes, default=(0, None))[1]


def _field(machine: Machine, name: str, attribute: str) -> str:
    """One attribute; empty where the driver does not tell it."""
    try:
        return machine.text(f"{FOLDER}/{name}/{attribute}").strip()
    except CouldNotLook:
        return ""
