"""Whether a firewall keeps strangers out of this machine.

Best source first: Windows' own object ``HNetCfg.FwPolicy2``, which says what holds in effect (Microsoft:
INetFwPolicy2), then the registry, where a policy outdoes what was chosen. A firewall of another maker takes the place
of Windows' own; Windows Security says so (``WscGetSecurityProviderHealth``, 0 is good).
"""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine
from peerkit.audit.probes.windows.asking import Told, as_told, first_number, subject, texts, told
from peerkit.audit.probes.windows.ports import waiting
from peerkit.audit.probes.windows.services import service
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Firewall, Inbound
from peerkit.model.private import printable

_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall"
_CHOSEN = r"HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
# NET_FW_PROFILE_TYPE2 and the keys of each in policy and choice.
_PROFILES = {
    1: ("work (domain)", ("DomainProfile",), "DomainProfile"),
    2: ("private", ("PrivateProfile", "StandardProfile"), "StandardProfile"),
    4: ("public", ("PublicProfile",), "PublicProfile"),
}
_ALLOW, _GOOD = 1, 0
_OWN = "Windows Defender"
_MORE = "What it lets in stands under Windows Security, Firewall & network protection, Allow an app."


@dataclass(frozen=True)
class _Rules:
    """For which kinds of network it is on and denies; which kinds are in use now; None where that is not known."""

    guarded: frozenset[int]
    in_use: int | None
    openings: tuple[str, ...] | None
    source: str


def _in_effect(machine: Machine) -> _Rules:
    reply = as_told(subject(machine, "firewall"), "Windows' firewall")
    profiles = reply.values.get("profiles")
    told = [as_told(one, "Windows' firewall") for one in (profiles if isinstance(profiles, list) else [])]
    if {one.number("type") for one in told} != set(_PROFILES):
        raise Garbled("Windows' firewall does not tell of all three kinds of network")
    guarded = frozenset(one.number("type") for one in told if _denies(one))
    openings = tuple(dict.fromkeys(printable(name, 60) for name in texts(reply.values.get("rules"))))
    return _Rules(guarded, reply.number("in_use") or None, openings, "HNetCfg.FwPolicy2")


def _denies(profile: Told) -> bool:
    return profile.flag("on") and profile.number("inbound") != _ALLOW


def _by_registry(machine: Machine) -> _Rules:
    guarded = set()
    for kind, (_, by_policy, chosen) in _PROFILES.items():
        keys = (*(rf"{_POLICY}\{key}" for key in by_policy), rf"{_CHOSEN}\{chosen}")
        on, inbound = (first_number(machine, name, *keys) for name in ("EnableFirewall", "DefaultInboundAction"))
        if on is None:
            raise CouldNotLook("the registry does not say whether the firewall is on")
        # Here 0 lets in and 1 keeps out, the other way round than in the object above (MS-GPFAS).
        if on == 1 and inbound != 0:
            guarded.add(kind)
    return _Rules(frozenset(guarded), None, None, "the registry")


def read_firewall(machine: Machine) -> Firewall:
    """What is in effect on the networks in use; elsewhere a gap is an opening. Raises ``CouldNotLook``."""
    try:
        rules = _in_effect(machine)
    except CouldNotLook:
        rules = _by_registry(machine)
    in_use = [kind for kind in _PROFILES if rules.in_use is None or rules.in_use & kind]
    runs = service(machine, "MpsSvc")
    closed = runs is not False and all(kind in rules.guarded for kind in in_use)
    gaps = tuple(f"everyone on {_PROFILES[kind][0]} networks" for kind in _PROFILES if kind not in rules.guarded)
    seen = "; ".join(f"{word} {'on' if kind in rules.guarded else 'off'}" for kind, (word, *_) in _PROFILES.items())
    evidence = [Evidence(f"{seen}{'' if runs is not False else '; its service does not run'}", rules.source)]
    name, openings = _OWN, rules.openings
    if not closed and _another_is_good(machine):
        name, closed, openings, gaps = "of another maker", True, (), ()
        evidence.append(Evidence("a firewall is in good health", "WscGetSecurityProviderHealth"))
    inbound = Inbound.DENIED if closed else Inbound.ALLOWED
    all_openings = None if openings is None and not gaps else (*gaps, *(openings or ()))
    return Firewall(
        name=name, more=_MORE, ipv4=inbound, ipv6=inbound, openings=all_openings, reachable=_reachable(machine),
        evidence=tuple(evidence),
    )  # fmt: skip


def _another_is_good(machine: Machine) -> bool:
    try:
        return told(machine, "security-health").number("firewall") == _GOOD
    except CouldNotLook:
        return False


def _reachable(machine: Machine) -> int | None:
    try:
        return sum(one.protocol == "tcp" for one in waiting(machine))
    except CouldNotLook:
        return None


READERS: dict[type[Fact], Reader] = {Firewall: read_firewall}
