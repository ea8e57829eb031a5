"""``peerkit platforms rank``."""

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
    PolicyName,
    Report,
    chosen_policy,
    give,
    grounds,
)
from peerkit.model.function import Function

app = typer.Typer(add_completion=False, rich_markup_mode=None)
SHOWN = 8


@app.command()
def rank(
    policy: PolicyName = None,
    function: FunctionName = None,
    people: People = None,
    minutes: Minutes = None,
    if_signed: IfSigned = False,
    whole: Annotated[bool, typer.Option("--all", help=f"All of them, not only the first {SHOWN}.")] = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """All that may be used, in order, and how firm that order is.

    Without --function they are ranked for a video call, with one person or with as many as --people says.
    """
    from peerkit.render.platform_rank import rank_blocks, rank_rows, render_rank_json
    from peerkit.scoring import rank as ranked
    from peerkit.scoring.robustness import robustness

    found = grounds(if_signed)
    rules, hint = chosen_policy(found, policy)
    usual = Function.VIDEO_GROUP if (people or 0) > 2 else Function.VIDEO_1TO1
    case = found.case(function or usual, rules, people, minutes)
    ranking = ranked(found.catalogue, case)
    firm = robustness(ranking.ranked)
    give(
        Report(
            lambda: rank_blocks(ranking, firm, case, found.catalogue, hint, None if whole else SHOWN),
            lambda: render_rank_json(ranking, firm, case, found.catalogue),
            lambda: rank_rows(ranking),
        ),
        form,
        plain,
        output,
    )
