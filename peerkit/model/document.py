"""Documents a program fills in: templates with blanks, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class LineKind(Enum):
    """How a line is set."""

    TEXT = "text"
    POINT = "point"
    STEP = "step"
    BOX = "box"


@dataclass(frozen=True)
class Blank:
    """A place to fill in. ``ask`` completes "fill in: ..."; ``must`` means that the document is unfinished without it.

    ``setting`` names where the settings may hold it already, empty where they never do.
    """

    id: str
    ask: str
    must: bool = False
    setting: str = ""
    example: str = ""


@dataclass(frozen=True)
class Template:
    """A document before it is filled in. ``parts`` are titles with lines; ``{id}`` stands for a blank in both.

    ``shared`` means that it is handed to people: it says no word of health or recovery. ``legal`` that it
    touches rules, and must say that it is guidance, not legal advice. ``source`` is a title and its address.
    ``language`` is the one its texts are in, two letters.
    """

    name: str
    title: str
    about: str
    shared: bool
    legal: bool
    reviewed_on: str
    practices: tuple[str, ...]
    blanks: Mapping[str, Blank]
    parts: tuple[tuple[str, tuple[tuple[LineKind, str], ...]], ...]
    source: tuple[str, str] | None = None
    language: str = "en"


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: ``text`` as it stands, or a ``blank`` nobody has filled in yet."""

    text: str
    blank: Blank | None = None


@dataclass(frozen=True)
class Line:
    """One line, made of pieces."""

    kind: LineKind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """A heading and what stands below it."""

    title: tuple[Piece, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Document:
    """A template filled in as far as is known. ``left`` are the blanks that remain, in the order of the template."""

    template: Template
    values: Mapping[str, str]
    parts: tuple[Part, ...]
    left: tuple[Blank, ...]

    @property
    def unfinished(self) -> tuple[Blank, ...]:
        """The blanks it can't do without."""
        return tuple(blank for blank in self.left if blank.must)
