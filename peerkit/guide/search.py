"""Finds the page that answers a question, offline and with the standard library alone.

Words are counted as in Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
2009) with weights by field, and a question that comes close to one whole title or wording counts more. What the
search knows of a language (words that say nothing, endings, words that mean the same) stands in its ``search.yaml``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.guide.loader import FOLDER
from peerkit.model.guide import Answer, Found, Guide, Page, Shelf

# Weights of the fields, and what BM25 calls k1 and b (its usual values).
_TITLE, _ALSO, _TOPIC, _TEXT = 3.0, 2.0, 1.0, 1.0
_K1, _B = 1.2, 0.75
# A page that answers comes before one that only explains a word, unless the question is that short.
_SHELF = {Shelf.WORDS: 0.7, Shelf.LINKS: 0.8, Shelf.MODALITIES: 0.8}
_LONGEST = 300
_SURE, _CLOSE = 0.5, 0.2
# A single digit says nothing: "Skill 3" must not answer "at 3".
_WORD = re.compile(r"[^\W_]{2,}|[^\W\d_]")


class Lexicon(NamedTuple):
    """What the search knows of a language.

    ``same`` maps a stem to the one that stands for it. ``defining`` are the words people put around one they ask the
    meaning of, such as *what does ... mean*.
    """

    rewrite: Mapping[str, str]
    stop: frozenset[str]
    endings: tuple[str, ...]
    same: Mapping[str, str]
    danger: tuple[str, ...]
    defining: frozenset[str] = frozenset()

    def names(self, question: str) -> frozenset[str]:
        """What a question may be as the name of a page: the whole of it, or what somebody asks the meaning of."""
        words = _bare(question).split()
        return frozenset({" ".join(words), " ".join(word for word in words if word not in self.defining)}) - {""}

    def stems(self, text: str) -> list[str]:
        """The words of a text that say something, cut to their stems."""
        return [self.same.get(stem, stem) for stem in self._plain(text)]

    def _plain(self, text: str) -> list[str]:
        words = _WORD.findall(_rewritten(_folded(text), self.rewrite).replace("'", ""))
        return [stem(word, self.endings) for word in words if word not in self.stop]

    def speaks_of_danger(self, text: str) -> bool:
        """Whether a text holds words of danger to life."""
        padded = f" {' '.join(_WORD.findall(_folded(text)))} "
        return any(f" {word} " in padded for word in self.danger)


@cache
def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its ending; ``endings`` longest first. At least three letters stay."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word


def _rewritten(text: str, rewrite: Mapping[str, str]) -> str:
    return _any_of(tuple(rewrite)).sub(lambda found: rewrite[found[0]], text) if rewrite else text


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of these words or phrases, the longest that fits."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``BadData``."""
    return read_shipped(FOLDER / language / "search.yaml", _lexicon)


def _lexicon(value: Value) -> Lexicon:
    record = value.record(("schema", "rewrite", "stop", "endings", "same", "danger", "defining"))
    record["schema"].choice({"peerkit.guide-search/1": None})
    endings = tuple(sorted(record["endings"].each(_word), key=len, reverse=True))
    same: dict[str, str] = {}
    for line in record["same"].each(_words):
        first, *others = (stem(word, endings) for word in line.split())
        same |= dict.fromkeys(others, first)
    return Lexicon(
        rewrite={_folded(said): word for said, word in record["rewrite"].each_named(lambda _, v: _word(v)).items()},
        stop=frozenset(word for line in record["stop"].each(_words) for word in line.split()),
        endings=endings,
        same=same,
        danger=record["danger"].each(_words),
        defining=frozenset(_words(record["defining"]).split()),
    )


def _word(value: Value) -> str:
    return _folded(value.word())


def _words(value: Value) -> str:
    return _folded(value.text())


class _Counted(NamedTuple):
    """A page as the search sees it: how often each stem, weighted by field; and each wording as a set of stems
    and, letter for letter, as a name."""

    page: Page
    counts: Mapping[str, float]
    length: float
    wordings: tuple[frozenset[str], ...]
    names: frozenset[str]


