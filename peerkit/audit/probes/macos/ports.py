"""Ports that wait for others, from ``netstat -an``, which every account may ask: netstat(1).

macOS writes an address and its port with a dot between them, ``*`` for all addresses, and for UDP no
state at all: a socket bound to no one in particular waits.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Listener, ListeningPorts

_LINE = re.compile(r"(tcp|udp)[46]{0,2}\s+\d+\s+\d+\s+(\S+)\.(\d{1,5}|\*)\s+(\S+)\.(\d{1,5}|\*)(?:\s+(\S+))?(?:\s.*)?")
_LOOPBACK = re.compile(r"127\.[0-9.]+|::1|localhost|(?:::ffff:)?127\..*|fe80::1%lo0")


def parse_sockets(text: str, protocol: str) -> tuple[Listener, ...]:
    """The sockets that wait on an address others can reach. Raises ``Garbled``."""
    head, _, rest = text.partition("\n")
    if "Active" not in head or "Internet" not in head:
        raise Garbled("the program netstat gave no list of sockets in the form known")
    found = set()
    for line in rest.split("\n"):
        match = _LINE.fullmatch(line.rstrip())
        if match is None or match[1] != protocol or match[3] == "*":
            continue
        _, local, port, _, remote_port, state = match.groups()
        waits = state == "LISTEN" if protocol == "tcp" else remote_port == "*"
        if waits and int(port) < 65536 and not _LOOPBACK.fullmatch(local):
            found.add(Listener(int(port), protocol, local))
    return tuple(sorted(found))


def read_listening_ports(machine: Machine) -> ListeningPorts:
    """Every port that waits beyond this Mac. Raises ``CouldNotLook``."""
    found: list[Listener] = []
    for protocol in ("tcp", "udp"):
        output = machine.run("netstat", "-an", "-p", protocol)
        found += parse_sockets(output.stdout, protocol)
    found.sort()
    seen = ", ".join(f"{one.port}/{one.protocol} on {one.address}" for one in found) or "none beyond loopback"
    return ListeningPorts(listeners=tuple(found), evidence=(Evidence(seen, "netstat -an"),))


READERS: dict[type[Fact], Reader] = {ListeningPorts: read_listening_ports}
