"""Reading a list that somebody wrote as Markdown or plain text: headings, and a statement a bullet, box or number.

Every statement is kept as it stands. Where a text has no bullets at all, each line is a statement. Lines between
bullets that are no heading are not statements; they are handed back, so that nobody loses one without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$")
_BOX = r"(?:\[[ xX\u2713\u2714]?\]|[\u2610\u2611\u2612\u25a1\u25a2\u25fb\u2705\u2714\u2713])"
_MARKER = r"(?:[-*+\u2022\u25e6\u25aa\u25cf\u2043\u2013]|\(?(?:\d{1,3}|[a-zA-Z])[.)])"
_BULLET = re.compile(rf"(\s*)(?:{_MARKER}\s+(?:{_BOX}\s*)?|{_BOX}\s*)(\S.*)$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)(?=\S)(.+?)(?<=\S)\1")
_FENCE = re.compile(r"\s*(```|~~~)")
# Far longer than a statement may be; the patterns above need time that grows with the square of a line.
_LONGEST_LINE = 2000


@dataclass
class ImportedList:
    """What a text holds: a title (empty: it names none), sections with their statements, and lines left out.

    ``places`` is the line each statement begins on, in order.
    """

    title: str = ""
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def statements(self) -> list[str]:
        """All statements in order."""
        return [statement for _, statements in self.sections for statement in statements]


def read_list(text: str) -> ImportedList:
    """Read a list; one without any statement comes back empty."""
    lines = [line[:_LONGEST_LINE] for line in _without_comments(text).splitlines()]
    bulleted = any(_BULLET.match(line) for line in lines)
    found = _Reading(bulleted)
    for number, line in enumerate(lines, 1):
        below = lines[number] if number < len(lines) else ""
        found.take(number, line, below)
    return found.done()


def _without_comments(text: str) -> str:
    """The text without what stands between ``<!--`` and ``-->``; its lines keep their numbers."""
    kept, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept += [text[at:begin], "\n" * text.count("\n", begin, end)]
        at = end + len("-->")
    return "".join([*kept, text[at:]])


class _Reading:
    """Takes one line after the other."""

    def __init__(self, bulleted: bool) -> None:
        self._bulleted = bulleted
        self._list = ImportedList()
        self._open: int | None = None  # how far the statement was indented that a next line may go on with
        self._fenced = False

    def take(self, number: int, line: str, below: str) -> None:
        if _FENCE.match(line):
            self._fenced = not self._fenced
            return
        if not line.strip() or (_UNDERLINE.match(line) or _RULE.match(line)):
            self._open = None
            return
        heading = _HEADING.match(line)
        bullet = _BULLET.match(line)
        if heading is not None and not self._fenced:
            self._head(heading[1], title=line.lstrip().startswith("# "))
        elif bullet is not None:
            self._add(number, bullet[2])
            self._open = len(bullet[1])
        elif _UNDERLINE.match(below) and not _RULE.fullmatch(line):
            self._head(line, title=below.strip().startswith("="))
        elif self._open is not None and len(line) - len(line.lstrip()) > self._open:
            self._go_on(line)
        elif line.rstrip().endswith(":"):
            self._head(line.rstrip().rstrip(":"), title=False)
        elif self._bulleted:
            self._list.left_out.append((number, line.strip()))
        else:
            self._add(number, line)

    def done(self) -> ImportedList:
        self._list.sections = [(title, statements) for title, statements in self._list.sections if statements]
        return self._list

    def _head(self, text: str, title: bool) -> None:
        self._open = None
        name = _bare(text)
        if title and not self._list.title and not self._list.statements:
            self._list.title = name
        else:
            self._list.sections.append((name, []))

    def _add(self, number: int, text: str) -> None:
        if not self._list.sections:
            self._list.sections.append(("", []))
        if statement := _bare(text):
            self._list.sections[-1][1].append(statement)
            self._list.places.append(number)

    def _go_on(self, text: str) -> None:
        statements = self._list.sections[-1][1]
        if statements:
            statements[-1] = f"{statements[-1]} {_bare(text)}"


def _bare(text: str) -> str:
    """A line without the marks of Markdown."""
    text = _LINK.sub(r"\1", text.strip())
    while (plain := _EMPHASIS.sub(r"\2", text)) != text:
        text = plain
    return " ".join(text.split())
