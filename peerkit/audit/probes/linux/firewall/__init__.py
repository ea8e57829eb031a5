"""Whether a firewall keeps strangers out: firewalld, ufw, or the kernel's own rules.

A service manager that calls a firewall "enabled" says nothing about its rules (Debian's own
nftables.conf lets everything in), so it is not asked.
"""

from __future__ import annotations

from dataclasses import replace

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import ports
from peerkit.audit.probes.linux.firewall import ufw
from peerkit.audit.probes.linux.firewall.firewalld import firewalld
from peerkit.audit.probes.linux.firewall.iptables import parse_rules
from peerkit.audit.probes.linux.firewall.nftables import parse_ruleset
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, Refused
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import Firewall, Inbound

_SUDO = "Run again with sudo: only root may see the rules."


def read_firewall(machine: Machine) -> Firewall | Unknown:
    """What keeps strangers out, by the best source that answers."""
    root = _is_root(machine)
    tried: list[CouldNotLook] = []
    ufw_off = False
    for look in (firewalld, _ufw_as_root if root else _ufw_by_files, _rules):
        try:
            found = look(machine)
        except CouldNotLook as reason:
            tried.append(reason)
            continue
        if found:
            return _completed(machine, found)
        ufw_off = True
    if root and ufw_off and isinstance(tried[-1], Missing):
        # No tool that could have set rules is here, ufw's own included.
        return _completed(machine, _both("ufw", Inbound.ALLOWED, Evidence("Status: inactive", "ufw status verbose")))
    reasons = [reason.unknown.reason for reason in tried if not isinstance(reason, Missing)]
    reasons += ["ufw is switched off, but other rules may be set"] if ufw_off else []
    what = "; ".join(reasons) or "neither firewalld, ufw, nft nor iptables answered"
    return Unknown(f"PeerKit could not see the rules of the firewall ({what}).", "" if root else _SUDO)


def _is_root(machine: Machine) -> bool:
    try:
        return machine.whoami()[0] == 0
    except CouldNotLook:
        return False


def _both(name: str, state: Inbound, evidence: Evidence, openings: tuple[str, ...] | None = ()) -> Firewall:
    return Firewall(name=name, ipv4=state, ipv6=state, openings=openings, evidence=(evidence,))


def _ufw_as_root(machine: Machine) -> Firewall | None:
    """ufw's own answer; None when it is switched off. Raises ``CouldNotLook``."""
    output = machine.run("ufw", "status", "verbose")
    if output.exit != 0:
        raise Garbled(f"ufw could not tell its state (it ended with {output.exit})")
    status = ufw.parse_status(output.stdout)
    if status.inbound is None:
        return None
    seen = f"Status: active, incoming {status.inbound.value}, {len(status.openings)} ports let in"
    return _both("ufw", status.inbound, Evidence(seen, "ufw status verbose"), status.openings)


def _ufw_by_files(machine: Machine) -> Firewall | None:
    """What ufw's settings say it does at every start; None when it is switched off. Raises ``CouldNotLook``."""
    inbound = ufw.parse_settings(machine.text(ufw.CONF), machine.text(ufw.DEFAULTS))
    if inbound is None:
        return None
    evidence = Evidence(f"ENABLED=yes, incoming {inbound.value}", f"{ufw.CONF} and {ufw.DEFAULTS}")
    return _both("ufw", inbound, evidence, openings=None)


def _rules(machine: Machine) -> Firewall:
    """The rules in the kernel, whoever set them. Raises ``CouldNotLook``."""
    try:
        output = machine.run("nft", "-j", "list", "ruleset")
    except Missing:
        return _iptables(machine, "iptables-save", "ip6tables-save")
    if output.exit != 0:
        raise Refused("nft did not show its rules", _SUDO)
    ipv4, ipv6 = parse_ruleset(output.stdout)
    seen = Evidence(f"IPv4 {ipv4.value}, IPv6 {ipv6.value}", "nft -j list ruleset")
    found = Firewall(name="nftables", ipv4=ipv4, ipv6=ipv6, evidence=(seen,))
    return _with_legacy(machine, found)


def _iptables(machine: Machine, *commands: str) -> Firewall:
    states = []
    for command in commands:
        output = machine.run(command)
        if output.exit != 0:
            raise Refused(f"{command} did not show its rules", _SUDO)
        # Without a single rule there is nothing to print.
        states.append(parse_rules(output.stdout) if output.stdout.strip() else Inbound.ALLOWED)
    seen = Evidence(f"IPv4 {states[0].value}, IPv6 {states[1].value}", " and ".join(commands))
    return Firewall(name="iptables", ipv4=states[0], ipv6=states[1], evidence=(seen,))


def _with_legacy(machine: Machine, found: Firewall) -> Firewall:
    """The older kernel tables, which nft does not show. They are asked only where the kernel has them already."""
    try:
        if not any(machine.text(f"/proc/net/{kind}_tables_names").strip() for kind in ("ip", "ip6")):
            return found
        legacy = _iptables(machine, "iptables-legacy-save", "ip6tables-legacy-save")
    except CouldNotLook:
        return found
    denied = [
        Inbound.DENIED if Inbound.DENIED in pair else Inbound.ALLOWED
        for pair in ((found.ipv4, legacy.ipv4), (found.ipv6, legacy.ipv6))
    ]
    return replace(found, ipv4=denied[0], ipv6=denied[1], evidence=found.evidence + legacy.evidence)


def _completed(machine: Machine, found: Firewall) -> Firewall:
    """With what depends on no firewall: whether IPv6 is used at all, and how many services could be reached."""
    try:
        reachable = len(ports.read_listening_ports(machine).listeners)
    except CouldNotLook:
        reachable = None
    if found.ipv6 is Inbound.ALLOWED and _no_ipv6(machine):
        evidence = Evidence("IPv6 is switched off", "/proc/sys/net/ipv6/conf/all/disable_ipv6")
        found = replace(found, ipv6=Inbound.UNUSED, evidence=(*found.evidence, evidence))
    return replace(found, reachable=reachable)


def _no_ipv6(machine: Machine) -> bool:
    try:
        return machine.text("/proc/sys/net/ipv6/conf/all/disable_ipv6").strip() == "1"
    except CouldNotLook:
        return False


READERS: dict[type[Fact], Reader] = {Firewall: read_firewall}
