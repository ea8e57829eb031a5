"""``peerkit platforms show``."""

from __future__ import annotations

import sys

import typer

from peerkit.cli.options import Plain, paper
from peerkit.cli.platforms.options import (
    Form,
    FormOption,
    FunctionName,
    OutputFile,
    PlatformName,
    Report,
    give,
    grounds,
)
from peerkit.errors import NotFound
from peerkit.grounds import Grounds

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(
    name: PlatformName,
    function: FunctionName = None,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """All that is known of one, with sources and dates."""
    from peerkit.render.platform_show import show_blocks, show_rows

    found = grounds()
    try:
        platform = found.platform(name)
    except NotFound as error:
        raise typer.Exit(_stranger(found, name, error)) from None

    def as_json() -> str:
        from peerkit.render.platform_json import render_platform_json

        return render_platform_json(platform, found.catalogue, found.today)

    give(
        Report(
            lambda: show_blocks(platform, found.catalogue, found.today, function),
            as_json,
            lambda: show_rows(platform, found.catalogue, found.today, function),
        ),
        form,
        plain,
        output,
    )


def _stranger(found: Grounds, name: str, error: NotFound) -> int:
    """Say what to find out about an app nobody knows, and where; the exit code."""
    from peerkit.render.platform_unknown import unknown_blocks
    from peerkit.render.sheet import render_text

    near = found.catalogue.near(name)
    sys.stderr.write(render_text(unknown_blocks(name, near, found.catalogue), paper(plain=True)))
    return error.exit_code
