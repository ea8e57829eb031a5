"""What the search knows of a language: words that say nothing, endings, and words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.guide.loader import FOLDER

# A single digit says nothing: "Skill 3" must not answer "at 3".
_WORD = re.compile(r"[^\W_]{2,}|[^\W\d_]")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST_PHRASE = 6


class Lexicon(NamedTuple):
    """What the search knows of a language.

    ``rewrite`` maps words and phrases, apart by single spaces, to one word that stands for them. ``same`` maps a stem
    to the one that stands for it. ``defining`` are the words people put around one they ask the meaning of, such as
    *what does ... mean*.
    """

    rewrite: Mapping[str, str]
    stop: frozenset[str]
    endings: tuple[str, ...]
    same: Mapping[str, str]
    danger: tuple[str, ...]
    defining: frozenset[str] = frozenset()

    def names(self, question: str) -> frozenset[str]:
        """What a question may be as the name of a page: the whole of it, or what somebody asks the meaning of."""
        words = bare(question).split()
        return frozenset({" ".join(words), " ".join(word for word in words if word not in self.defining)}) - {""}

    def stems(self, text: str) -> list[str]:
        """The words of a text that say something, cut to their stems."""
        return [self._stem(word) for word in self._words(text) if word not in self.stop]

    def marks(self, text: str) -> list[str]:
        """What tells one wording from another, in order: stems, and words that say little with ``~`` before them."""
        return [f"~{word}" if word in self.stop else self._stem(word) for word in self._words(text)]

    def speaks_of_danger(self, text: str) -> bool:
        """Whether a text holds words of danger to life."""
        padded = f" {' '.join(_WORD.findall(_folded(text)))} "
        return any(f" {word} " in padded for word in self.danger)

    def _stem(self, word: str) -> str:
        plain = stem(word, self.endings)
        return self.same.get(plain, plain)

    def _words(self, text: str) -> list[str]:
        """The words of a text, with the longest phrase that is written in more than one way replaced."""
        tokens = _TOKEN.findall(_folded(text))
        words: list[str] = []
        at = 0
        while at < len(tokens):
            for many in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
                phrase = " ".join(tokens[at : at + many])
                if phrase in self.rewrite:
                    words.append(self.rewrite[phrase])
                    break
            else:
                many = 1
                words += _WORD.findall(tokens[at].replace("'", ""))
            at += many
        return words


@cache
def stem(word: str, endings: tuple[str, ...]) -> str:
    """A word without its ending; ``endings`` longest first. At least three letters stay."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word


def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``BadData``."""
    return read_shipped(FOLDER / language / "search.yaml", _lexicon)


def bare(text: str) -> str:
    """A text as a name: its words in small letters, apart by single spaces."""
    return " ".join(re.findall(r"\w+", _folded(text)))


def _lexicon(value: Value) -> Lexicon:
    record = value.record(("schema", "rewrite", "stop", "endings", "same", "danger", "defining"))
    record["schema"].choice({"peerkit.guide-search/1": None})
    endings = tuple(sorted(record["endings"].each(_word), key=len, reverse=True))
    same: dict[str, str] = {}
    for line in record["same"].each(_words):
        first, *others = (stem(word, endings) for word in line.split())
        same |= dict.fromkeys(others, first)
    rewrite = record["rewrite"].each_named(lambda _, entry: _word(entry))
    return Lexicon(
        rewrite={" ".join(_TOKEN.findall(_folded(said))): word for said, word in rewrite.items()},
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


def _folded(text: str) -> str:
    """In small letters without accents, which many leave out when they type."""
    text = text.lower().replace("\u2019", "'")
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))
