"""What is shared, by the ports that servers of files and printers wait at (IANA's list of services).

The settings of such servers are many; a port that waits is there in all of them. A shared internet connection is not
told by a port, for virtual machines have one of their own too.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.ports import read_listening_ports
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_remote import Sharing

# NetBIOS, SMB, AFP, NFS; IPP.
_PORTS = {139: "files", 445: "files", 548: "files", 2049: "files", 631: "a printer"}


def read_sharing(machine: Machine) -> Sharing:
    """Files and printers. Raises ``CouldNotLook``."""
    waiting = sorted({one.port for one in read_listening_ports(machine).listeners if one.protocol == "tcp"})
    found = [port for port in waiting if port in _PORTS]
    seen = (
        f"waits at: {', '.join(map(str, found)) or 'none of'} {'' if found else ', '.join(map(str, _PORTS))}".rstrip()
    )
    things = tuple(dict.fromkeys(_PORTS[port] for port in found))
    return Sharing(things=things, looked_for=("files", "a printer"), evidence=(Evidence(seen, "/proc/net/tcp"),))


READERS: dict[type[Fact], Reader] = {Sharing: read_sharing}
