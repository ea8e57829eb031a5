"""A day as a calendar file (iCalendar, RFC 5545) that real calendars take.

Titles are neutral, and nothing in the file says what the work is: others may see a calendar. A row's ``calendar`` is
its title; where it has none, the kind's plain word stands there. What the person wrote comes in only when asked for.
Times are those of the wall clock in a named zone, which the file describes; lengths are durations, because on the
night the clocks change an end on the wall clock may lie before its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from peerkit.model.private import printable
from peerkit.model.schedule import FULL_DAY, Day, Row, RowKind
from peerkit.schedule.zone import observances

if TYPE_CHECKING:
    from icalendar import Calendar, Event

NEUTRAL = {
    RowKind.SESSION: "Busy",
    RowKind.WORK: "Work",
    RowKind.BREAK: "Break",
    RowKind.MEAL: "Meal",
    RowKind.OWN: "Own time",
}
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FRIDAY = 4
_UTC = ("UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal", "Etc/Universal")


@dataclass(frozen=True)
class CalendarPlan:
    """When a day goes into the calendar, and how.

    ``zone`` is a name of the time zone database, or None for times without a zone, which every calendar reads as its
    own. ``alarm`` is minutes before each row. ``key`` is secret to the account: it makes the ids of events stable, so
    that a file read twice changes events and does not double them, and tells nobody anything.
    """

    first: date
    key: str
    made_at: datetime
    weekdays: bool = False
    until: date | None = None
    zone: str | None = None
    alarm: int | None = None
    own_words: bool = False


def title_of(row: Row, own_words: bool) -> str:
    """What the calendar shows for a row."""
    return printable(row.activity if own_words else row.calendar or NEUTRAL[row.kind])


def render_ics(day: Day, plan: CalendarPlan) -> str:
    """The calendar file: one event a row."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Day plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Day plan")
    _describe_zone(calendar, plan)
    for event in _events(day, plan):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _describe_zone(calendar: Calendar, plan: CalendarPlan) -> None:
    """Say what the zone's clock does, by its yearly rules: not every calendar knows the name.

    Written here because the library's own description is an hour late in spring (icalendar 7.3) and ends some years on.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    if plan.zone is None or plan.zone in _UTC:
        return
    described = Timezone()
    described.add("tzid", plan.zone)
    for seen in observances(plan.zone, plan.first.year - 1):
        part = TimezoneDaylight() if seen.summer else TimezoneStandard()
        part.add("dtstart", seen.begins)
        part.add("tzoffsetfrom", seen.before)
        part.add("tzoffsetto", seen.after)
        part.add("tzname", seen.name)
        if seen.rule is not None:
            month, place, weekday = seen.rule
            part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{place}{_CODES[weekday]}"})
        for at in seen.also:
            part.add("rdate", at)  # a line each: some readers take only the first of a list
        described.add_component(part)
    calendar.add_component(described)


def _events(day: Day, plan: CalendarPlan) -> Iterator[Event]:
    from icalendar import Alarm, Event

    zone = _zone(plan)
    first = _next_weekday(plan.first) if plan.weekdays else plan.first
    for row, end in day.spans():
        title = title_of(row, plan.own_words)
        event = Event()
        event.add("uid", _uid(day, row, plan))
        event.add("dtstamp", plan.made_at)
        event.add("summary", title)
        event.add("dtstart", _moment(first, row.begins, zone))
        event.add("duration", timedelta(minutes=end - row.begins))
        event.add("class", "PRIVATE")
        if plan.weekdays:
            event.add("rrule", _rule(row, plan, zone))
        if plan.alarm is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", title)
            alarm.add("trigger", -timedelta(minutes=plan.alarm))
            event.add_component(alarm)
        yield event


def _zone(plan: CalendarPlan) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    if plan.zone is None:
        return None
    return UTC if plan.zone in _UTC else ZoneInfo(plan.zone)


def _moment(day: date, minute: int, zone: tzinfo | None) -> datetime:
    """A minute of the day as the wall clock shows it; after midnight is the next date."""
    date_of_row = day + timedelta(days=minute // FULL_DAY)
    return datetime.combine(date_of_row, time(minute % FULL_DAY // 60, minute % 60), tzinfo=zone)


def _next_weekday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > _FRIDAY else day


def _rule(row: Row, plan: CalendarPlan, zone: tzinfo | None) -> dict[str, object]:
    """Monday to Friday; a row past midnight falls on the days after."""
    shift = row.begins // FULL_DAY
    rule: dict[str, object] = {"freq": "weekly", "byday": [_CODES[(day + shift) % 7] for day in range(_FRIDAY + 1)]}
    if plan.until is not None:
        rule["until"] = _last(_moment(plan.until, row.begins, zone))
    return rule


def _last(moment: datetime) -> datetime:
    """The last moment a rule may reach: in UTC where there is a zone, as RFC 5545 (3.3.10) wants it."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def _uid(day: Day, row: Row, plan: CalendarPlan) -> str:
    import hashlib
    from uuid import UUID

    when = "weekdays" if plan.weekdays else plan.first.isoformat()
    text = "\n".join((day.name, row.id, when)).encode()
    return str(UUID(bytes=hashlib.blake2b(text, key=plan.key.encode()[:64], digest_size=16).digest()))
