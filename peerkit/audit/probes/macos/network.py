"""The link that carries the traffic: the route of default (route(8)) and the adapter it leads over.

macOS tests for sign-in pages by itself, but tells no program what it found: whether the internet
works is "untested" here. PeerKit never goes online to ask.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.macos import hardware
from peerkit.model.facts import Evidence, Fact, Internet, Link, Network

_INTERFACE = re.compile(r"^\s*interface: ([a-z]{1,12}[0-9]{1,4})$", re.MULTILINE)
_NO_ROUTE = "not in table"
_TUNNEL = re.compile(r"(?:utun|ipsec|ppp|tun|tap)[0-9]+")


def read_network(machine: Machine) -> Network:
    """The link of the way out; of a tunnel, the link below it. Raises ``CouldNotLook``."""
    interface = _way_out(machine)
    ports = hardware.ports(machine)
    if interface and not _TUNNEL.fullmatch(interface):
        link = next((port.link for port in ports if port.device == interface), Link.OTHER)
        return _network(_seen_as(machine, interface, link), interface, Internet.UNTESTED, f"default over {interface}")
    joined = [port for port in ports if _active(machine, port.device)]
    if not joined:
        told = f"default over {interface}" if interface else "no default, and no adapter has a link"
        link = Link.OTHER if interface else Link.NONE
        return _network(link, interface, Internet.UNTESTED if interface else Internet.NONE, told)
    port = joined[0]
    link = _seen_as(machine, port.device, port.link)
    if interface:
        told = f"default over the tunnel {interface}, below it {port.device}"
        return _network(link, port.device, Internet.UNTESTED, told)
    return _network(link, port.device, Internet.LIMITED, f"no default, but {port.device} has a link")


def _network(link: Link, interface: str, internet: Internet, seen: str) -> Network:
    evidence = (Evidence(seen, "route -n get default, networksetup"),)
    return Network(link=link, interface=interface, internet=internet, evidence=evidence)


def _way_out(machine: Machine) -> str:
    """The interface of the default route, of IPv4 before IPv6; empty where there is none."""
    refused = 0
    for family in ("-inet", "-inet6"):
        output = machine.run("route", "-n", "get", family, "default")
        found = _INTERFACE.search(output.stdout)
        if found:
            return found[1]
        refused += _NO_ROUTE in output.stderr + output.stdout
    if not refused:
        raise Garbled("the program route does not tell in words PeerKit knows which way the traffic takes")
    return ""


def _active(machine: Machine, device: str) -> bool:
    try:
        return hardware.summary(machine, device).active
    except CouldNotLook:
        return False


def _seen_as(machine: Machine, device: str, link: Link) -> Link:
    """Wi-Fi where the adapter says so itself: its port may be named in another language."""
    if link is not Link.CABLE:
        return link
    try:
        return Link.WIFI if hardware.summary(machine, device).wifi else link
    except CouldNotLook:
        return link


READERS: dict[type[Fact], Reader] = {Network: read_network}
