"""How many guesses a password takes: the one place that asks zxcvbn, and only when a password is at hand.

The scale is zxcvbn's own: score 4, ten thousand million guesses, is "strong protection from offline
slow-hash scenario" (its README).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from math import log10, prod
from typing import Any

from peerkit.audit.passwords.lower_bound import LowerBound
from peerkit.audit.passwords.quick_lookup import in_one_list
from peerkit.model.facts_passwords import Weakness

# zxcvbn refuses more than this (its MAX_LENGTH, to bound the time it takes).
LONGEST = 72
# A start that is strong by itself needs no further look: four times sooner for a sentence, and a crafted
# password that would take seconds as a whole is settled by its first half.
STARTS = (16, 32)
STRONGEST = 4
MOST_MAGNITUDE = 30
# zxcvbn tries the password anew for every way to undo its look-alike signs, and each try looks at every part.
# This many parts take about half a second; a real password has a few thousand.
MOST_WORK = 600_000
_NAMES = ("female_names", "male_names", "surnames")
_SHORTEST_WORD = 3
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Estimate:
    """How a password stands up to guessing: zxcvbn's score, about 10 to the ``magnitude`` guesses, and why so few.

    A score of None says that it was too complex to score quickly. ``guesses`` is the logarithm to base 10.
    """

    score: int | None
    guesses: float = field(default=0.0, repr=False)
    weaknesses: tuple[Weakness, ...] = ()

    @property
    def magnitude(self) -> int | None:
        """The power of ten, cut off at 30; None where it was not scored."""
        return None if self.score is None else min(MOST_MAGNITUDE, int(self.guesses))


TOO_COMPLEX = Estimate(None)


def score(password: str, personal: Sequence[str] = ()) -> int:
    """From 0 (too guessable) to 4 (very hard to guess); ``personal`` are words close to the owner.

    Of a long password the start is judged first: what follows can only make it harder to guess.
    """
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # it ships no types

    words = [word for word in personal if word]
    starts = dict.fromkeys(password[:end] for end in (*STARTS, LONGEST))
    if next(_scored) >= _MANY and any(_bound().proves_strong(start, words) for start in starts):
        return STRONGEST
    found = 0
    for length in (*STARTS, LONGEST):
        found = int(zxcvbn(password[:length], user_inputs=words)["score"])
        if found == STRONGEST or len(password) <= length:
            break
    return found


# Making the bound takes as long as scoring some ten passwords.
_MANY = 10
_scored = count()


@cache
def _bound() -> LowerBound:
    from zxcvbn.matching import (  # type: ignore[import-untyped]
        L33T_TABLE,
        RANKED_DICTIONARIES,
        sequence_match,
        spatial_match,
    )

    lists = [words for name, words in RANKED_DICTIONARIES.items() if name != "user_inputs"]
    return LowerBound(lists, L33T_TABLE, (sequence_match, spatial_match))


def estimate(password: str, personal: Sequence[str] = ()) -> Estimate:
    """Score a password whole, up to its first 72 characters; the work is counted beforehand, so it is never slow.

    The same password gets the same answer on every machine, however busy.
    """
    from zxcvbn import zxcvbn

    seen = password[:LONGEST]
    if (settled := without_scoring(seen, personal)) is not None:
        return settled
    found = zxcvbn(seen, user_inputs=[word for word in personal if word])
    grade = int(found["score"])
    weak = () if grade == STRONGEST else tuple(w for w in Weakness if w in _weaknesses(seen, found["sequence"]))
    return Estimate(grade, float(found["guesses_log10"]), weak)


def without_scoring(password: str, personal: Sequence[str] = ()) -> Estimate | None:
    """What needs no engine: nothing at all, what would take one too long, a chain of words. Else None."""
    if not password:
        return Estimate(0)
    return TOO_COMPLEX if work(password) > MOST_WORK else of_words(password, personal)


def work(password: str) -> int:
    """How many parts of it zxcvbn would look up, at most: ways to undo look-alikes times the square of the length."""
    from zxcvbn.matching import L33T_TABLE

    signs = set(password)
    ways = prod(max(1, len(signs.intersection(alike))) for alike in L33T_TABLE.values())
    return int(ways) * len(password) ** 2


def of_words(password: str, personal: Sequence[str] = ()) -> Estimate | None:
    """Settle passwords that are words and nothing else, the slowest of all: strong ones, for which zxcvbn's score is
    known to be its highest without asking it; None for all else.

    ``guesses`` takes each word, or seven letters run together, for one of the 2,000 most common words.
    """
    if _CHAIN.fullmatch(password) and _is_apart(password, personal):
        return Estimate(STRONGEST, _PER_WORD * (len(_MARK.findall(password)) + 1))
    if _LETTERS.fullmatch(password) and _bound().proves_strong(password, personal):
        return Estimate(STRONGEST, max(_PROVEN, _PER_WORD * len(password) / _LETTERS_A_WORD))
    return None


def _is_apart(password: str, personal: Sequence[str]) -> bool:
    """Whether no part that zxcvbn recognises lies across one of the marks between four or more words.

    Then it scores them 4, by its own arithmetic: a sequence of n parts costs at least 10,000 to the n - 1 guesses,
    and three parts or fewer leave nine letters or more to be tried one by one.
    """
    if _TWICE.search(password):
        return False
    from zxcvbn.matching import spatial_match

    lowered = password.lower()
    turned = lowered[::-1]
    joined = (*_with_marks(), *(word.lower() for word in personal if _MARK.search(word)))
    if any(word in lowered or word in turned for word in joined):
        return False
    walks = spatial_match(password) if _KEY_BESIDE.search(lowered) else []
    return not any(_MARK.search(str(walk["token"])) for walk in walks)


_LETTERS = re.compile(r"[A-Za-z .-]{24,}")
_LETTERS_A_WORD = 7
# What lower_bound.py proves: four parts cost ten to the twelve.
_PROVEN = 12.0
_CHAIN = re.compile(r"[A-Za-z]{3,}(?:[ .-][A-Za-z]{3,}){3,}")
_MARK = re.compile(r"[ .-]")
_TWICE = re.compile(r"([A-Za-z]*[ .-][A-Za-z]*)\1")
# The letters beside the keys of hyphen and dot, on the two keyboards zxcvbn knows.
_KEY_BESIDE = re.compile(r"[psz]-|-[psz]|[leop]\.|\.[leop]")
_PER_WORD = log10(2000)


@cache
def _with_marks() -> tuple[str, ...]:
    from zxcvbn.matching import RANKED_DICTIONARIES

    lists = [words for name, words in RANKED_DICTIONARIES.items() if name != "user_inputs"]
    return tuple(word for words in lists for word in words if _MARK.search(word))


def most_used() -> Mapping[str, int]:
    """The passwords of zxcvbn's own list, all in lower case, with their ranks: 1 is used most."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    ranks: Mapping[str, int] = RANKED_DICTIONARIES["passwords"]
    return ranks


