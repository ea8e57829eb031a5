"""Checklists and their items: plain data, the same for shipped and for an organisation's own lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from peerkit.model.condition import ALWAYS, Applies, Condition
from peerkit.model.function import Function
from peerkit.model.reference import Reference


class ItemSeverity(Enum):
    """What a *no* does: ``MUST`` blocks, ``SHOULD`` warns, ``NICE`` is only noted."""

    MUST = "must"
    SHOULD = "should"
    NICE = "nice"


class WiderQuestion(Enum):
    """What no single criterion answers: the programme's list of apps, its signed BAAs, room for all for long enough."""

    APPROVED = "approved"
    SIGNED = "signed"
    LIMITS = "limits"


@dataclass(frozen=True)
class PlatformFact:
    """A single fact about the platform that answers an item.

    ``asks`` is a wider question, or the id of a criterion: its values in ``yes`` and ``no`` settle the item, and any
    other leaves it to the person.
    """

    asks: str | WiderQuestion
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Item:
    """One statement to answer with yes or no; yes is always the good answer.

    ``checks`` are ids of checks the machine answers it with; ``from_platform`` asks the platform
    data for its whole verdict, ``platform_fact`` for one fact. ``must_if`` lifts the severity to
    ``MUST`` where it is true. ``tells`` is a condition the answer settles: yes or no make it true,
    "does not apply" makes it false.
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
    platform_fact: PlatformFact | None = None
    practices: tuple[str, ...] = ()
    beyond_seeds: bool = False
    source: Reference | None = None

    @property
    def by_machine(self) -> bool:
        """Whether PeerKit tries to answer before it asks."""
        return bool(self.checks) or self.from_platform or self.platform_fact is not None


@dataclass(frozen=True)
class Section:
    """Items that belong together, in walking order."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Checklist:
    """A named list. ``reviewed_on`` is the ISO date its content was last read against its sources.

    ``before_call``: it is walked right before a session. ``function`` and ``holds`` are what a run takes for granted
    where nobody says otherwise. ``private``: a run is kept only where the person asks for it. ``shareable`` is the
    neutral file name of a sheet for the one being supported, empty where the list is not for handing out. ``parts`` are
    the lists a pathway was put together from.
    """

    name: str
    title: str
    audience: str
    when: str
    reviewed_on: str
    sections: tuple[Section, ...]
    extends: str = ""
    function: Function | None = None
    holds: tuple[Condition, ...] = ()
    before_call: bool = False
    private: bool = False
    shareable: str = ""
    parts: tuple[str, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """All items in order."""
        return (item for section in self.sections for item in section.items)
