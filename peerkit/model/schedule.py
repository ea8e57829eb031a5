"""A day's plan: rows that begin one after the other, in minutes, so that shifting a day can lose nothing.

Times are counted in minutes from the midnight before the first row; 1440 and more is after the next
midnight. They are the clock on the wall: no date, no time zone, so no change of the clock can hurt them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from peerkit.model.reference import Reference

FULL_DAY = 24 * 60
_CLOCK = re.compile(r"(\d{1,2})(?::([0-5]\d))?\s*([ap])\.?m\.?|(\d{1,2}):([0-5]\d)", re.IGNORECASE)


class RowKind(Enum):
    """What a row is for. ``SESSION`` is time with the people one supports; ``OWN`` is private time."""

    SESSION = "session"
    WORK = "work"
    BREAK = "break"
    MEAL = "meal"
    OWN = "own"

    @property
    def is_work(self) -> bool:
        """Whether one is at work in it."""
        return self in (RowKind.SESSION, RowKind.WORK)


@dataclass(frozen=True)
class Row:
    """One row. ``calendar`` is a title for a calendar that others may see; empty: the kind stands there instead."""

    id: str
    begins: int
    activity: str
    kind: RowKind
    calendar: str = ""
    practices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tip:
    """A word of advice that goes with a day, and the practices it carries."""

    say: str
    practices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Day:
    """A named day: rows in order, each until the next one; ``ends`` is the minute at which the last row ends."""

    name: str
    title: str
    rows: tuple[Row, ...]
    ends: int
    note: str = ""
    practices: tuple[str, ...] = ()
    tips: tuple[Tip, ...] = ()

    @property
    def carried(self) -> frozenset[str]:
        """The ids of all practices the day, its rows and its tips carry."""
        parts = [self.practices, *(row.practices for row in self.rows), *(tip.practices for tip in self.tips)]
        return frozenset(practice for part in parts for practice in part)

    @property
    def begins(self) -> int:
        """The minute of the first row."""
        return self.rows[0].begins

    def spans(self) -> Iterator[tuple[Row, int]]:
        """Each row and the minute at which it ends."""
        ends = [*(row.begins for row in self.rows[1:]), self.ends]
        return zip(self.rows, ends, strict=True)

    def starting(self, minute: int) -> Day:
        """The same day with its first row at ``minute`` (0-1439); every row keeps its length."""
        return self._moved(minute - self.begins)

    def working_from(self, minute: int) -> Day:
        """The same day with its first row of work at ``minute``; the day itself where it holds no work."""
        first = next((row for row in self.rows if row.kind.is_work), None)
        if first is None:
            return self
        return self.starting((minute - (first.begins - self.begins)) % FULL_DAY)

    def work_hours(self, joined: int = 30) -> tuple[tuple[int, int], ...]:
        """The stretches of work; a gap of at most ``joined`` minutes, as for a short break, does not part them."""
        found: list[tuple[int, int]] = []
        for row, end in self.spans():
            if not row.kind.is_work:
                continue
            if found and row.begins - found[-1][1] <= joined:
                found[-1] = (found[-1][0], end)
            else:
                found.append((row.begins, end))
        return tuple(found)

    def _moved(self, minutes: int) -> Day:
        rows = tuple(replace(row, begins=row.begins + minutes) for row in self.rows)
        return replace(self, rows=rows, ends=self.ends + minutes)


@dataclass(frozen=True)
class Notice:
    """Something worth a look in a day: what, from when to when, and where the rule comes from."""

    rule: str
    begins: int
    ends: int
    message: str
    source: Reference | None = None


def read_minute(text: str) -> int | None:
    """The minute of the day of a time such as ``13:45``, ``1:45 pm`` or ``11am``; None where it is no time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    if found[4] is not None:
        hour, minute = int(found[4]), int(found[5])
        return hour * 60 + minute if hour < 24 else None
    hour, minute = int(found[1]), int(found[2] or 0)
    if not 1 <= hour <= 12:
        return None
    return (hour % 12 + (12 if found[3].lower() == "p" else 0)) * 60 + minute


def clock(minute: int) -> str:
    """A minute as the 24-hour clock shows it."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
