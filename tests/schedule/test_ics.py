"""The calendar file, read back by another library than the one that wrote it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr

from peerkit.schedule.ics import CalendarPlan, render_ics
from peerkit.schedule.loader import Days
from tests.schedule.days import day

EXAMPLE = Days().load("example")
NEW_YORK = "America/New_York"
MADE = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
TELLING = re.compile(r"peer|recover|health|sober|support|therap|addict|crisis|dap\b|meet with peers", re.IGNORECASE)


def plan(first: str = "2026-12-01", **changes: Any) -> CalendarPlan:
    return CalendarPlan(date.fromisoformat(first), "key", MADE, **({"zone": NEW_YORK} | changes))


def events(text: str) -> list[Any]:
    return list(vobject.readOne(text).vevent_list)


def test_thirteen_events_at_their_times() -> None:
    found = events(render_ics(EXAMPLE, plan()))
    assert [event.dtstart.value.strftime("%Y-%m-%d %H:%M") for event in found] == [
        f"2026-12-01 {row.begins // 60:02d}:{row.begins % 60:02d}" for row in EXAMPLE.rows
    ]
    assert [event.duration.value for event in found] == [timedelta(minutes=e - r.begins) for r, e in EXAMPLE.spans()]
    assert {event.dtstart.value.utcoffset() for event in found} == {timedelta(hours=-5)}, "as the file describes it"
    assert {event.dtstamp.value for event in found} == {MADE}


def test_lines_are_as_the_standard_wants_them() -> None:
    text = render_ics(day("09:00 work " + "ö" * 100), plan(own_words=True))
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert events(text)[0].summary.value == "ö" * 100


def test_nothing_tells_what_the_work_is() -> None:
    assert TELLING.findall(render_ics(EXAMPLE, plan(weekdays=True, alarm=5))) == []
    assert TELLING.findall(render_ics(EXAMPLE, plan(own_words=True))), "asked for, the words are there"


def test_a_row_without_a_title_shows_only_its_kind() -> None:
    rows = ("09:00 session Call Alex about relapse", "10:00 own Therapist", "11:00 break Cry")
    found = events(render_ics(day(*rows), plan()))
    assert [event.summary.value for event in found] == ["Busy", "Own time", "Break"]


def test_hostile_words_stay_words() -> None:
    text = render_ics(day("09:00 work A\\nEND:VEVENT\\nX-EVIL:1;,\\u001b[2J"), plan(own_words=True))
    assert "\nX-EVIL" not in text
    assert "\x1b" not in text
    assert len(events(text)) == 1


def test_weekdays_repeat_until_the_last_day() -> None:
    found = events(render_ics(EXAMPLE, plan("2026-11-21", weekdays=True, until=date(2026, 12, 4))))
    for event, row in zip(found, EXAMPLE.rows, strict=True):
        rule = rrulestr(event.rrule.value, dtstart=event.dtstart.value)
        days = [f"{at:%a %d}" for at in rule]
        assert days == [
            "Mon 23",
            "Tue 24",
            "Wed 25",
            "Thu 26",
            "Fri 27",
            "Mon 30",
            "Tue 01",
            "Wed 02",
            "Thu 03",
            "Fri 04",
        ], row.id


def test_rows_past_midnight_repeat_on_the_days_after() -> None:
    found = events(render_ics(EXAMPLE.starting(23 * 60), plan("2026-11-23", weekdays=True, until=date(2026, 11, 27))))
    first, *_, last = found
    assert [f"{at:%a %d}" for at in rrulestr(last.rrule.value, dtstart=last.dtstart.value)] == [
        "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Sat 28",
    ]  # fmt: skip
    assert len(list(rrulestr(first.rrule.value, dtstart=first.dtstart.value))) == 5


def test_the_end_of_a_rule_is_utc_where_there_is_a_zone() -> None:
    zoned = render_ics(EXAMPLE, plan(weekdays=True, until=date(2027, 1, 1)))
    plain = render_ics(EXAMPLE, plan(weekdays=True, until=date(2027, 1, 1), zone=None))
    assert "UNTIL=20270101T120000Z" in zoned
    assert "UNTIL=20270101T070000;" in plain


def test_alarms_ring_before_each_row() -> None:
    found = events(render_ics(EXAMPLE, plan(alarm=10)))
    assert [event.valarm.trigger.value for event in found] == [timedelta(minutes=-10)] * 13
    assert {event.valarm.action.value for event in found} == {"DISPLAY"}
    assert [event.valarm.description.value for event in found] == [event.summary.value for event in found]
    assert "VALARM" not in render_ics(EXAMPLE, plan())
    assert events(render_ics(EXAMPLE, plan(alarm=0)))[0].valarm.trigger.value == timedelta(0)


def uids(*words: Any, **changes: Any) -> list[str]:
    return [event.uid.value for event in events(render_ics(*words, plan(**changes)))]


def test_ids_are_stable_and_each_accounts_own() -> None:
    first = uids(EXAMPLE)
    assert len(set(first)) == 13
    assert uids(EXAMPLE.starting(660)) == first, "moved, they are the same events"
    assert not set(first) & set(uids(EXAMPLE, first="2026-12-02"))
    assert not set(first) & set(uids(EXAMPLE, weekdays=True))
    other = CalendarPlan(date(2026, 12, 1), "another key", MADE, zone=NEW_YORK)
    assert not set(first) & {event.uid.value for event in events(render_ics(EXAMPLE, other))}


@pytest.mark.parametrize("first", ["2027-03-14", "2027-11-07"])
def test_nothing_is_lost_on_the_nights_the_clocks_change(first: str) -> None:
    for minute in (0, 60, 90, 120, 150, 180):
        found = events(render_ics(EXAMPLE.starting(minute), plan(first)))
        assert len(found) == 13
        assert all(event.duration.value > timedelta(0) for event in found)
        assert sum((event.duration.value for event in found), timedelta()) == timedelta(hours=15)


@pytest.mark.parametrize(
    "zone", [NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "America/Phoenix", "Africa/Casablanca", "Asia/Kolkata",
             "America/Santiago", "Europe/Dublin"],
)  # fmt: skip
def test_the_zone_is_described_as_it_is(zone: str) -> None:
    """The description alone, which calendars use that do not know the name, gives the offset of every day and hour."""
    text = render_ics(EXAMPLE, plan(zone=zone))
    described = vobject.readOne(text).vtimezone.tzinfo
    real = ZoneInfo(zone)
    for start in (datetime(2026, 6, 1) + timedelta(days=days) for days in range(730)):
        changes = start.replace(tzinfo=real).utcoffset() != (start + timedelta(days=1)).replace(tzinfo=real).utcoffset()
        for moment in (start + timedelta(minutes=30 * half) for half in range(48 if changes else 1)):
            away = [moment.replace(tzinfo=real, fold=fold).utcoffset() for fold in (0, 1)]
            if away[0] == away[1]:  # an hour that is there twice, or not at all, has no one answer
                assert moment.replace(tzinfo=described).utcoffset() == away[0], moment


def test_rules_go_on_for_ever_where_the_zone_has_some() -> None:
    text = render_ics(EXAMPLE, plan(weekdays=True))
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in text
    assert "DTSTART:20250309T020000" in text, "the clock as it ran before"


def test_times_without_a_zone_and_in_utc() -> None:
    assert "DTSTART:20261201T070000\r\n" in render_ics(EXAMPLE, plan(zone=None))
    utc = render_ics(EXAMPLE, plan(zone="Etc/UTC"))
    assert "DTSTART:20261201T070000Z\r\n" in utc
    assert "VTIMEZONE" not in utc
