"""The link that carries the traffic, and what Windows itself says of the internet.

From the WinRT class NetworkInformation: the level 3 is internet, 2 a sign-in page or another hindrance, 1 this network
only, 0 none (Microsoft: NetworkConnectivityLevel); the kind of adapter is a number of IANA's.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.windows.asking import as_told, subject
from peerkit.model.facts import Evidence, Fact, Internet, Link, Network
from peerkit.model.private import printable

_LEVELS = {0: Internet.NONE, 1: Internet.LIMITED, 2: Internet.SIGN_IN_PAGE, 3: Internet.WORKS}
# ianaiftype-mib: ethernetCsmacd, ieee80211, wwanPP, wwanPP2.
_KINDS = {6: Link.CABLE, 71: Link.WIFI, 243: Link.MOBILE, 244: Link.MOBILE}
_SOURCE = "NetworkInformation"


def read_network(machine: Machine) -> Network:
    """The connection Windows prefers for the internet. Raises ``CouldNotLook``."""
    told = as_told(subject(machine, "network"), _SOURCE)
    level = told.number("level")
    if level not in _LEVELS:
        raise Garbled("Windows told of the internet in a way PeerKit does not know")
    if told.values.get("kind") is None:
        evidence = (Evidence("no connection", _SOURCE),)
        return Network(link=Link.NONE, interface="", internet=Internet.NONE, evidence=evidence)
    kind = told.number("kind")
    link = _KINDS.get(kind, Link.OTHER)
    evidence = (Evidence(f"{link.value} (kind {kind}), level {level}", _SOURCE),)
    name = told.values.get("adapter")
    interface = printable(name, 60) if isinstance(name, str) else ""
    return Network(link=link, interface=interface, internet=_LEVELS[level], evidence=evidence)


READERS: dict[type[Fact], Reader] = {Network: read_network}
