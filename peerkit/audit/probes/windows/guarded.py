"""Which of the ports that wait Windows' own firewall keeps shut on the networks in use.

Windows' firewall denies what no rule lets in, and parts of Windows wait on every machine (Microsoft: Windows Firewall
rules, "inbound connections are blocked unless they match a rule"; Service overview and network port requirements).
A port counts as shut only where that is sure: the firewall is on and denies, its service runs, no rule of an
organisation's policy is in force, which its list of rules may leave out, and no rule in the list can mean the port.
"""

from __future__ import annotations

from collections.abc import Callable

from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing
from peerkit.audit.probes.windows.asking import Told, as_told, registry, subject, texts
from peerkit.audit.probes.windows.services import service
from peerkit.model.facts_system import Listener

_BY_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules"
_SOURCE = "Windows' firewall"
_BLOCK = 0  # NET_FW_ACTION_BLOCK
_PROTOCOLS = {"6": ("tcp",), "17": ("udp",), "256": ("tcp", "udp")}
# Words that stand for ports (Microsoft: INetFwRule.LocalPorts). What is not named here may mean any port.
_WORDS = {"rpc-epmap": range(135, 136), "rpc": range(49152, 65536), "mdns": range(5353, 5354), "iphttps": range(0)}
_ALL = range(65536)
# A program not of Windows may wait on any port that is not Windows' own: RPC, file sharing, and the first dynamic
# ones, which Windows' services take when they start (from memory).
_NOT_OF_WINDOWS = (*range(135), *range(140, 445), *range(446, 49664), *range(49680, 65536))
# The script stops there: what comes after is not known.
MOST_RULES = 400


def shut(machine: Machine) -> Callable[[Listener], bool]:
    """Whether a port is kept shut; where anything of it is not sure, none is."""
    try:
        reply = as_told(subject(machine, "firewall"), _SOURCE)
        rules = tuple(texts(reply.values.get("allowed", 0)))
        if not _denies(reply) or service(machine, "MpsSvc") is not True or _by_policy(machine):
            return _open
    except CouldNotLook:
        return _open
    if not isinstance(reply.values.get("allowed"), list) or len(rules) >= MOST_RULES:
        return _open
    meant = {protocol: frozenset(_meant(rules, protocol)) for protocol in ("tcp", "udp")}
    return lambda listener: listener.port not in meant[listener.protocol]


def _open(_listener: Listener) -> bool:
    return False


def _denies(reply: Told) -> bool:
    in_use, profiles = reply.number("in_use"), reply.values.get("profiles")
    told = [as_told(one, _SOURCE) for one in (profiles if isinstance(profiles, list) else [])]
    guarded = sum({one.number("type") for one in told if one.flag("on") and one.number("inbound") == _BLOCK})
    return in_use > 0 and in_use & guarded == in_use


def _by_policy(machine: Machine) -> bool:
    try:
        registry(machine, _BY_POLICY)
    except Missing:
        return False
    return True


def _meant(rules: tuple[str, ...], protocol: str) -> set[int]:
    """Every port of a protocol that a rule can mean."""
    found: set[int] = set()
    for rule in rules:
        number, _, rest = rule.partition("|")
        ports, _, whose = rest.partition("|")
        if protocol not in _PROTOCOLS.get(number, ("tcp", "udp") if not number.isdigit() else ()):
            continue
        if ports.strip() in ("", "*"):
            # A rule for a program of Windows lets in what that program does; Windows comes with many of these.
            found |= {"windows": set(), "own": set(_NOT_OF_WINDOWS)}.get(whose, set(_ALL))
        else:
            found |= {port for word in ports.split(",") for port in _ports(word.strip().lower())}
    return found


def _ports(word: str) -> range:
    first, _, last = word.partition("-")
    if first.isdecimal() and (last or first).isdecimal() and len(word) < 12:
        return range(int(first), min(int(last or first), 65535) + 1)
    return _WORDS.get(word, _ALL)
