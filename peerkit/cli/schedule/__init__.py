"""``peerkit schedule``: a day of work with its breaks; each command is imported when it is called."""

from __future__ import annotations

import typer

from peerkit.cli.lazy import LazyGroup


class ScheduleCommands(LazyGroup):
    """The commands about the workday."""

    table = {
        "list": ("peerkit.cli.schedule.listing", "The days there are, your own included."),
        "show": ("peerkit.cli.schedule.show", "A day, row by row, and whether it has room for breaks."),
        "export": ("peerkit.cli.schedule.export", "A day as a calendar file with alarms, or as a page to print."),
        "new": ("peerkit.cli.schedule.new", "A day of your own to change, made from the example."),
        "check": ("peerkit.cli.schedule.check", "Check your own days; mistakes are named with file and line."),
    }


app = typer.Typer(cls=ScheduleCommands, add_completion=False, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def schedule() -> None:
    """Plan your workday: breaks, a page to print, a calendar file."""
