"""Ports that wait for others, from the kernel's tables of sockets, which every account may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Listener, ListeningPorts

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_TABLES = ("tcp", "tcp6", "udp", "udp6")
_LINE = re.compile(r"\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]+):([0-9A-F]{4}) ([0-9A-F]{2}) .*")
# A TCP socket that listens; a UDP socket bound to no one in particular (include/net/tcp_states.h).
_WAITS = {"tcp": "0A", "udp": "07"}


def parse_sockets(text: str, protocol: str) -> tuple[Listener, ...]:
    """The sockets of one table that wait on an address others can reach. Raises ``Garbled``."""
    head, _, rest = text.partition("\n")
    if "local_address" not in head:
        raise Garbled(f"the kernel's table of {protocol} sockets is not in the form known")
    found = []
    for line in filter(None, rest.split("\n")):
        match = _LINE.fullmatch(line)
        if match is None:
            raise Garbled(f"the kernel's table of {protocol} sockets has a line that cannot be understood")
        local, port, _, remote_port, state = match.groups()
        if state != _WAITS[protocol] or int(remote_port, 16):
            continue
        address = _address(local)
        if not _loopback(address):
            found.append(Listener(int(port, 16), protocol, str(address)))
    return tuple(found)


def _address(text: str) -> IPv4Address | IPv6Address:
    """The kernel prints addresses as 32-bit words in the machine's own order, least byte first on a laptop."""
    from ipaddress import IPv4Address, IPv6Address

    raw = b"".join(bytes.fromhex(text[at : at + 8])[::-1] for at in range(0, len(text), 8))
    return IPv4Address(raw) if len(raw) == 4 else IPv6Address(raw)


def _loopback(address: IPv4Address | IPv6Address) -> bool:
    inner = getattr(address, "ipv4_mapped", None)
    return bool((inner or address).is_loopback)


def read_listening_ports(machine: Machine) -> ListeningPorts:
    """Every port that waits beyond this machine. Raises ``CouldNotLook``."""
    found: set[Listener] = set()
    tables = []
    for table in _TABLES:
        try:
            text = machine.text(f"/proc/net/{table}")
        except Missing:
            continue  # no IPv6 in this kernel
        found |= set(parse_sockets(text, table.removesuffix("6")))
        tables.append(table)
    if "tcp" not in tables:
        raise Missing("only a running system shows which ports wait", "Run PeerKit on the running machine.")
    seen = ", ".join(f"{one.port}/{one.protocol} on {one.address}" for one in sorted(found)) or "none beyond loopback"
    evidence = Evidence(seen, ", ".join(f"/proc/net/{table}" for table in tables))
    return ListeningPorts(listeners=tuple(sorted(found)), evidence=(evidence,))


READERS: dict[type[Fact], Reader] = {ListeningPorts: read_listening_ports}
