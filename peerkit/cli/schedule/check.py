"""``peerkit schedule check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.errors import BadData, ExitCode, UnreadableFile

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files with a day each.")],
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """Check your own days; mistakes are named with file and line.

    What it says about breaks is advice: it never makes the check fail.
    """
    from peerkit.cli import tell
    from peerkit.render.schedule import render_checked, render_checked_json
    from peerkit.schedule.breaks import notices
    from peerkit.schedule.loader import Days

    found, broken = [], False
    for file in files:
        try:
            day = Days.of_this_account().read(file)
        except (BadData, UnreadableFile) as error:
            broken = True
            tell(error.message, error.hint)
        else:
            found.append((str(file), day, notices(day)))
    json = output is TextOrJson.JSON
    sys.stdout.write(render_checked_json(found) if json else render_checked(found, paper(plain)))
    if broken:
        raise typer.Exit(ExitCode.COULD_NOT_RUN)