@contextmanager
def quickened() -> Iterator[None]:
    """Score many passwords sooner: meanwhile, zxcvbn looks words up in all of its lists at once."""
    from zxcvbn import matching

    before = matching.dictionary_match
    find = in_one_list(matching.RANKED_DICTIONARIES)

    def dictionary_match(password: str, _ranked_dictionaries: Any = matching.RANKED_DICTIONARIES) -> Any:
        return find(password, _ranked_dictionaries)

    matching.dictionary_match = dictionary_match
    try:
        yield
    finally:
        matching.dictionary_match = before


def forget() -> None:
    """Empty what zxcvbn keeps of the last words about the owner."""
    from zxcvbn.matching import RANKED_DICTIONARIES

    RANKED_DICTIONARIES.pop("user_inputs", None)


def _weaknesses(password: str, parts: Iterable[Mapping[str, Any]]) -> set[Weakness]:
    parts = list(parts)
    found: set[Weakness] = set()
    words = 0
    years = YEAR.findall(password)
    for part in parts:
        if part["pattern"] != "dictionary" and any(part["token"] in year for year in years):
            found.add(Weakness.YEAR)
        elif part["pattern"] == "repeat":
            found |= {Weakness.REPEATED} | _of_base(part)
        elif part["pattern"] == "dictionary":
            found |= _of_word(part, password)
            words += part["dictionary_name"] not in _NAMES and len(part["token"]) >= _SHORTEST_WORD
        else:
            found |= _PATTERNS.get(part["pattern"], set())
    if words > 1:
        found = found - {Weakness.COMMON_WITH_MORE} | {Weakness.COMMON_WORDS}
    elif words and not found & {Weakness.COMMON_PASSWORD, Weakness.COMMON_WITH_MORE}:
        found.add(Weakness.ONE_WORD)
    if years and Weakness.DATE not in found:
        found.add(Weakness.YEAR)
    return found or {_FEW}


_FEW = Weakness.FEW_CHARACTERS
_PATTERNS = {
    "spatial": {Weakness.KEYBOARD},
    "sequence": {Weakness.SEQUENCE},
    "regex": {Weakness.YEAR},
    "date": {Weakness.DATE},
}


def _of_base(part: Mapping[str, Any]) -> set[Weakness]:
    base = _weaknesses(part["base_token"], part["base_matches"]) - {_FEW}
    if Weakness.COMMON_PASSWORD in base:
        base = base - {Weakness.COMMON_PASSWORD} | {Weakness.COMMON_WITH_MORE}
    return base


def _of_word(part: Mapping[str, Any], password: str) -> set[Weakness]:
    found = {Weakness.LOOKALIKES} if part["l33t"] else set()
    if part["reversed"]:
        found.add(Weakness.BACKWARDS)
    if part["dictionary_name"] in _NAMES:
        found.add(Weakness.NAME)
    elif part["dictionary_name"] == "passwords" and len(part["token"]) * 2 >= len(password):
        whole = len(part["token"]) == len(password)
        found.add(Weakness.COMMON_PASSWORD if whole else Weakness.COMMON_WITH_MORE)
    return found
