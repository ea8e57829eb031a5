"""What is worth a look in a day."""

from __future__ import annotations

import pytest

from peerkit.schedule.breaks import notices
from peerkit.schedule.loader import Days
from tests.reading_level import CEILING, grade
from tests.schedule.days import day


def told(*rows: str, ends: str = "17:00") -> list[str]:
    return [notice.rule for notice in notices(day(*rows, ends=ends))]


def test_the_example_is_fine() -> None:
    assert notices(Days().load("example")) == ()


@pytest.mark.parametrize(
    ("rows", "ends", "rules"),
    [
        (("09:00 work A",), "11:00", []),
        (("09:00 work A",), "11:01", ["long-stretch"]),
        (("09:00 work A", "10:00 session B", "11:00 work C"), "12:00", ["long-stretch"]),
        (("09:00 work A", "10:30 break Tea", "10:35 work B"), "12:00", []),
        (("09:00 work A", "10:30 break Tea", "10:34 work B"), "12:00", ["long-stretch"]),
        (("09:00 session A", "10:00 session B"), "11:00", ["back-to-back"]),
        (("09:00 session A", "10:00 break Tea", "10:10 session B"), "11:00", []),
        (("09:00 session A", "10:00 break Tea", "10:09 session B"), "11:00", ["back-to-back"]),
        (("09:00 session A", "10:00 work Notes", "10:15 session B"), "11:00", []),
        (("22:00 work A", "23:00 break Tea", "23:20 work B"), "02:00", ["long-stretch"]),
        (("09:00 own All",), "23:00", []),
    ],
)
def test_stretches_and_sessions(rows: tuple[str, ...], ends: str, rules: list[str]) -> None:
    assert told(*rows, ends=ends) == rules


LONG = ("08:00 work A", "10:00 break Tea", "10:15 work B", "12:15 {meal}", "13:00 work C", "15:00 break Tea",
        "15:15 work D")  # fmt: skip


@pytest.mark.parametrize(("meal", "rules"), [("meal Lunch", []), ("break Walk", ["no-meal"])])
def test_a_long_day_needs_a_meal(meal: str, rules: list[str]) -> None:
    assert told(*(row.format(meal=meal) for row in LONG), ends="17:00") == rules


def test_breakfast_and_dinner_are_no_lunch() -> None:
    rows = ("07:00 meal Eat", *(row.format(meal="own Nap") for row in LONG), "17:00 meal Eat")
    assert told(*rows, ends="18:00") == ["no-meal"]


def test_the_words_are_plain() -> None:
    found = notices(day("09:00 session A", "12:00 session B", ends="19:00"))
    assert {notice.rule for notice in found} == {"long-stretch", "back-to-back", "no-meal"}
    assert [notice.message for notice in found if grade(notice.message) > CEILING] == []
    assert {notice.rule: notice.message for notice in found}["long-stretch"].startswith("This is 10 hours of work")
