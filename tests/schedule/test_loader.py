"""Reading days: where they lie, and mistakes with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.datafile import parse
from peerkit.errors import BadData, NotFound, WrongUsage
from peerkit.model.schedule import clock
from peerkit.schedule.loader import Days, read_day
from peerkit.schedule.starter import starter
from tests.schedule.days import day, text_of

ROWS = ("09:00 work First", "10:00 break Rest", "10:15 session Second")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "schedules"
    folder.mkdir()
    return folder


def test_a_night_shift_runs_past_midnight() -> None:
    night = day("22:00 work Start", "23:30 break Tea", "00:15 session Talk", ends="6am")
    assert [row.begins for row in night.rows] == [1320, 1410, 1455]
    assert night.ends == 1800


def test_a_day_may_end_at_midnight_and_last_24_hours() -> None:
    assert clock(day("09:00 work All", ends="00:00").ends) == "00:00"
    whole = day("07:00 own All", ends="07:00")
    assert whole.ends - whole.begins == 24 * 60


def test_rows_get_an_id_where_none_is_given() -> None:
    assert [row.id for row in day(*ROWS).rows] == ["row-1", "row-2", "row-3"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('at: "10:00"', 'at: "10 o\'clock"', "mine.yaml:7:10: rows[2].at: expected a time such as"),
        ('at: "10:00"', "at: 25:00", "rows[2].at: expected a time"),
        ('at: "10:00"', 'at: "09:00"', "rows[2].at: the row above begins at 09:00 too"),
        ('at: "10:15"', 'at: "09:30"', "rows[3].at: 09:30 comes before 10:00 in the row above"),
        ("kind: break", "kind: brake", "expected one of break, meal, own, session, work; found 'brake'; did you mean"),
        ("do: ", "doing: ", "unknown key"),
        ('do: "Rest"', 'do: ""', "rows[2].do: expected text, found nothing"),
        ('ends: "17:00"', 'ends: "5"', "ends: expected a time such as"),
        ("peerkit.schedule/1", "peerkit.schedule/2", "schema: expected one of peerkit.schedule/1"),
        ("name: mine", "name: My Day", "name: expected a name of small letters"),
        ('kind: break, do: "Rest"', 'kind: break, id: row-1, do: "Rest"', "the row id 'row-1' stands here twice"),
    ],
)
def test_a_mistake_names_its_place(old: str, new: str, told: str) -> None:
    text = text_of(*ROWS)
    assert old in text
    with pytest.raises(BadData) as caught:
        read_day(parse(text.replace(old, new), "mine.yaml"))
    assert told in caught.value.message


def test_several_mistakes_are_told_together() -> None:
    with pytest.raises(BadData) as caught:
        day("9 work A", "10:00 rest B", "11 work C")
    assert len(caught.value.problems) == 3


def test_an_empty_day_and_one_too_long_are_refused() -> None:
    head = "schema: peerkit.schedule/1\nname: mine\ntitle: Mine\nends: '9:00'\nrows: "
    with pytest.raises(BadData, match="expected at least one row"):
        read_day(parse(f"{head}[]\n", "mine.yaml"))
    with pytest.raises(BadData, match="24 hours"):
        day("09:00 work A", "08:00 own B", ends="10:00")


def test_ones_own_day_takes_the_place_of_the_shipped_one(own: Path) -> None:
    (own / "example.yaml").write_text(text_of(*ROWS).replace("name: mine", "name: example"))
    (own / "broken.yaml").write_text("rows: 5\n")
    found, broken = Days(own).load_all()
    assert [(day.title, is_own) for day, is_own in found] == [("Mine", True)]
    assert broken == [own / "broken.yaml"]
    assert len(Days().load("example").rows) == 13


def test_the_name_is_the_files(own: Path) -> None:
    (own / "other.yaml").write_text(text_of(*ROWS))
    with pytest.raises(BadData, match="expected 'other', the name of the file, found 'mine'"):
        Days(own).load("other")
    with pytest.raises(NotFound, match="no day named mine"):
        Days(own).load("mine")


def test_the_starter_reads_back_as_the_day_it_came_from() -> None:
    example = Days().load("example").starting(23 * 60)
    read = read_day(parse(starter("nights", example), "nights.yaml"))
    assert read.name == "nights"
    assert [(r.id, r.begins, r.activity, r.kind, r.calendar) for r in read.rows] == [
        (r.id, r.begins, r.activity, r.kind, r.calendar) for r in example.rows
    ]
    assert read.ends == example.ends


@pytest.mark.parametrize("name", ["", "My day", "../up", "a/b", "ünï"])
def test_a_starter_has_a_plain_name(name: str) -> None:
    with pytest.raises(WrongUsage):
        starter(name, Days().load("example"))
