"""``peerkit schedule list``."""

from __future__ import annotations

import sys

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.errors import ExitCode

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("list")
def list_(output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """The days there are, your own included."""
    from peerkit.cli import tell
    from peerkit.render.schedule import render_days, render_days_json
    from peerkit.schedule.loader import Days

    found, broken = Days.of_this_account().load_all()
    sys.stdout.write(render_days_json(found) if output is TextOrJson.JSON else render_days(found, paper(plain)))
    for file in broken:
        tell(f"{file} has mistakes and is left out.", f"See them with: peerkit schedule check {file}")
    if broken:
        raise typer.Exit(ExitCode.COULD_NOT_RUN)
