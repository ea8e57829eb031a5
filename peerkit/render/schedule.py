"""A day as text for a terminal, as a JSON document, and the list of days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peerkit.model.schedule import FULL_DAY, Day, Notice, RowKind, clock
from peerkit.model.speech import say
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, safe
from peerkit.render.sheet import Block, Heading, Item, Text, Title, render_text

KINDS = {
    RowKind.SESSION: "sessions",
    RowKind.WORK: "work",
    RowKind.BREAK: "break",
    RowKind.MEAL: "meal",
    RowKind.OWN: "own time",
}
_COLUMN = 14


def clock_12(minute: int) -> str:
    """A minute as people in the United States say it."""
    hour = minute // 60 % 24
    return f"{hour % 12 or 12}:{minute % 60:02d} {'pm' if hour >= 12 else 'am'}"


def length(minutes: int) -> str:
    """How long something takes, in short."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])


def when(minute: int) -> str:
    """A minute on the clock, with a word where it is after midnight."""
    return clock_12(minute) + (f" ({say('next day')})" if minute >= FULL_DAY else "")


def render_day(day: Day, notices: Sequence[Notice], paper: Paper) -> str:
    """The day, row by row, and what is worth a look in it: one screen. Tips stand on the printed page."""
    blocks: list[Block] = [Title(say(day.title)), *([Text(say(day.note))] if day.note else []), Heading(say("The day"))]
    before = 0
    for row, end in day.spans():
        kind, activity = say(KINDS[row.kind]), say(row.activity)
        told = "" if kind in activity.lower().split() else f"{kind}, "
        if row.begins >= FULL_DAY > before:
            blocks.append(Text(say("After midnight:")))
        about = f"{activity} ({told}{length(end - row.begins)})"
        blocks.append(Item(about, lead=clock_12(row.begins), column=_COLUMN))
        before = row.begins
    blocks.append(Item(say("The day ends"), lead=clock_12(day.ends), column=_COLUMN))
    blocks += [Heading(say("Breaks")), *notice_blocks(notices)]
    command = f"peerkit schedule export {day.name} --help"
    blocks.append(Text(say("To print it, or put it in your calendar: {command}", command=command)))
    return render_text(blocks, paper)


def notice_blocks(notices: Sequence[Notice]) -> list[Block]:
    """What is worth a look; a day without any is said to be fine."""
    if not notices:
        return [Text(say("No stretch of work is longer than two hours."))]
    told: list[Block] = [Text(say("Worth a look. It is your day, so you decide."))]
    for notice in notices:
        told.append(
            Item(
                notice.message,
                lead=say("{begin} to {end}", begin=when(notice.begins), end=when(notice.ends)),
                below=(say("Read more: {title}", title=notice.source.title),) if notice.source else (),
                url=notice.source.url if notice.source else "",
            )
        )
    return told


def render_days(found: Iterable[tuple[Day, bool]], paper: Paper) -> str:
    """One line a day; ``True`` beside it means that it is one's own."""
    lines = []
    for day, own in found:
        mark = " (your own)" if own else ""
        rows = f"{len(day.rows)} row{'' if len(day.rows) == 1 else 's'}"
        text = f"{day.title}{mark}: {rows}, {when(day.begins)} to {when(day.ends)}."
        lines += paper.wrap(text, " " * 18, f"{day.name:<16}  ")
    return "\n".join(lines) + "\n"


def render_day_json(day: Day, notices: Sequence[Notice]) -> str:
    """A day as ``peerkit.schedule/1`` (schemas/)."""
    return dumps({"schema": "peerkit.schedule/1", **_head(day), **_body(day, notices)})


def render_days_json(found: Iterable[tuple[Day, bool]]) -> str:
    """The days there are as ``peerkit.schedule-list/1`` (schemas/)."""
    days = [{**_head(day), "rows": len(day.rows), "own": own} for day, own in found]
    return dumps({"schema": "peerkit.schedule-list/1", "days": days})


def render_checked(found: Iterable[tuple[str, Day, Sequence[Notice]]], paper: Paper) -> str:
    """Files with a day each, and what is worth a look in them."""
    lines = ""
    for file, day, notices in found:
        rows = f"{len(day.rows)} row{'' if len(day.rows) == 1 else 's'}"
        lines += safe(f"{file}: fine, {rows}.") + "\n" + render_text(notice_blocks(notices), paper)
    return lines


def render_checked_json(found: Iterable[tuple[str, Day, Sequence[Notice]]]) -> str:
    """Files with a day each, and what is worth a look in them, as ``peerkit.schedule-check/1`` (schemas/)."""
    files = [{"file": file, "rows": len(day.rows), "notices": _notices(notices)} for file, day, notices in found]
    return dumps({"schema": "peerkit.schedule-check/1", "files": files})


def _notices(notices: Sequence[Notice]) -> list[dict[str, Any]]:
    return [
        {
            "rule": notice.rule,
            "begins": clock(notice.begins),
            "ends": clock(notice.ends),
            "message": notice.message,
            "source": notice.source.url if notice.source else None,
        }
        for notice in notices
    ]


def _head(day: Day) -> dict[str, Any]:
    return {
        "name": day.name,
        "title": day.title,
        "note": day.note,
        "begins": clock(day.begins),
        "ends": clock(day.ends),
    }


def _body(day: Day, notices: Sequence[Notice]) -> dict[str, Any]:
    return {
        "practices": list(day.practices),
        "tips": [{"say": tip.say, "practices": list(tip.practices)} for tip in day.tips],
        "work_hours": [{"begins": clock(begins), "ends": clock(ends)} for begins, ends in day.work_hours()],
        "rows": [
            {
                "id": row.id,
                "at": clock(row.begins),
                "day": row.begins // FULL_DAY,
                "minutes": end - row.begins,
                "do": row.activity,
                "kind": row.kind.value,
                "calendar": row.calendar,
                "practices": list(row.practices),
            }
            for row, end in day.spans()
        ],
        "notices": _notices(notices),
    }
