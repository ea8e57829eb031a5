"""``peerkit platforms scenario``: ready-made situations to teach with."""

from __future__ import annotations

from typing import Annotated

import typer

from peerkit.cli.options import Plain
from peerkit.cli.platforms.options import Form, FormOption, IfSigned, OutputFile, Report, give, grounds

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Ready-made situations to teach with."
)


@app.command("list")
def list_(form: FormOption = Form.TEXT, output: OutputFile = None, plain: Plain = False) -> None:
    """The situations there are."""
    from peerkit.platformdata.scenarios import load_scenarios
    from peerkit.render.platform_scenario import render_scenarios_json, scenario_blocks, scenario_rows

    found = grounds()
    scenarios = load_scenarios(found.catalogue)
    give(
        Report(
            lambda: scenario_blocks(scenarios, found.catalogue),
            lambda: render_scenarios_json(scenarios, found.catalogue),
            lambda: scenario_rows(scenarios, found.catalogue),
        ),
        form,
        plain,
        output,
    )


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The situation, such as flip-phone.")],
    if_signed: IfSigned = False,
    whole: Annotated[bool, typer.Option("--all", help="All that fits and all left out, with its reason.")] = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """What PeerKit suggests for one of them."""
    from peerkit.cli.platforms.suggesting import Showing, suggest
    from peerkit.platformdata.scenarios import find_scenario

    found = grounds(if_signed)
    scenario = find_scenario(found.catalogue, name)
    showing = Showing(form, plain, output, whole, scenario=scenario)
    suggest(found, found.policy(scenario.policy), scenario.needs, showing)
