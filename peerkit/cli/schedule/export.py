"""``peerkit schedule export``."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.schedule.options import Name, Start, WorkFrom, day_of
from peerkit.errors import WrongUsage

if TYPE_CHECKING:
    from peerkit.model.schedule import Day
    from peerkit.schedule.ics import CalendarPlan

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Form(Enum):
    """What a day can be written as; each is also how the name of such a file ends."""

    ICS = "ics"
    HTML = "html"
    MD = "md"
    TXT = "txt"
    JSON = "json"


@app.command()
def export(
    name: Name = "example",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="What to make; else what the file's name ends in, or ics.")
    ] = None,
    start: Start = None,
    work_from: WorkFrom = None,
    on: Annotated[str, typer.Option("--date", metavar="DATE", help="The date, such as 2026-12-01; else today.")] = "",
    weekdays: Annotated[bool, typer.Option("--weekdays", help="Each Monday to Friday from that date on.")] = False,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="The last date, with --weekdays.")] = "",
    alarms: Annotated[
        int | None, typer.Option("--alarms", min=0, max=120, metavar="MIN", help="Ring this long before each row.")
    ] = None,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help="Time zone, such as America/New_York; else this device's.")
    ] = "",
    own_words: Annotated[
        bool, typer.Option("--own-words", help="Put your own words in the calendar, not neutral titles.")
    ] = False,
) -> None:
    """A day as a calendar file with alarms, or as a page to print.

    Titles in the calendar are neutral, since others may see it. The printed page has your own words.
    """
    day = day_of(name, start, work_from)
    chosen = form or _form_of(output)
    if chosen is Form.ICS:
        from peerkit.schedule.ics import render_ics

        text = render_ics(day, _plan(on, weekdays, until, alarms, zone, own_words))
    else:
        text = _printed(day, chosen)
    if output is None:
        sys.stdout.write(text)
        return
    from peerkit.cli.output import write_report

    write_report(output, text)


def _form_of(output: Path | None) -> Form:
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    return next((form for form in Form if form.value == ending), Form.ICS)


def _printed(day: Day, form: Form) -> str:
    if form is Form.JSON:
        from peerkit.render.schedule import render_day_json
        from peerkit.schedule.breaks import notices

        return render_day_json(day, notices(day))
    from peerkit.render.schedule_print import day_html, day_markdown, day_text

    return {Form.HTML: day_html, Form.MD: day_markdown, Form.TXT: day_text}[form](day)


def _plan(on: str, weekdays: bool, until: str, alarms: int | None, zone: str, own_words: bool) -> CalendarPlan:
    from datetime import UTC

    from peerkit.redaction import redaction_salt
    from peerkit.schedule.ics import CalendarPlan

    first = _date(on, "--date") if on else date.today()
    last = _date(until, "--until") if until else None
    if last is not None and not weekdays:
        raise WrongUsage("--until goes with --weekdays.", "Without it, the day stands in the calendar once.")
    if last is not None and last < first:
        raise WrongUsage(f"--until {last} lies before the first date, {first}.")
    return CalendarPlan(first, redaction_salt(), datetime.now(UTC), weekdays, last, _zone(zone), alarms, own_words)


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"{option} wants a date, and {text!r} is none.", "Write it as 2026-12-01.") from None


def _zone(asked: str) -> str | None:
    from peerkit.cli import tell
    from peerkit.schedule.zone import is_zone, local_zone

    if asked:
        if not is_zone(asked):
            raise WrongUsage(f"There is no time zone named {asked!r}.", "A name looks like America/New_York.")
        return asked
    zone = local_zone()
    if zone is None:
        tell("This device does not tell its time zone. The file holds plain clock times.", "Or say: --zone ZONE")
    return zone
