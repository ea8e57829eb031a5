"""``peerkit schedule`` as a person calls it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import vobject

from peerkit.folders import settings_folder
from peerkit.model.speech import Speech, speak
from peerkit.schedule.zone import local_zone
from peerkit.settings import hours_around, load_settings, settings_path
from tests.cli.conftest import Peerkit
from tests.cli.test_documents import checked, closed, schema
from tests.reading_level import CEILING, grade
from tests.schedule.days import text_of


def own_day(name: str, text: str) -> Path:
    file = settings_folder() / "schedules" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace("name: mine", f"name: {name}"))
    return file


def test_show_starts_when_asked(peerkit: Peerkit) -> None:
    ended = peerkit("schedule", "show", "--start", "11:00", "--plain")
    assert ended.code == 0
    rows = [line for line in ended.out.splitlines() if " am: " in line or " pm: " in line]
    assert len(rows) == 14, "thirteen rows, and the end"
    assert rows[0].strip().startswith("11:00 am: Wake up")
    assert "An example, change it." in ended.out
    assert len(ended.out.splitlines()) < 24, "one screen"
    assert "After midnight:" not in ended.out
    assert "After midnight:" in peerkit("schedule", "show", "--start", "11pm", "--plain").out


@pytest.mark.parametrize("words", [("show",), ("show", "--work-from", "11am"), ("export", "--format", "json")])
def test_a_day_as_json(peerkit: Peerkit, words: tuple[str, ...]) -> None:
    json = () if "json" in words else ("--format", "json")
    document = checked(peerkit("schedule", *words, *json).out, "schedule")
    assert len(document["rows"]) == 13
    assert closed(schema("schedule"))


def test_the_list(peerkit: Peerkit) -> None:
    own_day("late", text_of("12:00 work All", ends="14:00"))
    assert "Mine (your own): 1 row, 12:00 pm to 2:00 pm." in peerkit("schedule", "list").out
    document = checked(peerkit("schedule", "list", "--format", "json").out, "schedule-list")
    assert [(day["name"], day["rows"], day["own"]) for day in document["days"]] == [
        ("example", 13, False), ("late", 1, True),
    ]  # fmt: skip
    own_day("broken", "rows: 5")
    ended = peerkit("schedule", "list")
    assert (ended.code, "broken.yaml has mistakes" in ended.err) == (4, True)


def test_check_tells_mistakes_and_gives_advice(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text_of("09:00 work All"))
    ended = peerkit("schedule", "check", file)
    assert ended.code == 0, "advice is no failure"
    assert "fine, 1 row." in ended.out
    assert "8 hours of work with no break" in ended.out
    document = checked(peerkit("schedule", "check", file, "--format", "json").out, "schedule-check")
    assert [notice["rule"] for notice in document["files"][0]["notices"]] == ["long-stretch", "no-meal"]
    file.write_text(text_of("25:00 work All"))
    ended = peerkit("schedule", "check", file)
    assert ended.code == 4
    assert f"{file}:6:10: rows[1].at: expected a time" in ended.err


def test_a_new_day_is_private_and_never_written_over(peerkit: Peerkit) -> None:
    file = settings_folder() / "schedules" / "mine.yaml"
    ended = peerkit("schedule", "new", "mine", "--work-from", "11:00")
    assert (ended.code, file.stat().st_mode & 0o777) == (0, 0o600)
    assert os.listdir(file.parent) == ["mine.yaml"]
    before = file.read_text()
    again = peerkit("schedule", "new", "mine")
    assert (again.code, file.read_text()) == (2, before)
    assert "is there already" in again.err
    assert "9:00 am: Wake up" in peerkit("schedule", "show", "mine", "--plain").out


def test_the_forms_of_an_export(peerkit: Peerkit, tmp_path: Path) -> None:
    heads = {"html": "<!doctype html>", "md": "# A day of work", "txt": "A day of work", "ics": "BEGIN:VCALENDAR"}
    for ending, head in heads.items():
        file = tmp_path / f"day.{ending}"
        assert peerkit("schedule", "export", "-o", file).code == 0
        assert file.read_text().startswith(head)
        assert peerkit("schedule", "export", "--format", ending).out.startswith(head)
    assert all("Set alarms that tell you" in (tmp_path / f"day.{form}").read_text() for form in ("html", "md", "txt"))
    page = (tmp_path / "day.html").read_text()
    assert page.count("<tr class=") == 13
    assert "<script" not in page
    spoken = (tmp_path / "day.txt").read_text().splitlines()
    assert len([line for line in spoken if line.startswith("At ")]) == 14


def test_a_hostile_title_stays_text(peerkit: Peerkit) -> None:
    own_day("evil", text_of("09:00 work <script>x|y*z_[a](b)", ends="10:00").replace("Mine", "<b>Mine</b>"))
    assert "<script>" not in peerkit("schedule", "export", "evil", "--format", "html").out
    assert "\\<script\\>x\\|y\\*z\\_\\[a\\](b)" in peerkit("schedule", "export", "evil", "--format", "md").out


def test_the_calendar_file(peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    words = ("schedule", "export", "--date", "2026-12-01", "--weekdays", "--until", "2027-01-29", "--alarms", "5")
    events = vobject.readOne(peerkit(*words).out).vevent_list
    assert len(events) == 13
    assert "TZID=Europe/Berlin" in peerkit(*words).out
    again = vobject.readOne(peerkit(*words, "--start", "8:00").out).vevent_list
    assert [event.uid.value for event in again] == [event.uid.value for event in events]


def test_times_without_a_zone_are_said_to_be(peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Nowhere/Land")
    ended = peerkit("schedule", "export")
    assert (ended.code, "does not tell its time zone" in ended.err) == (0, True)


def test_the_zone_of_the_device(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    assert local_zone(link) is None
    target = tmp_path / "zoneinfo" / "Asia" / "Tokyo"
    target.parent.mkdir(parents=True)
    target.touch()
    link.symlink_to(target)
    assert local_zone(link) == "Asia/Tokyo"
    monkeypatch.setenv("TZ", ":/usr/share/zoneinfo/Europe/Rome")
    assert local_zone(link) == "Europe/Rome"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--until", "2027-01-01"), "--until goes with --weekdays"),
        (("--weekdays", "--date", "2027-01-02", "--until", "2027-01-01"), "lies before the first date"),
        (("--date", "1.12.2026"), "--date wants a date"),
        (("--zone", "Mars/Base"), "no time zone named 'Mars/Base'"),
        (("--start", "25:00"), "--start wants a time"),
        (("--start", "9:00", "--work-from", "9:00"), "Give one of them"),
    ],
)
def test_wrong_usage(peerkit: Peerkit, words: tuple[str, ...], told: str) -> None:
    ended = peerkit("schedule", "export", *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_a_days_rows_of_work_are_the_hours(peerkit: Peerkit) -> None:
    own_day("nights", text_of("22:00 work A", "23:00 meal Eat", "00:30 session B", ends="02:00"))
    settings_path().write_text("work_hours:\n  monday: example\n  friday: nights\n  sunday: []\n")
    hours = load_settings().work_hours
    assert hours is not None
    shown = {day: [f"{a:%H:%M}-{b:%H:%M}" for a, b in spans] for day, spans in hours.items()}
    assert shown == {0: ["09:00-11:30", "12:30-17:00"], 4: ["22:00-23:00"], 5: ["00:30-02:00"], 6: []}
    at = datetime(2026, 11, 28, 1, 0).astimezone()
    assert any(start <= at <= end for start, end in hours_around(load_settings(), at) or ())
    settings_path().write_text("work_hours:\n  monday: exampel\n")
    ended = peerkit("settings", "show")
    assert (ended.code, ":2:11: work_hours.monday: expected hours" in ended.err) == (4, True)


def test_the_words_are_plain(peerkit: Peerkit) -> None:
    words = [peerkit("schedule", "show", "--plain").out, peerkit("schedule", "export", "--format", "txt").out]
    words += [peerkit("schedule", name, "--help").out for name in ("show", "list", "check", "new")]
    assert [text for text in words if grade(text) > CEILING] == []


@pytest.fixture
def english_afterwards() -> Iterator[None]:
    yield
    speak(Speech())


@pytest.mark.usefixtures("english_afterwards")
def test_the_day_and_its_tips_in_spanish(peerkit: Peerkit) -> None:
    day = peerkit("--lang", "es", "schedule", "show", "--start", "11:00").out
    assert day.splitlines()[0] == "Un día de trabajo en casa"
    assert "11:30 am: Desayuno (comida, 45 min)" in day
    page = peerkit("--lang", "es", "schedule", "export", "--format", "html").out
    assert '<html lang="es">' in page
    assert "Ponga alarmas" in page
