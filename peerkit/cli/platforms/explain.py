"""``peerkit platforms explain``."""

from __future__ import annotations

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
    PlatformName,
    PolicyName,
    Report,
    chosen_policy,
    give,
    grounds,
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def explain(
    name: PlatformName,
    policy: PolicyName = None,
    function: FunctionName = None,
    people: People = None,
    minutes: Minutes = None,
    if_signed: IfSigned = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """One verdict, question by question, and what would change it."""
    from peerkit.render.platform_explain import explain_blocks, explain_rows
    from peerkit.scoring import judge, shared_function

    found = grounds(if_signed)
    platform = found.platform(name)
    rules, hint = chosen_policy(found, policy)
    case = found.case(function or shared_function([platform]), rules, people, minutes)
    judgement = judge(found.catalogue, platform, case)

    def as_json() -> str:
        from peerkit.render.platforms_json import render_platforms_json

        return render_platforms_json([judgement], found.catalogue, case)

    give(
        Report(
            lambda: explain_blocks(judgement, case, found.catalogue, hint),
            as_json,
            lambda: explain_rows(judgement, found.catalogue),
        ),
        form,
        plain,
        output,
    )
