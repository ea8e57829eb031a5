"""What text is set on: its width, and whether it may use colour and signs or plain words only.

Plain text has no boxes, no colour and no signs: every status is a word, so that a screen reader,
a log and a monochrome terminal say the same.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import Enum

from peerkit.model.private import printable


class Tone(Enum):
    """What a piece of text means; the value is its colour code, chosen to read on light and dark."""

    GOOD = "32"
    BAD = "1;31"
    CARE = "33"
    QUIET = "2"
    STRONG = "1"


@dataclass(frozen=True)
class Paper:
    """Width in columns, and whether signs and colour are allowed."""

    width: int = 80
    plain: bool = True

    @property
    def columns(self) -> int:
        """The width used: lines longer than 100 are hard to read, shorter than 40 hard to set."""
        return max(40, min(self.width, 100))

    def paint(self, text: str, tone: Tone) -> str:
        """Text in a tone; as it is on plain paper."""
        return text if self.plain else f"\x1b[{tone.value}m{text}\x1b[0m"

    def wrap(self, text: str, indent: str = "", first: str | None = None, most: int | None = None) -> list[str]:
        """Lines of at most the paper's width, ``most`` of them; ``first`` is the indent of the first line."""
        return textwrap.wrap(
            safe(text),
            width=self.columns,
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=False,
            max_lines=most,
            placeholder=" ...",
        ) or [indent if first is None else first]

    def fit(self, text: str, columns: int | None = None) -> str:
        """Text on one line, cut where it is longer than ``columns`` or the paper."""
        line, most = safe(text), columns or self.columns
        return line if len(line) <= most else line[: most - 3] + "..."

    def rule(self, title: str) -> str:
        """A heading line."""
        title = self.fit(title, self.columns - 6)
        if self.plain:
            return title
        return self.paint(f"── {title} " + "─" * max(2, self.columns - len(title) - 4), Tone.QUIET)

    def beside(self, left: str, right: str) -> str:
        """Two texts at the two ends of a line."""
        right = self.fit(right)
        left = self.fit(left, self.columns - len(right) - 2)
        return left + " " * max(2, self.columns - len(left) - len(right)) + right


def safe(text: str) -> str:
    """Text that may hold anything, with nothing in it that a terminal acts upon."""
    return "".join(char if char.isprintable() else printable(char) for char in text)
