"""Ports that wait for others, as .NET's IPGlobalProperties lists them: every account may ask, and no text is read."""

from __future__ import annotations

import re
from dataclasses import replace

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.windows.asking import as_told, subject, texts
from peerkit.audit.probes.windows.guarded import shut
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Listener, ListeningPorts

_ENDPOINT = re.compile(r"\[?([0-9A-Fa-f:.]+)(?:%\d+)?\]?:(\d{1,5})")


def waiting(machine: Machine) -> tuple[Listener, ...]:
    """Every port that waits beyond this machine. Raises ``CouldNotLook``."""
    reply = as_told(subject(machine, "ports"), "Windows")
    if "tcp" not in reply.values:
        raise Garbled("Windows did not list the ports that wait")
    found = (_listener(word, protocol) for protocol in ("tcp", "udp") for word in texts(reply.values.get(protocol)))
    return tuple(sorted({one for one in found if one is not None}))


def _listener(word: str, protocol: str) -> Listener | None:
    """The port; None where it waits for this machine alone. Raises ``Garbled``."""
    from ipaddress import ip_address

    found = _ENDPOINT.fullmatch(word)
    if found is None or int(found[2]) > 65535:
        raise Garbled("Windows listed a port in a form that cannot be understood")
    try:
        address = ip_address(found[1])
    except ValueError:
        raise Garbled("Windows listed a port on an address that is none") from None
    inner = getattr(address, "ipv4_mapped", None) or address
    return None if inner.is_loopback else Listener(int(found[2]), protocol, str(address))


def read_listening_ports(machine: Machine) -> ListeningPorts:
    """The ports, each with the address it waits on. Raises ``CouldNotLook``."""
    kept = shut(machine)
    found = tuple(replace(one, shut=kept(one)) for one in waiting(machine))
    seen = ", ".join(f"{one.port}/{one.protocol} on {one.address}" for one in found) or "none beyond loopback"
    return ListeningPorts(listeners=found, evidence=(Evidence(seen, "IPGlobalProperties"),))


READERS: dict[type[Fact], Reader] = {ListeningPorts: read_listening_ports}
