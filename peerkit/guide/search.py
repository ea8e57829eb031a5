"""Finds the page that answers a question, offline and with the standard library alone.

Two things count: the words a page holds (``counted.py``), and how close the question comes to one title or wording.
What the search knows of a language stands in its ``search.yaml`` (``lexicon.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

from peerkit.guide.counted import Counted, count, marks_of, read_counted
from peerkit.guide.lexicon import Lexicon, load_lexicon
from peerkit.model.guide import Answer, Found, Guide, Shelf

__all__ = ["Index", "Lexicon", "load_lexicon", "shipped_index"]

# A page that answers comes before one that only explains a word, unless the question is that short.
_SHELF = {Shelf.WORDS: 0.7, Shelf.LINKS: 0.8, Shelf.MODALITIES: 0.8}
# How much coming close to wordings counts: the closest in full, the next ones by half each.
_CLOSENESS, _WORDINGS = 6.0, 5
_LONGEST = 300
# How much of a question the first page must know, and how close the question must come to its wordings.
_SURE, _SURE_ALIKE = 0.55, 0.35
_CLOSE, _CLOSE_ALIKE = 0.2, 0.4


class Index:
    """The pages of a guide, counted once, then asked."""

    def __init__(self, guide: Guide, lexicon: Lexicon, counted: Counted | None = None) -> None:
        self._lexicon = lexicon
        self._counted = counted if counted is not None else count(guide.pages.values(), lexicon)
        self._pages = [guide.pages[name] for name in self._counted.pages]

    def ask(self, question: str, most: int = 3) -> Answer:
        """The pages that fit a question best, up to ``most``; none where nothing comes close."""
        question = question[:_LONGEST]
        named = {page for name in self._lexicon.names(question) for page in self._counted.names.get(name, ())}
        asked = list(dict.fromkeys(self._known(self._lexicon.stems(question))))
        danger = self._lexicon.speaks_of_danger(question)
        closeness = self._closeness(question)
        points = self._points(asked, closeness)
        ranked = sorted(range(len(self._pages)), key=lambda page: (page in named, points[page]), reverse=True)
        if not ranked:
            return Answer(question, (), False, danger)
        found = tuple(
            Found(self._pages[page], round(points[page], 3)) for page in ranked[:most] if page in named or points[page]
        )
        same = ranked[0] in named
        # A word nobody knows is a reason to doubt, but none to say nothing.
        close = same or closeness[ranked[0]] >= _CLOSE_ALIKE or self._covered(ranked[0], asked, 0.5) >= _CLOSE
        alike = closeness[ranked[0]] >= _SURE_ALIKE
        sure = same or (alike and self._covered(ranked[0], asked, 1.0) > _SURE)
        return Answer(question, found if close else (), close and sure, danger)

    def _points(self, asked: Sequence[str], closeness: Sequence[float]) -> list[float]:
        held = [0.0] * len(self._pages)
        known = [word for word in asked if word in self._counted.points]
        for word in known:
            pairs = iter(self._counted.points[word])
            for page, points in zip(pairs, pairs, strict=True):
                held[int(page)] += points
        short = len(known) <= 1
        return [
            (points + bool(close)) * (1 + _CLOSENESS * close) * (1.0 if short else _SHELF.get(page.shelf, 1.0))
            for page, points, close in zip(self._pages, held, closeness, strict=True)
        ]

    def _closeness(self, question: str) -> list[float]:
        """How close a question comes to the wordings of each page."""
        marks = self._counted.marks
        asked = marks_of(self._known(self._lexicon.marks(question)))
        total, shared = 0.0, dict[int, float]()
        for mark in asked:
            weight, *wordings = marks.get(mark, (0.0,))
            total += weight
            for wording in wordings:
                shared[int(wording)] = shared.get(int(wording), 0.0) + weight
        alike: dict[int, list[float]] = {}
        for wording, weight in shared.items():
            page, whole = self._counted.wordings[2 * wording : 2 * wording + 2]
            alike.setdefault(int(page), []).append(weight / max(total + whole - weight, weight, 0.01))
        return [
            sum(share * 0.5**place for place, share in enumerate(nlargest(_WORDINGS, alike.get(page, ()))))
            for page in range(len(self._pages))
        ]

    def _known(self, words: Iterable[str]) -> list[str]:
        """The words, each that nobody knows replaced by one that is spelled much like it."""
        rare = self._counted.rare
        return [word if word in rare or word[0] == "~" or len(word) < 4 else self._spelled_like(word) for word in words]

    def _spelled_like(self, word: str) -> str:
        rare, same = self._counted.rare, self._lexicon.same
        one_off = [known for known in _one_slip(word) if known in rare or same.get(known) in rare]
        if not one_off:
            from difflib import get_close_matches

            near = [known for known in (*rare, *same) if known[0] == word[0]]
            one_off = get_close_matches(word, near, n=1, cutoff=0.8)
        best = min(
            one_off, key=lambda known: (known[0] != word[0], rare.get(same.get(known, known), 9.0), known), default=word
        )
        return same.get(best, best)

    def _covered(self, page: int, asked: Sequence[str], stranger: float) -> float:
        """The share of a question that a page knows; a word that no page knows weighs ``stranger`` times the rarest."""
        rare = self._counted.rare
        unknown = max(rare.values(), default=1.0) * stranger
        weights = {word: rare.get(word, unknown) for word in asked}
        known = sum(weight for word, weight in weights.items() if page in self._counted.points.get(word, ())[::2])
        return known / sum(weights.values()) if weights else 0.0


def shipped_index(guide: Guide) -> Index:
    """The index of the guide as it is shipped, counted ahead where it can be. Raises ``BadData``."""
    language = guide.frame.language
    return Index(guide, load_lexicon(language), read_counted(language))


def _one_slip(word: str) -> set[str]:
    """Each text that is one slip of the hand away: a letter too many, too few, another one, or two changed round."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        *(left + right[1:] for left, right in halves if right),
        *(left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1),
        *(left + letter + right for left, right in halves for letter in letters),
        *(left + letter + right[1:] for left, right in halves if right for letter in letters),
    }
