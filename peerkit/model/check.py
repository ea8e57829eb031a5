"""Checks: a rule, why it matters, what to do about it, and where the rule comes from."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import get_type_hints

from peerkit.model.facts import Fact
from peerkit.model.finding import Severity, Verdict
from peerkit.model.reference import Reference

__all__ = ["OS", "Check", "Family", "Reference", "Rule", "check"]


class OS(Enum):
    """The operating systems PeerKit asks."""

    LINUX = "linux"
    MACOS = "macos"
    WINDOWS = "windows"


class Family(Enum):
    """What a check is about; ``SESSION`` checks belong to a call about to start, not to an audit."""

    DEVICE = "device"
    WIFI = "wifi"
    PASSWORDS = "passwords"
    SESSION = "session"


Rule = Callable[..., "Verdict | Iterable[Verdict]"]


@dataclass(frozen=True)
class Check:
    """One question to a machine. ``needs`` are the facts the rule names as its parameters."""

    id: str
    title: str
    why: str
    family: Family
    severity: Severity
    remedy: Mapping[OS, tuple[str, ...]]
    references: tuple[Reference, ...]
    needs: Mapping[str, type[Fact]]
    rule: Rule

    def __call__(self, *facts: Fact) -> Verdict | Iterable[Verdict]:
        """Judge facts given as literals, the way tests do."""
        return self.rule(*facts)


def check(
    *,
    title: str,
    family: Family,
    severity: Severity,
    remedy: Mapping[OS, tuple[str, ...]],
    references: tuple[Reference, ...],
) -> Callable[[Rule], Check]:
    """Make a check of a rule: its name is the id, its docstring the reason, its parameters the facts it needs."""

    def make(rule: Rule) -> Check:
        hints = get_type_hints(rule)
        hints.pop("return", None)
        return Check(
            id=rule.__name__.replace("_", "-"),
            title=title,
            why=inspect.cleandoc(rule.__doc__ or ""),
            family=family,
            severity=severity,
            remedy=MappingProxyType(dict(remedy)),
            references=references,
            needs=MappingProxyType(hints),
            rule=rule,
        )

    return make
