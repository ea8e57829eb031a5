"""``peerkit platforms compare``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.options import Plain
from peerkit.cli.platforms.options import (
    Form,
    FormOption,
    FunctionName,
    IfSigned,
    Minutes,
    OutputFile,
    People,
    PlatformNames,
    PolicyName,
    Report,
    chosen_policy,
    give,
    grounds,
)
from peerkit.errors import WrongUsage
from peerkit.model.settings import Crisis

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def compare(
    names: PlatformNames,
    policy: PolicyName = None,
    function: FunctionName = None,
    people: People = None,
    minutes: Minutes = None,
    if_signed: IfSigned = False,
    whole: Annotated[bool, typer.Option("--all", help="Every question, not only where they differ most.")] = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
    modality: Annotated[
        bool, typer.Option("--modality", help="Compare ways of meeting, such as phone video-call in-person.")
    ] = False,
) -> None:
    """Two or more side by side, and where they differ.

    Without --function they are compared for the first thing that all of them can do.
    """
    if modality:
        if function or policy or people or minutes or if_signed:
            raise WrongUsage("Ways of meeting are not judged.", "Leave out all options but --format, --plain and -o.")
        _compare_ways(names, form, plain, output)
        return
    from peerkit.render.platform_compare import compare_blocks, compare_rows
    from peerkit.scoring import judge, shared_function

    found = grounds(if_signed)
    platforms = found.platforms(names)
    rules, hint = chosen_policy(found, policy)
    case = found.case(function or shared_function(platforms), rules, people, minutes)
    judgements = [judge(found.catalogue, platform, case) for platform in platforms]

    def as_json() -> str:
        from peerkit.render.platforms_json import render_platforms_json

        return render_platforms_json(judgements, found.catalogue, case)

    give(
        Report(
            lambda: compare_blocks(judgements, case, found.catalogue, hint, whole),
            as_json,
            lambda: compare_rows(judgements),
        ),
        form,
        plain,
        output,
    )


def _compare_ways(names: list[str], form: Form, plain: bool, output: Path | None) -> None:
    """Ways of meeting side by side, from the guide."""
    from peerkit.guide.joined import ways, with_platform
    from peerkit.guide.loader import load_guide
    from peerkit.platformdata.loader import load_shipped
    from peerkit.render.guide import Backing
    from peerkit.render.guide_compare import modality_blocks, modality_rows
    from peerkit.render.guide_json import render_guide_json

    guide, catalogue = load_guide(), load_shipped()
    pages = [with_platform(page, catalogue) for page in ways(guide, names)]
    backing = Backing(guide, catalogue, Crisis(), date.today())
    give(
        Report(
            lambda: modality_blocks(pages, guide),
            lambda: render_guide_json("comparison", pages, backing),
            lambda: modality_rows(pages, guide),
        ),
        form,
        plain,
        output,
    )
