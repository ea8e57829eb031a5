"""The adapters of a Mac, and what ``ipconfig getsummary`` says of one: networksetup(8), ipconfig(8).

The summary holds the answer of the network's DHCP server as it came, which whoever runs the network
writes: lines in it may look like any other. Only the last run of lines with two spaces before them,
above the brace that ends it all, is of macOS's own making. A name of a network may hold a line break, so
a key that stands there twice makes the whole summary worthless.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.model.facts import Link

_PORT = re.compile(r"Hardware Port: ([^\n]+)\nDevice: ([a-z]{2,12}[0-9]{1,3})\n")
_OWN = re.compile(r"  ([A-Za-z0-9]+) : (.*)")
_DEVICE = re.compile(r"en[0-9]{1,3}")
_MOST = 8
HIDDEN = "<redacted>"


@dataclass(frozen=True)
class Port:
    """An adapter: macOS's name for its kind, and its device such as ``en0``."""

    kind: str
    device: str

    @property
    def link(self) -> Link:
        """What it joins the Mac to, by its kind."""
        if re.search(r"wi-?fi|airport|wlan", self.kind, re.IGNORECASE):
            return Link.WIFI
        return Link.MOBILE if re.search(r"iphone|ipad|bluetooth|modem|wwan", self.kind, re.IGNORECASE) else Link.CABLE


@dataclass(frozen=True)
class Summary:
    """What macOS says of one adapter. ``ssid`` is empty where macOS keeps the name to itself."""

    wifi: bool
    active: bool
    ssid: str = ""
    security: str = ""


def ports(machine: Machine) -> tuple[Port, ...]:
    """The adapters with a device ``enN``, at most a handful. Raises ``CouldNotLook``."""
    output = machine.run("networksetup", "-listallhardwareports")
    found = [Port(kind, device) for kind, device in _PORT.findall(output.stdout) if _DEVICE.fullmatch(device)]
    if not found:
        raise Garbled("the program networksetup lists no adapter")
    return tuple(found[:_MOST])


def own_lines(text: str) -> list[tuple[str, str]]:
    """The keys and values at the end of a summary, which nobody but macOS writes."""
    lines = text.rstrip("\n").split("\n")
    found: list[tuple[str, str]] = []
    if lines and lines[-1] == "}":
        for line in reversed(lines[:-1]):
            match = _OWN.fullmatch(line)
            if match is None:
                break
            found.append((match[1], match[2]))
    return found[::-1]


def summary(machine: Machine, device: str) -> Summary:
    """What macOS says of an adapter. Raises ``CouldNotLook``."""
    return parse_summary(machine.run("ipconfig", "getsummary", device).stdout)


def parse_summary(text: str) -> Summary:
    """Read a summary. Raises ``Garbled`` where a line may not be macOS's own."""
    lines = own_lines(text)
    told = dict(lines)
    if len(told) != len(lines) or "InterfaceType" not in told:
        raise Garbled("the program ipconfig does not tell in a form that can be trusted what the adapter is joined to")
    ssid = told.get("SSID", "")
    return Summary(
        wifi=told["InterfaceType"] == "WiFi",
        active=told.get("LinkStatusActive") == "TRUE",
        ssid="" if ssid == HIDDEN else ssid,
        security=told.get("Security", ""),
    )
