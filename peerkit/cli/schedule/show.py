"""``peerkit schedule show``."""

from __future__ import annotations

import sys

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.cli.schedule.options import Name, Start, WorkFrom, day_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(
    name: Name = "example",
    start: Start = None,
    work_from: WorkFrom = None,
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """A day, row by row, and whether it has room for breaks."""
    from peerkit.render.schedule import render_day, render_day_json
    from peerkit.schedule.breaks import notices

    day = day_of(name, start, work_from)
    found = notices(day)
    json = output is TextOrJson.JSON
    sys.stdout.write(render_day_json(day, found) if json else render_day(day, found, paper(plain)))
