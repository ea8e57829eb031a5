"""``peerkit platforms harden``."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from peerkit.cli.options import Plain
from peerkit.cli.platforms.options import Form, FormOption, OutputFile, PlatformName, Report, give, grounds

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Who(Enum):
    """Whose settings."""

    HOST = "host"
    PARTICIPANT = "participant"


@app.command()
def harden(
    name: PlatformName,
    who: Annotated[Who | None, typer.Option("--who", help="Only for the one who starts it, or who joins.")] = None,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """The settings that make one safer, step by step."""
    from peerkit.render.platform_harden import harden_blocks, harden_rows, render_harden_json

    found = grounds()
    platform = found.platform(name)
    steps = [step for step in platform.harden if who is None or step.who == who.value]
    give(
        Report(
            lambda: harden_blocks(platform, steps, found.catalogue),
            lambda: render_harden_json(platform, steps, found.catalogue),
            lambda: harden_rows(platform, steps, found.catalogue),
        ),
        form,
        plain,
        output,
    )
