"""What the commands about the workday share: a day by name, moved to where it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.errors import WrongUsage

if TYPE_CHECKING:
    from peerkit.model.schedule import Day

Name = Annotated[str, typer.Argument(help="The day's name, as in: peerkit schedule list")]
Start = Annotated[
    str | None, typer.Option("--start", metavar="TIME", help="Begin the day at this time, such as 11:00 or 11am.")
]
WorkFrom = Annotated[
    str | None, typer.Option("--work-from", metavar="TIME", help="Begin the day so that work starts at this time.")
]


def day_of(name: str, start: str | None, work_from: str | None = None) -> Day:
    """The day of that name, moved. Raises ``WrongUsage``, ``NotFound``, ``BadData`` or ``UnreadableFile``."""
    from peerkit.schedule.loader import Days

    if start is not None and work_from is not None:
        raise WrongUsage("--start and --work-from both say when to begin.", "Give one of them.")
    day = Days.of_this_account().load(name)
    if start is not None:
        return day.starting(_minute(start, "--start"))
    return day if work_from is None else day.working_from(_minute(work_from, "--work-from"))


def _minute(text: str, option: str) -> int:
    from peerkit.model.schedule import read_minute

    minute = read_minute(text)
    if minute is None:
        raise WrongUsage(f"{option} wants a time, and {text!r} is none.", "Write it as 11:00, 13:45 or 1:45pm.")
    return minute
