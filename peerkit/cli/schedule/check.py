"""``peerkit schedule check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.options import Plain, paper
from peerkit.errors import BadData, ExitCode, UnreadableFile

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files with a day each.")],
    plain: Plain = False,
) -> None:
    """Check your own days; mistakes are named with file and line.

    What it says about breaks is advice: it never makes the check fail.
    """
    from peerkit.cli import tell
    from peerkit.render.paper import safe
    from peerkit.render.schedule import notice_blocks
    from peerkit.render.sheet import render_text
    from peerkit.schedule.breaks import notices
    from peerkit.schedule.loader import Days

    failed = False
    for file in files:
        try:
            day = Days.of_this_account().read(file)
        except (BadData, UnreadableFile) as error:
            failed = True
            tell(error.message, error.hint)
        else:
            rows = f"{len(day.rows)} row{'' if len(day.rows) == 1 else 's'}"
            sys.stdout.write(f"{safe(str(file))}: fine, {rows}.\n")
            sys.stdout.write(render_text(notice_blocks(notices(day)), paper(plain)))
    if failed:
        raise typer.Exit(ExitCode.COULD_NOT_RUN)
