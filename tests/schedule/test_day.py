"""A day and its shifting: nothing is lost, whatever the clock says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.model.schedule import FULL_DAY, Day, clock, read_minute
from peerkit.practices import load_practices
from peerkit.schedule.loader import Days
from tests.reading_level import CEILING, grade, words

EXAMPLE = Days().load("example")
SEED = (
    "07:00 07:30 08:15 09:00 10:00 10:20 11:30 12:30 13:45 14:00 15:15 15:30 17:00",
    "own meal own work break session meal work break session break work own",
)


def times(day: Day) -> list[str]:
    return [clock(row.begins) for row in day.rows]


def test_the_example_has_the_thirteen_rows_of_the_guide() -> None:
    assert times(EXAMPLE) == SEED[0].split()
    assert [row.kind.value for row in EXAMPLE.rows] == SEED[1].split()
    assert EXAMPLE.note.startswith("An example, change it")


def test_the_example_carries_every_practice_on_the_workday() -> None:
    assert EXAMPLE.carried == {name for name in load_practices() if name.startswith("schedule-")}
    assert len(EXAMPLE.carried) == 10


def test_every_text_of_the_example_is_plain() -> None:
    texts = [EXAMPLE.note, *(tip.say for tip in EXAMPLE.tips), *(row.activity for row in EXAMPLE.rows)]
    assert [text for text in texts if len(words(text)) >= 5 and grade(text) > CEILING] == []


def test_starting_at_eleven_moves_every_row() -> None:
    moved = EXAMPLE.starting(11 * 60)
    assert times(moved) == [
        "11:00",
        "11:30",
        "12:15",
        "13:00",
        "14:00",
        "14:20",
        "15:30",
        "16:30",
        "17:45",
        "18:00",
        "19:15",
        "19:30",
        "21:00",
    ]
    assert clock(moved.ends) == "02:00"


def test_working_from_eleven_moves_the_first_row_of_work_there() -> None:
    moved = EXAMPLE.working_from(11 * 60)
    assert next(clock(row.begins) for row in moved.rows if row.kind.is_work) == "11:00"
    assert times(moved)[0] == "09:00"


def test_working_from_just_after_midnight_begins_the_evening_before() -> None:
    moved = EXAMPLE.working_from(60)
    assert (times(moved)[0], times(moved)[3], moved.begins) == ("23:00", "01:00", 23 * 60)


def test_past_midnight_rows_stay_in_order() -> None:
    moved = EXAMPLE.starting(23 * 60)
    assert times(moved)[:3] == ["23:00", "23:30", "00:15"]
    assert [row.begins for row in moved.rows] == sorted(row.begins for row in moved.rows)


@given(st.integers(0, FULL_DAY - 1), st.sampled_from(["starting", "working_from"]))
def test_shifting_keeps_rows_lengths_and_order(minute: int, how: str) -> None:
    moved: Day = getattr(EXAMPLE, how)(minute)
    assert [row.id for row in moved.rows] == [row.id for row in EXAMPLE.rows]
    assert [end - row.begins for row, end in moved.spans()] == [end - row.begins for row, end in EXAMPLE.spans()]
    assert 0 <= moved.begins < FULL_DAY
    assert moved.starting(EXAMPLE.begins) == EXAMPLE


def test_work_hours_join_over_short_breaks_and_part_at_lunch() -> None:
    assert [(clock(a), clock(b)) for a, b in EXAMPLE.work_hours()] == [("09:00", "11:30"), ("12:30", "17:00")]


@pytest.mark.parametrize(
    ("text", "minute"),
    [("11:00", 660), ("7:05", 425), ("00:00", 0), ("23:59", 1439), ("11am", 660), ("12am", 0), ("12:30 pm", 750),
     ("1:45 P.M.", 825), ("24:00", None), ("13pm", None), ("0am", None), ("7", None), ("7:5", None), ("noon", None),
     ("", None), ("11:00:00", None), ("-1:00", None)],
)  # fmt: skip
def test_reading_a_time(text: str, minute: int | None) -> None:
    assert read_minute(text) == minute
