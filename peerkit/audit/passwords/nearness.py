"""Which passwords are equal or nearly so: groups of places in a list, never the passwords.

Two passwords are near where one becomes the other by what people do to "change" a password: other capital letters,
look-alike signs, another number inside, numbers or signs at either end, or one character put in, left out or
replaced. Groups are chains: each member is near to at least one other. No two passwords are compared without need:
they meet under keys, so the time grows with their number and their length only. The bars that keep strangers apart
are our own, tried on random passwords and passphrases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from peerkit.audit.passwords.secret import Secret

# One member of each family of signs stands for all of it.
_FAMILIES = {"o": "0", "i": "1l!|", "a": "4@", "e": "3€", "s": "5$", "t": "7+", "b": "8", "g": "96", "z": "2"}
_LOOKALIKES = str.maketrans({sign: head for head, signs in _FAMILIES.items() for sign in signs})
# Nobody types a password longer than this from memory: one changed character is not looked for.
LONGEST_EDITED = 64
SHORTEST_EDITED = 6
# Nor does anyone count up the end of a longer one; to look for it takes the square of its length.
_LONGEST_CHANGED = 256
_SHORTEST_CORE = 4
_FEWEST_LETTERS = 3
# A date and a sign after a name of five letters.
_ENDS_BEYOND_CORE = 4
_SHORTEST_AROUND = 5
_MOST_NUMBERS = 2
_MOST_NUMERALS = 8
_END = (re.compile(r"\A[\W_]+|[\W_]+\Z"), re.compile(r"\A\d+|\d+\Z"), re.compile(r"\A[\W\d_]+|[\W\d_]+\Z"))
_NUMBER = re.compile(r"\d+")


class Likeness(Enum):
    """How passwords of a group differ; ``value`` ends the sentence "They differ only in ..."."""

    CASE = "capital letters"
    LOOKALIKES = "look-alike signs, such as 0 for o"
    ONE_CHARACTER = "one character"
    ENDS = "numbers or signs at the start or the end"
    NUMBERS = "the numbers in them"


@dataclass(frozen=True)
class Group:
    """Places in the list that was given, counted from 0, and the ways of change that link them."""

    places: tuple[int, ...]
    ways: frozenset[Likeness] = frozenset()


def equal_groups(secrets: Sequence[Secret]) -> list[Group]:
    """Places of equal passwords, the largest group first. Empty ones belong to none."""
    chains = _Chains(len(secrets))
    for places in _places(secrets).values():
        for place in places[1:]:
            chains.link(places[0], place)
    return chains.groups()


def near_groups(secrets: Sequence[Secret]) -> list[Group]:
    """Places of nearly equal passwords, the largest group first; each group holds at least two different ones.

    Equal passwords stand in the same group. Empty ones belong to none.
    """
    chains, found = _Chains(len(secrets)), _places(secrets)
    folded = {places[0]: _folded(text) for text, places in found.items()}
    for way, keys in _KEYS.items():
        met: dict[str, int] = {}
        for place, text in folded.items():
            for key in keys(text):
                chains.link(met.setdefault(key, place), place, way)
    for one, other in _one_character_apart(folded):
        chains.link(one, other, Likeness.ONE_CHARACTER)
    groups = chains.groups()
    alike = {places[0]: places for places in found.values()}
    whole = [Group(tuple(sorted(p for first in group.places for p in alike[first])), group.ways) for group in groups]
    return sorted(whole, key=_largest_first)


def _places(secrets: Sequence[Secret]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, secret in enumerate(secrets):
        if secret:
            found.setdefault(secret.reveal(), []).append(place)
    return found


def _largest_first(group: Group) -> tuple[int, int]:
    return -len(group.places), group.places[0]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _same_letters(text: str) -> Iterator[str]:
    yield text


def _same_look(text: str) -> Iterator[str]:
    if _is_core(text):
        yield text.translate(_LOOKALIKES)


def _same_core(text: str) -> Iterator[str]:
    """The text, and what is left of it without signs, numbers or both at its ends."""
    yield from _same_look(text)
    if len(text) > _LONGEST_CHANGED:
        return
    for end in _END:
        core = end.sub("", text)
        if core != text and _is_core(core) and len(text) - len(core) <= len(core) + _ENDS_BEYOND_CORE:
            yield core.translate(_LOOKALIKES)


def _same_around(text: str) -> Iterator[str]:
    """What is left of the text without its numbers."""
    if len(text) > _LONGEST_CHANGED:
        return
    numbers = _NUMBER.findall(text)
    rest = _NUMBER.sub("", text)
    little = len(numbers) <= _MOST_NUMBERS and len(text) - len(rest) <= _MOST_NUMERALS
    if little and len(rest) >= _SHORTEST_AROUND and _letters(rest) >= _FEWEST_LETTERS:
        yield rest


_KEYS: dict[Likeness, Callable[[str], Iterator[str]]] = {
    Likeness.CASE: _same_letters,
    Likeness.LOOKALIKES: _same_look,
    Likeness.ENDS: _same_core,
    Likeness.NUMBERS: _same_around,
}


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_core(text: str) -> bool:
    """Whether enough of it is letters to tell one person's habit from chance."""
    letters = _letters(text)
    return len(text) >= _SHORTEST_CORE and letters >= _FEWEST_LETTERS and letters * 2 >= len(text)


def _one_character_apart(folded: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs of places that link all texts with one character more, less or replaced.

    Each text leaves its hash once for each character left out: texts that meet there differ in that one at most.
    """
    apt = {text: place for place, text in folded.items() if SHORTEST_EDITED <= len(text) <= LONGEST_EDITED}
    met: dict[int, str] = {}
    for text, place in apt.items():
        for gap in range(len(text)):
            rest = text[:gap] + text[gap + 1 :]
            if rest in apt:
                yield apt[rest], place
            other = met.setdefault(hash((gap, rest)), text)
            if other is not text and other[:gap] == text[:gap] and other[gap + 1 :] == text[gap + 1 :]:
                yield apt[other], place


class _Chains:
    """Places that are linked, directly or over others (a disjoint-set forest)."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))
        self._ways: dict[int, set[Likeness]] = {}

    def _top(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def link(self, one: int, other: int, way: Likeness | None = None) -> None:
        """Link two places; ``way`` is kept where nothing linked them before."""
        low, high = sorted((self._top(one), self._top(other)))
        if low == high:
            return
        self._above[high] = low
        ways = self._ways.pop(high, set()) | ({way} if way else set())
        self._ways.setdefault(low, set()).update(ways)

    def groups(self) -> list[Group]:
        """All chains of two places or more."""
        found: dict[int, list[int]] = {}
        for place in range(len(self._above)):
            found.setdefault(self._top(place), []).append(place)
        chains = [Group(tuple(p), frozenset(self._ways.get(top, ()))) for top, p in found.items() if len(p) > 1]
        return sorted(chains, key=_largest_first)
