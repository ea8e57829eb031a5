"""What becomes of an unasked-for packet, whichever tool wrote the rules down.

A rule with a condition may let something through; what counts is what happens to a packet that
meets none of them. That is the first rule without a condition, or else the chain's policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from peerkit.model.facts_system import Inbound


class Fate(Enum):
    """What a rule does with a packet."""

    DROP = "drop"
    ACCEPT = "accept"
    RETURN = "return"
    JUMP = "jump"
    GOTO = "goto"


@dataclass(frozen=True)
class Rule:
    """A rule without a condition; ``target`` is the chain it goes on in."""

    fate: Fate
    target: str = ""


@dataclass
class Chain:
    """A chain's policy, where it is one the kernel starts in, and its rules without a condition."""

    policy: Fate | None = None
    rules: list[Rule] = field(default_factory=list)


Chains = Mapping[str, Chain]


def denies(chains: Chains, name: str) -> bool:
    """Whether a packet that meets no condition is dropped by this chain."""
    return (_end(chains, name, {}) or chains[name].policy) is Fate.DROP


def _end(chains: Chains, name: str, known: dict[str, Fate | None]) -> Fate | None:
    """Where a packet ends in a chain; None when it falls out at its end."""
    if name not in known:
        known[name] = None  # a chain that leads back to itself ends nowhere
        known[name] = _walk(chains, name, known)
    return known[name]


def _walk(chains: Chains, name: str, known: dict[str, Fate | None]) -> Fate | None:
    for rule in chains[name].rules if name in chains else ():
        if rule.fate in (Fate.DROP, Fate.ACCEPT):
            return rule.fate
        if rule.fate is Fate.RETURN:
            return None
        end = _end(chains, rule.target, known)
        if end or rule.fate is Fate.GOTO:
            return end
    return None


def inbound(chains: Chains, starts: Iterable[str]) -> Inbound:
    """A packet must get past every chain it starts in, so one that drops is enough."""
    return Inbound.DENIED if any(denies(chains, name) for name in starts) else Inbound.ALLOWED
