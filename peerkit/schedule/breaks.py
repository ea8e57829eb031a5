"""Whether a day leaves room to rest. These are notices, never a score: the day is the person's own.

The limits are our own judgement; what they lean on stands beside each rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from peerkit.model.reference import Reference
from peerkit.model.schedule import Day, Notice, Row, RowKind
from peerkit.model.speech import say

# The guide to the British rules for work at a screen likes 5 to 10 minutes after 50 to 60 minutes of work better than
# 15 minutes after two hours: two hours is where we speak up, and five minutes is the least we take for a break.
LONGEST_STRETCH, SHORTEST_BREAK = 120, 5
SCREEN_WORK = Reference(
    "Health and Safety Executive (UK): breaks from work at a screen",
    "https://www.hse.gov.uk/contact/faqs/vdubreaks.htm",
    "2026-11-21",
)
# Federal law in the United States asks for no meal break; laws of states do, mostly for more than five or six hours.
LONG_DAY, SHORTEST_MEAL = 360, 20
MEALS = Reference(
    "US Department of Labor: breaks and meal periods",
    "https://www.dol.gov/general/topic/workhours/breaks",
    "2026-11-21",
)
# Our own judgement: time to write the notes, stand up and arrive in the next talk.
BETWEEN_SESSIONS = 10


def notices(day: Day) -> tuple[Notice, ...]:
    """What is worth a look in a day, in the order of the day."""
    found = [*_long_stretches(day), *_no_meal(day), *_back_to_back(day)]
    return tuple(sorted(found, key=lambda notice: (notice.begins, notice.rule)))


def _long_stretches(day: Day) -> Iterator[Notice]:
    for begins, ends in day.work_hours(joined=SHORTEST_BREAK - 1):
        if ends - begins > LONGEST_STRETCH:
            message = say("This is {long} of work with no break. Plan a short one.", long=_long(ends - begins))
            yield Notice("long-stretch", begins, ends, message, SCREEN_WORK)


def _no_meal(day: Day) -> Iterator[Notice]:
    work = [(row.begins, end) for row, end in day.spans() if row.kind.is_work]
    if not work or sum(end - begin for begin, end in work) <= LONG_DAY:
        return
    first, last = work[0][0], work[-1][1]
    for row, end in day.spans():
        if row.kind is RowKind.MEAL and end - row.begins >= SHORTEST_MEAL and first < row.begins and end < last:
            return
    message = say(
        "A day with more than {hours} hours of work, and no meal of {minutes} minutes in it.",
        hours=LONG_DAY // 60,
        minutes=SHORTEST_MEAL,
    )
    yield Notice("no-meal", first, last, message, MEALS)


def _back_to_back(day: Day) -> Iterator[Notice]:
    before: tuple[Row, int] | None = None
    for row, end in day.spans():
        if row.kind is not RowKind.SESSION:
            continue
        if before is not None and row.begins - before[1] < BETWEEN_SESSIONS:
            message = say(
                "Sessions follow each other with less than {minutes} minutes between them.", minutes=BETWEEN_SESSIONS
            )
            yield Notice("back-to-back", before[0].begins, end, message)
        before = (row, end)


def _long(minutes: int) -> str:
    count, rest = divmod(minutes, 60)
    hours = say("1 hour") if count == 1 else say("{count} hours", count=count)
    over = say("{count} minutes", count=rest)
    if not (count and rest):
        return hours if count else over
    return say("{hours} and {minutes}", hours=hours, minutes=over)
