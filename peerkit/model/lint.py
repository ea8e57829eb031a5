"""What is amiss with the wording of a checklist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """An ``ERROR`` makes a list mislead or leaves a gap in it; a ``WARNING`` is worth a second look."""

    ERROR = "error"
    WARNING = "warning"


class LintRule(Enum):
    """What a checklist is looked over for. The value is the rule's id."""

    BLANK = "blank"
    NO_IS_GOOD = "no-is-good"
    TWO_NEGATIVES = "two-negatives"
    SAID_TWICE = "said-twice"
    TWO_IN_ONE = "two-in-one"
    HARD_WORDS = "hard-words"
    OUR_WORDS = "our-words"
    CAPITALS = "capitals"

    @property
    def level(self) -> Level:
        """How much weight it has."""
        errors = (LintRule.BLANK, LintRule.NO_IS_GOOD, LintRule.TWO_NEGATIVES, LintRule.SAID_TWICE)
        return Level.ERROR if self in errors else Level.WARNING


@dataclass(frozen=True)
class Flaw:
    """One thing amiss: the line it stands on, the item's id and the part of it, and a message with advice."""

    line: int
    rule: LintRule
    item: str
    part: str
    message: str


@dataclass(frozen=True)
class LintedFile:
    """A checklist file that was looked over: its path as it was given, how many items, and what is amiss."""

    file: str
    items: int
    flaws: tuple[Flaw, ...]
