"""The ways people write a day inside a password: orders, separators, short years, month names in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_SHORT = 3
_SEPARATORS = ("", "-", "/", ".", " ", "_")
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TYPED = re.compile(r"(\d{1,4})[-/. ](\d{1,2})(?:[-/. ](\d{1,4}))?\.?")


@dataclass(frozen=True)
class Birthday:
    """A day; ``year`` is None where only day and month were given. It does not print."""

    year: int | None
    month: int
    day: int

    def __repr__(self) -> str:
        return "<a birthday>"

    __str__ = __repr__

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; 29 February always counts."""
        return 1 <= self.month <= len(_LONGEST_MONTH) and 1 <= self.day <= _LONGEST_MONTH[self.month - 1]


def read_birthdays(typed: str) -> tuple[Birthday, ...]:
    """The days a person may mean by numbers: year, month, day; or day and month in either order. Empty if none.

    "1987-02-14", "14.2.1987", "2/14/87" and "2/14" are understood; "3/4/1987" is two days.
    """
    match = _TYPED.fullmatch(typed.strip())
    if match is None:
        return ()
    first, second, third = match.groups()
    if third is None:
        pairs = ((first, second), (second, first))
        days = [Birthday(None, int(month), int(day)) for month, day in pairs]
    elif len(first) == len("1987"):
        days = [Birthday(int(first), int(second), int(third))]
    else:
        year = _whole_year(third)
        days = [Birthday(year, int(month), int(day)) for month, day in ((first, second), (second, first))]
    return tuple(dict.fromkeys(day for day in days if day.exists))


def _whole_year(typed: str) -> int:
    number = int(typed)
    if len(typed) > len("87"):
        return number
    # The last such year that has come.
    return number + (2000 if number <= date.today().year % 100 else 1900)


def spellings(birthday: Birthday) -> tuple[str, ...]:
    """Every common way to write the day, in small letters, the likeliest first; none shorter than three characters.

    With the year (in four digits and in two) in the orders day-month-year, month-day-year and year-month-day; without
    it; the year alone; months as numbers, names and short names in English and Spanish.
    """
    made = [*_numbers(birthday), *_names(birthday)]
    if birthday.year is not None:
        made.append(str(birthday.year))
    return tuple(dict.fromkeys(text for text in made if len(text) >= _SHORT))


def _digits(number: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys((f"{number:02}", str(number))))


def _years(birthday: Birthday) -> tuple[str, ...]:
    return () if birthday.year is None else (f"{birthday.year:04}", f"{birthday.year % 100:02}")


def _numbers(birthday: Birthday) -> Iterator[str]:
    for year, day, month in product(_years(birthday), _digits(birthday.day), _digits(birthday.month)):
        for mark in _SEPARATORS:
            yield from (mark.join(parts) for parts in ((day, month, year), (month, day, year), (year, month, day)))
    for day, month in product(_digits(birthday.day), _digits(birthday.month)):
        for mark in _SEPARATORS:
            yield from (mark.join((day, month)), mark.join((month, day)))
        yield f"{day}.{month}."


def _names(birthday: Birthday) -> Iterator[str]:
    names = [language[birthday.month - 1] for language in (_ENGLISH, _SPANISH)]
    for name in dict.fromkeys([*names, *(name[:_SHORT] for name in names)]):
        for day, mark in product(_digits(birthday.day), _SEPARATORS):
            yield from (mark.join((day, name)), mark.join((name, day)))
            for year in _years(birthday):
                yield from (mark.join(parts) for parts in ((day, name, year), (name, day, year), (year, name, day)))
                yield f"{day}{mark}de{mark}{name}{mark}de{mark}{year}"
            yield f"{day}{mark}de{mark}{name}"
        for year, mark in product(_years(birthday), _SEPARATORS):
            yield mark.join((name, year))
