"""The link in use and whether the internet works: NetworkManager over D-Bus, else the kernel's files.

PeerKit never goes online. "It works" is said only when NetworkManager's own connectivity check is
set up, switched on, and reports full access; with the check off NetworkManager guesses, and a
guess is ``UNTESTED``.
"""

from __future__ import annotations

from dataclasses import replace

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import links, networkmanager
from peerkit.audit.probes.linux.properties import Properties
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.model.facts import Evidence, Fact, Internet, Link, Network, Unknown
from peerkit.model.private import printable

# NMConnectivityState; 0 is "not checked".
_CONNECTIVITY = {1: Internet.NONE, 2: Internet.SIGN_IN_PAGE, 3: Internet.LIMITED, 4: Internet.WORKS}
_NO_LINK = Network(link=Link.NONE, interface="", internet=Internet.NONE)


def read_network(machine: Machine) -> Network | Unknown:
    """Ask NetworkManager; ask the kernel where there is none, or where it manages nothing that is connected."""
    try:
        found = _from_networkmanager(machine)
    except CouldNotLook as reason:
        return _from_files_alone(machine, reason)
    if found is not None:
        return found
    said = Evidence("no device is connected", networkmanager.SOURCE)
    try:
        found = _from_files(machine)
    except CouldNotLook:
        found = _NO_LINK
    return replace(found, evidence=(said, *found.evidence))


def _from_networkmanager(machine: Machine) -> Network | None:
    daemon = networkmanager.manager(machine)
    device = networkmanager.carrying(machine, daemon)
    if device is None:
        return None
    internet, checked = _internet(daemon)
    seen = f"{printable(device.interface, 40)} ({device.link.value}), {checked}"
    return Network(
        link=device.link,
        interface=device.interface,
        internet=internet,
        evidence=(Evidence(seen, networkmanager.SOURCE),),
    )


def _internet(daemon: Properties) -> tuple[Internet, str]:
    told = _CONNECTIVITY.get(daemon.number("Connectivity"), Internet.UNTESTED)
    if daemon.on("ConnectivityCheckAvailable") and daemon.on("ConnectivityCheckEnabled"):
        return told, f"its connectivity check says {daemon.number('Connectivity')} ({told.value})"
    # Only a check can find a sign-in page; the other answers are guesses while it is off.
    told = told if told is Internet.SIGN_IN_PAGE else Internet.UNTESTED
    return told, f"its connectivity check is off ({told.value})"


def _from_files_alone(machine: Machine, reason: CouldNotLook) -> Network | Unknown:
    try:
        return _from_files(machine)
    except CouldNotLook as files:
        tried = f"Neither NetworkManager nor the kernel told how this computer is connected ({reason}; {files})."
        return Unknown(tried, "Look at the network sign on your screen.")


def _from_files(machine: Machine) -> Network:
    joined = links.joined_links(machine)
    route = links.default_route(machine)
    if route is None and not joined:
        seen = Evidence("no default route, and no link is up", f"{links.FOLDER} and {links.ROUTES}")
        return Network(link=Link.NONE, interface="", internet=Internet.NONE, evidence=(seen,))
    if route is None:
        link, name = joined[0]
        return _found(link, name, Internet.LIMITED, "no default route")
    link = links.kind(machine, route)
    if link is Link.OTHER and joined:
        # A tunnel: what matters is the link it rides on.
        link, name = joined[0]
        return _found(link, name, Internet.UNTESTED, f"default route over {printable(route, 40)}")
    return _found(link, route, Internet.UNTESTED, "default route")


def _found(link: Link, name: str, internet: Internet, route: str) -> Network:
    seen = f"{printable(name, 40)} ({link.value}), {route}"
    source = f"{links.FOLDER} and {links.ROUTES}"
    return Network(link=link, interface=name, internet=internet, evidence=(Evidence(seen, source),))


READERS: dict[type[Fact], Reader] = {Network: read_network}
