"""The pages of a guide as the search sees them, counted once: which words they hold, and how people ask for them.

Words are weighed as in Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
2009) with weights by field. What is counted depends on the pages alone, so ``make docs`` counts them ahead.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from peerkit.guide.lexicon import Lexicon, bare
from peerkit.guide.loader import FOLDER
from peerkit.model.guide import Page
from peerkit.model.speech import ENGLISH

# Weights of the fields, and what BM25 calls k1 and b.
_TITLE, _ALSO, _TOPIC, _TEXT = 3.0, 2.0, 1.0, 1.0
_K1, _B = 2.0, 0.5
# A word that says little, and two words in a row, tell wordings apart, but not as much as a word does.
_LITTLE, _PAIR = 0.7, 0.5


class Counted(NamedTuple):
    """Pages, counted. ``pages`` are their ids; all else speaks of them by their place there.

    ``rare`` says how rare a stem is. ``points`` holds for each stem what it is worth on which page, as page and points
    in turn. ``wordings`` holds for each title and wording its page and the weight of all its marks, in turn. ``marks``
    holds for each mark its weight, then the wordings it is in. ``names`` are the pages a text names letter for letter.
    """

    pages: Sequence[str]
    rare: Mapping[str, float]
    points: Mapping[str, Sequence[float]]
    wordings: Sequence[float]
    marks: Mapping[str, Sequence[float]]
    names: Mapping[str, Sequence[int]]


def count(pages: Iterable[Page], lexicon: Lexicon) -> Counted:
    """The pages, counted."""
    listed = list(pages)
    counts = [_counts(page, lexicon) for page in listed]
    rare = _rarity(Counter(word for one in counts for word in one), len(listed))
    asked = [(number, _marks(text, lexicon)) for number, page in enumerate(listed) for text in (page.title, *page.also)]
    wordings, marks = _wordings(asked, len(listed))
    names: dict[str, list[int]] = {}
    for number, page in enumerate(listed):
        for name in dict.fromkeys(map(bare, (page.id, page.title.partition(" (")[0], page.title, *page.also))):
            names.setdefault(name, []).append(number)
    return Counted([page.id for page in listed], rare, _points(counts, rare), wordings, marks, names)


def marks_of(marks: Sequence[str]) -> dict[str, None]:
    """What a wording is known by: each of its marks, and each two in a row."""
    return dict.fromkeys((*marks, *(f"{first} {second}" for first, second in pairwise(marks))))


def read_counted(language: str) -> Counted | None:
    """The pages as ``make docs`` counted them; ``None`` where a file of the guide has changed since."""
    try:
        made = json.loads(counted_path(language).read_bytes())
        return Counted(*made["data"]) if made["made_from"] == _made_from(language) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def counted_text(language: str, counted: Counted) -> str:
    """What ``read_counted`` reads."""
    made = {"made_from": _made_from(language), "data": list(counted)}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def counted_path(language: str) -> Path:
    """Where the counted pages of a language lie."""
    return FOLDER / language / "compiled" / "counted.json"


def _made_from(language: str) -> list[int]:
    files = [path for name in sorted({ENGLISH, language}) for path in sorted((FOLDER / name).glob("*.yaml"))]
    return [zlib.crc32(path.read_bytes()) for path in files]


def _marks(text: str, lexicon: Lexicon) -> dict[str, None]:
    return marks_of(lexicon.marks(text))


def _counts(page: Page, lexicon: Lexicon) -> dict[str, float]:
    """How often a page holds each stem, weighted by field."""
    below = " . ".join((*page.text, *(text for texts in page.parts.values() for text in texts)))
    counts: dict[str, float] = {}
    for weight, text in (
        (_TITLE, page.title), *((_ALSO, wording) for wording in page.also), (_TOPIC, page.topic), (_TEXT, below),
    ):  # fmt: skip
        for word in lexicon.stems(text):
            counts[word] = counts.get(word, 0.0) + weight
    return counts


def _rarity(spread: Mapping[str, int], total: int) -> dict[str, float]:
    return {word: math.log(1 + (total - many + 0.5) / (many + 0.5)) for word, many in spread.items()}


def _points(counts: Sequence[Mapping[str, float]], rare: Mapping[str, float]) -> dict[str, list[float]]:
    lengths = [sum(one.values()) for one in counts]
    mean = sum(lengths) / max(1, len(lengths))
    points: dict[str, list[float]] = {}
    for number, one in enumerate(counts):
        long = _K1 * (1 - _B + _B * lengths[number] / mean) if mean else _K1
        for word, many in one.items():
            points.setdefault(word, []).extend((number, round(rare[word] * many * (_K1 + 1) / (many + long), 2)))
    return points


def _wordings(asked: Sequence[tuple[int, dict[str, None]]], total: int) -> tuple[list[float], dict[str, list[float]]]:
    """The wordings with the weight of each, and the marks with theirs."""
    spread = Counter(mark for mark, _ in dict.fromkeys((mark, page) for page, marks in asked for mark in marks))
    rare = _rarity(spread, total)
    weights = {
        mark: round(weight * (_PAIR if " " in mark else _LITTLE if mark[0] == "~" else 1.0), 2)
        for mark, weight in rare.items()
    }
    wordings: list[float] = []
    marks: dict[str, list[float]] = {}
    for number, (page, held) in enumerate(asked):
        wordings += (page, round(sum(weights[mark] for mark in held), 2))
        for mark in held:
            marks.setdefault(mark, [weights[mark]]).append(number)
    return wordings, marks
