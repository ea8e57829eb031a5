"""Checklists and their items: plain data, the same for shipped and for an organisation's own lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from peerkit.model.condition import ALWAYS, Applies, Condition
from peerkit.model.reference import Reference


class ItemSeverity(Enum):
    """What a *no* does: ``MUST`` blocks, ``SHOULD`` warns, ``NICE`` is only noted."""

    MUST = "must"
    SHOULD = "should"
    NICE = "nice"


@dataclass(frozen=True)
class Item:
    """One statement to answer with yes or no; yes is always the good answer.

    ``checks`` are ids of checks the machine answers it with; ``from_platform`` asks the platform
    data. ``must_if`` lifts the severity to ``MUST`` where it is true. ``tells`` is a condition
    the answer settles: yes or no make it true, "does not apply" makes it false.
    """

    id: str
    statement: str
    why: str
    fix: str
    severity: ItemSeverity
    applies: Applies = ALWAYS
    must_if: Applies | None = None
    tells: Condition | None = None
    checks: tuple[str, ...] = ()
    from_platform: bool = False
    practices: tuple[str, ...] = ()
    beyond_seeds: bool = False
    source: Reference | None = None

    @property
    def by_machine(self) -> bool:
        """Whether PeerKit tries to answer before it asks."""
        return bool(self.checks) or self.from_platform


@dataclass(frozen=True)
class Section:
    """Items that belong together, in walking order."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """A named list. ``reviewed_on`` is the ISO date its content was last read against its sources."""

    name: str
    title: str
    audience: str
    when: str
    reviewed_on: str
    sections: tuple[Section, ...]
    extends: str = ""

    @property
    def items(self) -> Iterator[Item]:
        """All items in order."""
        return (item for section in self.sections for item in section.items)
