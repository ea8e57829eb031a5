"""The one reader of YAML: shipped data, an organisation's lists, settings, answers, recordings.

It builds values from libyaml's event stream and keeps each one's line and column, because errors
must name the place. What YAML 1.1 would turn into something else without a word (``no``, ``1:30``,
``010``, a bare date) is refused with the advice to quote it; so are duplicate keys, aliases (bombs),
tags, deep nesting and huge files. JSON is YAML too and is read the same way.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from peerkit.datafile.value import Record, Surprise, Value, join
from peerkit.errors import BadData, Problem, UnreadableFile

__all__ = ["MAX_BYTES", "Record", "Value", "load", "parse", "read_text"]

MAX_BYTES = 8 * 1024 * 1024
MAX_SCALAR = 1024 * 1024
MAX_DEPTH = 40
MAX_KEY = 200
MAX_VALUES = 300_000

# 20 digits hold every 64-bit number of D-Bus.
_INT = re.compile(r"-?(0|[1-9][0-9]{0,19})\Z")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?\Z")


@cache
def _forbidden() -> re.Pattern[str]:
    """What YAML itself forbids; libyaml would refuse it too, but without naming the place."""
    return re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def _surprise() -> re.Pattern[str]:
    """Plain words that YAML 1.1 loaders read as booleans, base-60 or octal numbers, or dates: which one is meant?"""
    return re.compile(
        r"(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE|Null|NULL"
        r"|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?|[-+]?0[0-9_]+|0[xob][0-9a-fA-F_]+"
        r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?|[-+]?[0-9][0-9_]*_[0-9_]*|\.inf|\.nan|[-+][0-9]+)\Z"
    )


_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Read a regular UTF-8 file of at most ``limit`` bytes. Raises ``UnreadableFile``.

    Opened without blocking, so that a pipe put in its place cannot hang the run.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise UnreadableFile(f"{path} is not a regular file.", "Give the path of a text file.")
            with open(handle, "rb", closefd=False) as file:
                raw = file.read(limit + 1)
        finally:
            os.close(handle)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path and who may read it.") from None
    if len(raw) > limit:
        raise UnreadableFile(f"{path} is larger than {limit // 1024} KB.", "A file of this kind is a few pages long.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"{path}:{line}: this file is not UTF-8 text.", "Save it as UTF-8.") from None


def load(path: Path, shown: str | None = None) -> Value:
    """Read a YAML or JSON file. Raises ``UnreadableFile`` or ``BadData``; ``shown`` is its name in messages."""
    return parse(read_text(path), shown or str(path))


def parse(text: str, file: str) -> Value:
    """Read YAML text. Raises ``BadData`` with file, line, column and what was expected."""
    import yaml

    if bad := _forbidden().search(text):
        before = text[: bad.start()]
        place = (before.count("\n") + 1, bad.start() - before.rfind("\n"))
        raise BadData(file, [Problem(*place, "", f"a character that has no place in text (U+{ord(bad[0]):04X})")])
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(file, yaml.parse(text, Loader=loader)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BadData(file, [Problem(*place, "", f"not valid YAML: {error.problem or error.context}")]) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadData(file, [Problem(1, 1, "", f"not valid YAML: {error}".split("\n", 1)[0])]) from None


class _Builder:
    """Turns a stream of events into values, without a graph that an alias could blow up."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self._file = file
        self._events = events
        self._values = 0

    def _refuse(self, mark: Any, where: str, what: str) -> NoReturn:
        raise BadData(self._file, [Problem(mark.line + 1, mark.column + 1, where, what)])

    def _next(self) -> tuple[str, Any]:
        event = next(self._events)
        return type(event).__name__, event

    def document(self) -> Value:
        """The one document of the stream."""
        self._next()
        kind, event = self._next()
        if kind == "StreamEndEvent":
            self._refuse(event.start_mark, "", "the file is empty")
        value = self._value("", *self._next(), 0)
        self._next()
        kind, event = self._next()
        if kind != "StreamEndEvent":
            self._refuse(event.start_mark, "", "a second document starts here; one is expected")
        return value

    def _value(self, where: str, kind: str, event: Any, depth: int) -> Value:
        mark = event.start_mark
        if kind == "AliasEvent" or event.anchor is not None:
            self._refuse(mark, where, "anchors and aliases (& and *) are not allowed")
        if event.tag is not None:
            self._refuse(mark, where, "tags (a word that starts with !) are not allowed")
        if depth > MAX_DEPTH:
            self._refuse(mark, where, f"nested deeper than {MAX_DEPTH} levels")
        self._values += 1
        if self._values > MAX_VALUES:
            self._refuse(mark, where, f"more than {MAX_VALUES} entries")
        data: Any
        if kind == "ScalarEvent":
            data = self._scalar(where, event)
        elif kind == "SequenceStartEvent":
            data = self._entries(where, depth)
        else:
            data = self._members(where, depth)
        return Value(self._file, where, mark.line + 1, mark.column + 1, data)

    def _entries(self, where: str, depth: int) -> list[Value]:
        entries: list[Value] = []
        while (pair := self._next())[0] != "SequenceEndEvent":
            entries.append(self._value(join(where, f"[{len(entries) + 1}]"), *pair, depth + 1))
        return entries

    def _members(self, where: str, depth: int) -> dict[str, Value]:
        members: dict[str, Value] = {}
        while (pair := self._next())[0] != "MappingEndEvent":
            kind, key = pair
            if kind != "ScalarEvent" or key.anchor is not None or key.tag is not None:
                self._refuse(key.start_mark, where, "expected a plain name before the colon")
            if len(key.value) > MAX_KEY:
                self._refuse(key.start_mark, where, f"a name longer than {MAX_KEY} characters")
            name = join(where, key.value)
            if key.value in members:
                self._refuse(key.start_mark, name, "this key stands here twice")
            members[key.value] = value = self._value(name, *self._next(), depth + 1)
            value.named_at = (key.start_mark.line + 1, key.start_mark.column + 1)
        return members

    def _scalar(self, where: str, event: Any) -> Any:
        word: str = event.value
        if len(word) > MAX_SCALAR:
            self._refuse(event.start_mark, where, f"a text longer than {MAX_SCALAR} characters")
        if event.style not in (None, ""):
            return word
        if word in _WORDS:
            return _WORDS[word]
        if _INT.match(word):
            return int(word)
        if _FLOAT.match(word) and isfinite(number := float(word)):
            return number
        return Surprise(word) if _surprise().match(word) else word
