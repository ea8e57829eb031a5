"""``peerkit schedule new``."""

from __future__ import annotations

from typing import Annotated

import typer

from peerkit.cli.schedule.options import Start, WorkFrom, day_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name: small letters, digits and dashes.")],
    start: Start = None,
    work_from: WorkFrom = None,
) -> None:
    """A day of your own to change, made from the example."""
    from peerkit.folders import settings_folder
    from peerkit.render.paper import safe
    from peerkit.schedule.starter import starter
    from peerkit.settings import write_new

    text = starter(name, day_of("example", start, work_from))
    file = settings_folder() / "schedules" / f"{name}.yaml"
    write_new(file, text)
    typer.echo(f"Written: {safe(str(file))}")
    typer.echo(f"Open it in an editor and make it yours. Then: peerkit schedule show {name}")
