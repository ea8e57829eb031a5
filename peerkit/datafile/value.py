"""Values read from a data file, each with the place it stands in, and the readers that refuse what they must."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from peerkit.errors import BadData, Problem

D = TypeVar("D")
T = TypeVar("T")
LONGEST_PATH = 200


class Surprise:
    """A plain word that could mean more than one thing; only ``Value.word`` takes it as written."""

    def __init__(self, word: str) -> None:
        self.word = word


class Value:
    """A value in a data file together with the place it stands in; ``named_at`` is where its key stands."""

    __slots__ = ("_file", "column", "data", "line", "named_at", "where")

    def __init__(self, file: str, where: str, line: int, column: int, data: Any) -> None:
        self._file, self.where, self.line, self.column, self.data = file, where, line, column, data
        self.named_at = (line, column)

    def problem(self, what: str) -> Problem:
        """A mistake at this place."""
        return Problem(self.line, self.column, self.where, what)

    def fail(self, what: str) -> NoReturn:
        """Refuse the file for a mistake at this place."""
        raise BadData(self._file, [self.problem(what)])

    def refuse(self, expected: str) -> NoReturn:
        """Refuse the file because something else stands here than expected."""
        if isinstance(self.data, Surprise):
            self.fail(f"{self.data.word} could mean more than one thing; put it in quotes")
        self.fail(f"expected {expected}, found {_kind(self.data)}")

    def word(self) -> str:
        """One word as it is written, quoted or not, ``yes`` and ``no`` included."""
        if isinstance(self.data, Surprise):
            return self.data.word
        if isinstance(self.data, bool):
            return "true" if self.data else "false"
        return self.text()

    def text(self, limit: int = 4000) -> str:
        """A non-empty string of at most ``limit`` characters."""
        if not isinstance(self.data, str):
            self.refuse("text")
        if not self.data.strip():
            self.fail("expected text, found nothing")
        if len(self.data) > limit:
            self.fail(f"expected at most {limit} characters, found {len(self.data)}")
        return self.data

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.data, bool):
            self.refuse("true or false")
        return self.data

    def number(self, least: float, most: float) -> float:
        """A number within the bounds given."""
        if isinstance(self.data, bool) or not isinstance(self.data, int | float):
            self.refuse("a number")
        if not least <= self.data <= most:
            self.fail(f"expected a number from {least:g} to {most:g}, found {self.data:g}")
        return self.data

    def choice(self, choices: Mapping[str, T]) -> T:
        """One of a closed set of words."""
        word = self.text()
        if word not in choices:
            self.fail(f"expected one of {', '.join(sorted(choices))}; found {word!r}{_near(word, choices)}")
        return choices[word]

    def matching(self, pattern: str, meaning: str) -> str:
        """Text of a given form; ``meaning`` says which, for the message."""
        word = self.text()
        if not re.fullmatch(pattern, word):
            self.fail(f"expected {meaning}, found {word!r}")
        return word

    def date(self) -> str:
        """A quoted ISO date that exists and does not lie in the future."""
        from datetime import date

        word = self.day()
        if date.fromisoformat(word) > date.today():
            self.fail(f"{word} lies in the future")
        return word

    def day(self) -> str:
        """A quoted ISO date that exists, past or future."""
        from datetime import date

        word = self.matching(r"\d{4}-\d\d-\d\d", 'a date such as "2026-11-20" (in quotes)')
        try:
            date.fromisoformat(word)
        except ValueError:
            self.fail(f"{word!r} is not a day of the calendar")
        return word

    def list(self) -> list[Value]:
        """The entries of a list."""
        if not isinstance(self.data, list):
            self.refuse("a list")
        return self.data

    def each(self, read: Callable[[Value], T]) -> tuple[T, ...]:
        """Read every entry of a list, and report the mistakes of all of them together."""
        return tuple(_collect(self._file, self.list(), read))

    def mapping(self) -> dict[str, Value]:
        """The entries of a mapping whose keys are free."""
        if not isinstance(self.data, dict):
            self.refuse("names with values")
        return self.data

    def each_named(self, read: Callable[[str, Value], T]) -> dict[str, T]:
        """Read every entry of a mapping whose keys are free; mistakes are reported together."""
        named = self.mapping()
        values = _collect(self._file, named.items(), lambda pair: read(*pair))
        return dict(zip(named, values, strict=True))

    def record(self, required: Iterable[str] = (), optional: Iterable[str] = ()) -> Record:
        """A mapping with fixed keys: all of ``required``, none beyond ``optional``."""
        found = self.mapping()
        need, known = list(required), {*required, *optional}
        strangers = [key for key in found if key not in known]
        # Only so many are shown, and looking for a likely name costs the most.
        near = {key: _near(key, known) for key in strangers[: BadData.SHOWN]}
        problems = [
            Problem(*found[key].named_at, join(self.where, key), f"unknown key{near.get(key, '')}") for key in strangers
        ]
        problems += [self.problem(f"the key {key!r} is missing") for key in need if key not in found]
        if problems:
            raise BadData(self._file, problems)
        return Record(self, found)

    def plain(self) -> Any:
        """The value as ordinary Python data, places forgotten."""
        if isinstance(self.data, dict):
            return {key: value.plain() for key, value in self.data.items()}
        if isinstance(self.data, list):
            return [value.plain() for value in self.data]
        if isinstance(self.data, Surprise):
            self.refuse("text")
        return self.data


class Record:
    """A mapping whose keys were checked."""

    def __init__(self, value: Value, found: dict[str, Value]) -> None:
        self.value, self._found = value, found

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def __getitem__(self, key: str) -> Value:
        return self._found[key]

    def get(self, key: str, read: Callable[[Value], T], default: D) -> T | D:
        """Read an optional key."""
        return read(self._found[key]) if key in self._found else default


def _collect(file: str, entries: Iterable[Any], read: Callable[[Any], T]) -> list[T]:
    results: list[T] = []
    problems: list[Problem] = []
    for entry in entries:
        try:
            results.append(read(entry))
        except BadData as error:
            problems += error.problems
    if problems:
        raise BadData(file, problems)
    return results


def _kind(data: Any) -> str:
    names = {dict: "names with values", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return names.get(type(data), "a number")


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def join(where: str, step: str) -> str:
    """The path of a key or an entry inside the file, such as ``sections[2].title``; its end where it is very long.

    Every value keeps its path, so one long name must not be paid for a hundred thousand times.
    """
    path = f"{where}.{step}" if where and not step.startswith("[") else where + step
    return path if len(path) <= LONGEST_PATH else "..." + path[-LONGEST_PATH:]
