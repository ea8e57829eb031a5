"""``peerkit platforms list``."""

from __future__ import annotations

from typing import Annotated

import typer

from peerkit.cli.options import Plain
from peerkit.cli.platforms.options import Form, FormOption, FunctionName, OutputFile, PolicyName, Report, give, grounds
from peerkit.grounds import Grounds
from peerkit.model.function import Function
from peerkit.model.platform import Platform
from peerkit.render.platform_list import Listed

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("list")
def list_(
    function: FunctionName = None,
    policy: PolicyName = None,
    retired: Annotated[bool, typer.Option("--retired", help="Those that have ended, with the day.")] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Those with answers that need a re-check.")] = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """The apps and ways of meeting that PeerKit knows."""
    from peerkit.render.platform_list import list_blocks, list_rows, render_list_json

    found = grounds()
    chosen = [
        platform
        for platform in found.catalogue.platforms.values()
        if platform.running is not retired and (function is None or function in platform.functions)
    ]
    listed = [one for one in _listed(found, chosen, function, policy) if one.old or not stale]
    title = "Have ended" if retired else "Need a re-check" if stale else "Known to PeerKit"
    title += f", judged for {policy}" if policy else ""
    hint = "Those that have ended: --retired. Verdicts: --policy." if not (retired or stale or policy) else ""
    give(
        Report(
            lambda: list_blocks(listed, title, found.catalogue, hint, stale),
            lambda: render_list_json(listed),
            lambda: list_rows(listed),
        ),
        form,
        plain,
        output,
    )


def _listed(found: Grounds, platforms: list[Platform], function: Function | None, policy: str | None) -> list[Listed]:
    from peerkit.platformdata.freshness import stale_criteria
    from peerkit.scoring import judge, shared_function

    rules = found.policy(policy) if policy else None
    listed = []
    for platform in platforms:
        judgement = None
        if rules is not None:
            case = found.case(function or shared_function([platform]), rules)
            judgement = judge(found.catalogue, platform, case)
        listed.append(Listed(platform, stale_criteria(found.catalogue, platform, found.today), judgement))
    return listed
