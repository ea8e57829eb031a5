"""``peerkit platforms template``."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from peerkit.cli.platforms.options import OutputFile

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def template(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An id for it: small letters, digits and dashes.")],
    output: OutputFile = None,
) -> None:
    """A sheet to fill in for an app that PeerKit does not know."""
    from peerkit.cli.output import write_report
    from peerkit.folders import settings_folder
    from peerkit.platformdata.loader import load_catalogue
    from peerkit.platformdata.template import template as sheet

    text = sheet(name, load_catalogue(settings_folder() / "platforms"), date.today().isoformat())
    if output is None:
        sys.stdout.write(text)
        return
    write_report(output, text)
