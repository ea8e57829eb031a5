"""macOS's application firewall, from two sources that must agree.

``system_profiler SPFirewallDataType`` answers any account on 13 to 26; the file ``com.apple.alf.plist`` is
gone since 15. ``socketfilterfw`` answers any account too, but on 15 not reliably: it alone is believed
only where the report has no answer. The firewall judges programs, so IPv4 and IPv6 alike. Programs that
are signed are let in when they ask to listen, as Apple makes it, and are not counted as openings.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.macos import profiler
from peerkit.audit.probes.macos.ports import read_listening_ports
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import Firewall, Inbound

_KIND = "SPFirewallDataType"
_STATES = {"limit_connections": Inbound.DENIED, "block_all": Inbound.DENIED, "allow_all": Inbound.ALLOWED}
_NUMBERS = {"0": Inbound.ALLOWED, "1": Inbound.DENIED, "2": Inbound.DENIED}
_NUMBER = re.compile(r"State = ([012])\)")
_LOOK = "Look in System Settings, Network, Firewall."


def read_firewall(machine: Machine) -> Firewall | Unknown:
    """Whether it is on. Where the two sources disagree it is not known."""
    answers = [answer for answer in (_by_report(machine), _by_tool(machine)) if answer]
    evidence = tuple(seen for _, seen in answers)
    states = {state for state, _ in answers}
    if not states:
        return Unknown("No program of macOS tells whether the firewall is on.", _LOOK)
    if len(states) > 1:
        return Unknown("Two programs of macOS do not agree on whether the firewall is on.", _LOOK)
    state = states.pop()
    reachable = None if state is Inbound.DENIED else _reachable(machine)
    return Firewall(name="of macOS", ipv4=state, ipv6=state, reachable=reachable, evidence=evidence)


def _by_report(machine: Machine) -> tuple[Inbound, Evidence] | None:
    try:
        entries = profiler.report(machine, _KIND)
    except CouldNotLook:
        return None
    for entry in entries:
        word = profiler.text(entry, "spfirewall_globalstate").removeprefix("spfirewall_globalstate_")
        if word in _STATES:
            return _STATES[word], Evidence(word, f"system_profiler {_KIND}")
    return None


def _by_tool(machine: Machine) -> tuple[Inbound, Evidence] | None:
    try:
        output = machine.run("socketfilterfw", "--getglobalstate")
    except CouldNotLook:
        return None
    found = _NUMBER.search(output.stdout)
    return (_NUMBERS[found[1]], Evidence(f"State = {found[1]}", "socketfilterfw --getglobalstate")) if found else None


def _reachable(machine: Machine) -> int | None:
    try:
        return len({(one.port, one.protocol) for one in read_listening_ports(machine).listeners})
    except CouldNotLook:
        return None


READERS: dict[type[Fact], Reader] = {Firewall: read_firewall}
