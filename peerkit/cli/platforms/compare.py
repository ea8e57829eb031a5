"""``peerkit platforms compare``."""

from __future__ import annotations

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
) -> None:
    """Two or more side by side, and where they differ.

    Without --function they are compared for the first thing that all of them can do.
    """
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
