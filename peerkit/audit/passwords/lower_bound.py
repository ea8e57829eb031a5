"""The fewest guesses zxcvbn could come to, without asking it: settles most random passwords in a tenth of its time.

zxcvbn cuts a password into n parts and takes the cheapest cut: n! times the product of the parts' guesses, plus
10,000 to the n - 1. A part it recognises costs 50 guesses or more when it is not the whole, k characters it does not
recognise cost 10 to the k (its scoring.py). Of 16 characters or more, let no recognised part be longer than a third:
then four parts cost 10^12, and three or fewer leave so many characters unrecognised that it is above 10^10, its
highest score. So it is enough to know that no long part is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

SHORTEST = 16
# Every repetition of six characters or more holds one of these. Dates are runs of digits, or digits between marks.
_NOT_SETTLED = re.compile(r"(.{3,})\1|(..)\2\2|(.)\3{5}|\d{6}|\d([\s/\\_.-])\d{1,2}\4\d")
_PRINTABLE = re.compile(r"[ -~]+")

Part = Mapping[str, Any]


def longest_part(length: int) -> int:
    """Parts of at most so many characters leave a password of this length (16 or more) above 10^10 guesses."""
    return (length - 1) // 3


class LowerBound:
    """Knows the words and patterns a scorer recognises.

    ``words`` are its lists, ``lookalikes`` the signs it takes for each letter, ``patterns`` its other ways to
    recognise parts, each giving mappings with the places ``i`` and ``j`` of the first and last character.
    """

    def __init__(
        self,
        words: Iterable[Iterable[str]],
        lookalikes: Mapping[str, Sequence[str]],
        patterns: Sequence[Callable[[str], list[Part]]],
    ) -> None:
        self._table = str.maketrans(_families(lookalikes))
        self._patterns = patterns
        everything = "\n".join(word for one in words for word in one)
        self._words = frozenset(everything.translate(self._table).split("\n"))

    def proves_strong(self, password: str, personal: Iterable[str] = ()) -> bool:
        """Whether no long part can be recognised; False says nothing."""
        if len(password) < SHORTEST or not _PRINTABLE.fullmatch(password) or _NOT_SETTLED.search(password):
            return False
        most = longest_part(len(password))
        plain = password.lower().translate(self._table)
        own = {word.lower().translate(self._table) for word in personal if len(word) > most}
        for text in (plain, plain[::-1]):
            if any(word in text for word in own) or not self._words.isdisjoint(_longer_parts(text, most)):
                return False
        return all(part["j"] - part["i"] < most for find in self._patterns for part in find(password))


def _longer_parts(text: str, most: int) -> Iterable[str]:
    size = len(text)
    return (text[start:end] for start in range(size - most) for end in range(start + most + 1, size + 1))


def _families(lookalikes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Each sign to one that stands for all it could be confused with, over any number of steps."""
    head: dict[str, str] = {}
    for letter, signs in lookalikes.items():
        together = {head.get(sign, sign) for sign in (letter, *signs)}
        first = min(together)
        head.update(dict.fromkeys((letter, *signs), first))
        head.update({sign: first for sign, old in head.items() if old in together})
    return head
