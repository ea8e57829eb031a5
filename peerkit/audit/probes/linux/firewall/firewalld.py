"""firewalld, over D-Bus: its zones, and what each one lets in.

Any account is told the name of the default zone; what is in a zone only root is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine
from peerkit.model.facts import Evidence
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.private import printable

T = TypeVar("T")
_SERVICE, _PATH = "org.fedoraproject.FirewallD1", "/org/fedoraproject/FirewallD1"
# What the zones firewalld ships for a laptop let in from the start.
_SHIPPED = {"dhcpv6-client", "ssh", "mdns", "samba-client", "ipp-client"}
# Bridges of containers and virtual machines: a zone on these alone is not open to the network.
_INSIDE = re.compile(r"(?:docker|virbr|br-|veth|podman|cni|vnet|lxc|lxd)\S*|lo")


def firewalld(machine: Machine) -> Firewall:
    """firewalld's answer. Raises ``CouldNotLook``: ``Missing`` when it does not run."""
    default = _ask(machine, "", "getDefaultZone", str)
    zones = {default}
    try:
        active = _ask(machine, ".zone", "getActiveZones", dict)
        zones |= {str(name) for name, bound in active.items() if _faces_outside(bound)}
        found = [(name, _settings(machine, name)) for name in sorted(zones)]
    except CouldNotLook:
        return _by_name(default)
    let_in = any(settings.get("target") == "ACCEPT" for _, settings in found)
    openings = tuple(dict.fromkeys(text for _, settings in found for text in _openings(settings)))
    state = Inbound.ALLOWED if let_in else Inbound.DENIED
    seen = ", ".join(f"{printable(name, 40)} (target {printable(str(s.get('target')), 20)})" for name, s in found)
    evidence = Evidence(f"zones in use: {seen}", "firewalld over D-Bus")
    return Firewall(name="firewalld", ipv4=state, ipv6=state, openings=openings, evidence=(evidence,))


def _by_name(zone: str) -> Firewall:
    """What the name of the default zone tells: ``trusted`` lets everything in, by definition."""
    state = Inbound.ALLOWED if zone == "trusted" else Inbound.DENIED
    evidence = Evidence(f"default zone: {printable(zone, 40)}", "firewalld over D-Bus")
    return Firewall(name="firewalld", ipv4=state, ipv6=state, openings=None, evidence=(evidence,))


def _ask(machine: Machine, part: str, member: str, kind: type[T], *arguments: str) -> T:
    call = BusCall("system", _SERVICE, _PATH, _SERVICE + part, member, "s" * len(arguments), arguments)
    reply = machine.call(call)
    if len(reply) != 1 or not isinstance(reply[0], kind):
        raise Garbled("firewalld answered in a form that cannot be understood")
    return reply[0]


def _faces_outside(bound: Any) -> bool:
    names = bound.get("interfaces", ()) if isinstance(bound, dict) else ()
    return any(not _INSIDE.fullmatch(str(name)) for name in names)


def _settings(machine: Machine, zone: str) -> dict[str, Any]:
    settings: dict[str, Any] = _ask(machine, ".zone", "getZoneSettings2", dict, zone)
    if "target" not in settings:
        raise Garbled("firewalld described a zone in a form that cannot be understood")
    return settings | {"ports": _ask(machine, ".zone", "getPorts", list, zone)}


def _openings(settings: Mapping[str, Any]) -> list[str]:
    services = [str(name) for name in settings.get("services", ()) if name not in _SHIPPED]
    ports = ["/".join(map(str, pair)) for pair in settings.get("ports", ())]
    rules = [str(rule) for rule in settings.get("rules_str", ()) if str(rule).endswith(" accept")]
    return [printable(text, 60) for text in (*services, *ports, *rules)]
