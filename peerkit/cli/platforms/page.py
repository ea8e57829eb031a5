"""``peerkit platforms page``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.platforms.options import (
    DEFAULT_POLICY,
    FunctionName,
    IfSigned,
    Minutes,
    People,
    PolicyName,
    grounds,
)
from peerkit.model.function import Function

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def page(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page.")],
    policy: PolicyName = None,
    function: FunctionName = None,
    people: People = None,
    minutes: Minutes = None,
    if_signed: IfSigned = False,
) -> None:
    """One web page to compare with, which works without the internet.

    It is a single file for a USB stick. --policy and the rest say which question it opens with.
    """
    from peerkit.cli.output import write_report
    from peerkit.platformdata.scenarios import load_scenarios
    from peerkit.render.page import render_page
    from peerkit.scoring import rank

    found = grounds(if_signed)
    policies = [found.policy(name) for name in found.policy_names()]
    rules = found.policy(policy or DEFAULT_POLICY)
    start = found.case(function or Function.VIDEO_1TO1, rules, people, minutes)
    ranking = rank(found.catalogue, start)
    text = render_page(found.catalogue, policies, load_scenarios(found.catalogue), start, ranking)
    write_report(output, text)
