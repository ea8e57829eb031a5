"""Which passwords are nearly the same: groups of places in a list, never the passwords."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from peerkit.audit.passwords.secret import Secret


class Likeness(Enum):
    """How passwords of a group differ; ``value`` ends the sentence "They differ only in ..."."""

    CASE = "capital letters"
    LOOKALIKES = "look-alike signs, such as 0 for o"
    ENDS = "numbers or signs at the start or the end"
    DIGITS = "the numbers in them"
    ONE_CHARACTER = "one character"


@dataclass(frozen=True)
class Group:
    """Places in the list that was given, counted from 0, and every way in which they differ."""

    places: tuple[int, ...]
    ways: frozenset[Likeness] = frozenset()


def equal_groups(secrets: Sequence[Secret]) -> list[Group]:
    """Places of equal passwords, the largest group first. Empty ones belong to none."""
    raise NotImplementedError(secrets)


def near_groups(secrets: Sequence[Secret]) -> list[Group]:
    """Places of nearly equal passwords, the largest group first; each holds at least two different ones."""
    raise NotImplementedError(secrets)
