"""Time zones: the name of this device's own, and what a zone's clock does, told the way calendar files tell it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

LOCALTIME = Path("/etc/localtime")
_FOLDER = "zoneinfo/"
_MINUTE = timedelta(minutes=1)


def local_zone(localtime: Path = LOCALTIME) -> str | None:
    """The zone's name, such as America/New_York; None where it cannot be told (then times stay without a zone)."""
    asked = os.environ.get("TZ", "").removeprefix(":")
    if asked:
        return _known(asked)
    try:
        return _known(str(localtime.resolve(strict=True)))
    except (OSError, RuntimeError):
        return None


def _known(name: str) -> str | None:
    if _FOLDER in name:
        name = name.rsplit(_FOLDER, 1)[1].removeprefix("posix/").removeprefix("right/")
    return name if is_zone(name) else None


def is_zone(name: str) -> bool:
    """Whether the time zone database knows a zone by that name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@dataclass(frozen=True)
class Observance:
    """A stretch of a zone's clock, as a calendar file wants it told (RFC 5545, 3.6.5).

    ``begins`` is on the wall clock as it ran before. ``rule`` is the yearly rule, as month, which of the weekday in it
    (-1: the last) and weekday (0 is Monday); where no rule fits, ``also`` names each later time.
    """

    begins: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool
    rule: tuple[int, int, int] | None = None
    also: tuple[datetime, ...] = ()


def observances(name: str, first_year: int, years: int = 12) -> tuple[Observance, ...]:
    """What the clock of a zone does from a year on; changes that follow a yearly rule are told as that rule."""
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(name)
    start = datetime(first_year, 1, 1, tzinfo=zone)
    groups: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for at in _changes(zone, first_year, years):
        before, after = (at - _MINUTE).astimezone(zone).utcoffset(), at.astimezone(zone)
        wall = at.replace(tzinfo=None) + (before or timedelta())
        groups.setdefault((before or timedelta(), *_state(after)), []).append(wall)
    offset, label, summer = _state(start)
    found = [Observance(start.replace(tzinfo=None), offset, offset, label, summer)]
    for (before_, after_, label, summer), walls in groups.items():
        rule = _yearly(walls, years)
        also = () if rule else tuple(walls[1:])
        found.append(Observance(walls[0], before_, after_, label, summer, rule, also))
    return tuple(found)


def _state(moment: datetime) -> tuple[timedelta, str, bool]:
    return moment.utcoffset() or timedelta(), moment.tzname() or "", bool(moment.dst())


def _changes(zone: tzinfo, first_year: int, years: int) -> Iterator[datetime]:
    """Every moment (UTC) at which the zone's offset changes, to the minute."""
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(first_year + years, 1, 1, tzinfo=UTC)
    while at < end:
        later = at + timedelta(days=1)
        if at.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            low, high = at, later
            while high - low > _MINUTE:
                middle = low + (high - low) // 2 // _MINUTE * _MINUTE
                same = middle.astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            yield high
        at = later


def _yearly(walls: list[datetime], years: int) -> tuple[int, int, int] | None:
    """The rule all times follow: one a year, the same month, weekday, place in the month and clock time."""
    if len(walls) != years or len({(wall.month, wall.weekday(), wall.time()) for wall in walls}) > 1:
        return None
    first = walls[0]
    if all((wall + timedelta(days=7)).month != wall.month for wall in walls):
        return first.month, -1, first.weekday()
    places = {(wall.day - 1) // 7 + 1 for wall in walls}
    return (first.month, places.pop(), first.weekday()) if len(places) == 1 else None