class Index:
    """The pages of a guide, counted once, then asked."""

    def __init__(self, guide: Guide, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._pages = [self._counted(page) for page in guide.pages.values()]
        self._mean = sum(page.length for page in self._pages) / max(1, len(self._pages))
        spread = Counter(word for page in self._pages for word in page.counts)
        total = len(self._pages)
        self._rare = {word: math.log(1 + (total - many + 0.5) / (many + 0.5)) for word, many in spread.items()}

    def ask(self, question: str, most: int = 3) -> Answer:
        """The pages that fit a question best, up to ``most``; none where nothing comes close."""
        question = question[:_LONGEST]
        names = self._lexicon.names(question)
        asked = list(dict.fromkeys(self._known(self._lexicon.stems(question))))
        known = [word for word in asked if word in self._rare]
        danger = self._lexicon.speaks_of_danger(question)
        ranked = sorted(
            ((not names.isdisjoint(page.names), self._points(page, known), page) for page in self._pages),
            key=lambda entry: (entry[0], entry[1]),
            reverse=True,
        )
        found = tuple(Found(page.page, round(points, 3)) for same, points, page in ranked[:most] if same or points > 0)
        same, _, first = ranked[0]
        # A word nobody knows is a reason to doubt, but none to say nothing.
        close = same or self._covered(first, asked, 0.5) >= _CLOSE
        sure = same or self._covered(first, asked, 1.0) > _SURE
        return Answer(question, found if close else (), close and sure, danger)

    def _counted(self, page: Page) -> _Counted:
        names = (page.title, *page.also)
        called = (page.id, page.title.partition(" (")[0], *names)
        wordings = [self._lexicon.stems(text) for text in names]
        below = " . ".join((*page.text, *(text for texts in page.parts.values() for text in texts)))
        counts: dict[str, float] = {}
        for weight, words in (
            (_TITLE, wordings[0]),
            *((_ALSO, wording) for wording in wordings[1:]),
            (_TOPIC, self._lexicon.stems(page.topic)),
            (_TEXT, self._lexicon.stems(below)),
        ):
            for word in words:
                counts[word] = counts.get(word, 0.0) + weight
        return _Counted(
            page, counts, sum(counts.values()), tuple(map(frozenset, wordings)), frozenset(map(_bare, called))
        )

    def _known(self, words: Iterable[str]) -> list[str]:
        """The words, each that nobody knows replaced by one that is spelled much like it."""
        return [word if word in self._rare or len(word) < 4 else self._spelled_like(word) for word in words]

    def _spelled_like(self, word: str) -> str:
        from difflib import get_close_matches

        candidates = [known for known in self._rare if known[0] == word[0]]
        return next(iter(get_close_matches(word, candidates, n=1, cutoff=0.75)), word)

    def _points(self, page: _Counted, asked: list[str]) -> float:
        points = 0.0
        for word in asked:
            count = page.counts.get(word, 0.0)
            if count:
                long = _K1 * (1 - _B + _B * page.length / self._mean)
                points += self._rare[word] * count * (_K1 + 1) / (count + long)
        prior = 1.0 if len(asked) <= 1 else _SHELF.get(page.page.shelf, 1.0)
        return points * prior * (1 + max((self._alike(asked, wording) for wording in page.wordings), default=0.0))

    def _alike(self, asked: list[str], wording: frozenset[str]) -> float:
        """How much a question and one wording share, weighted by how rare the words are; 0 to 1."""
        if not wording:
            return 0.0
        shared = sum(self._rare[word] for word in asked if word in wording)
        either = sum(self._rare[word] for word in {*asked, *wording})
        return shared / either

    def _covered(self, page: _Counted, asked: list[str], stranger: float) -> float:
        """The share of a question that a page knows; a word that no page knows weighs ``stranger`` times the rarest."""
        unknown = max(self._rare.values()) * stranger
        weights = {word: self._rare.get(word, unknown) for word in asked}
        known = sum(weight for word, weight in weights.items() if word in page.counts)
        return known / sum(weights.values()) if weights else 0.0


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", _folded(text)))


def _folded(text: str) -> str:
    """In small letters without accents, which many leave out when they type."""
    text = text.lower().replace("\u2019", "'")
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))
