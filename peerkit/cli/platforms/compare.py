"""``peerkit platforms compare``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

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
    TheirDevices,
    chosen_policy,
    devices,
    give,
    grounds,
)
from peerkit.errors import WrongUsage
from peerkit.model.function import Function
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
    their_device: TheirDevices = None,
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
        if function or policy or people or minutes or if_signed or their_device:
            raise WrongUsage("Ways of meeting are not judged.", "Leave out all options but --format, --plain and -o.")
        report = _ways(names)
    else:
        report = _apps(names, Asked(policy, function, people, minutes, if_signed, their_device, whole))
    give(report, form, plain, output)


class Asked(NamedTuple):
    """What the options say."""

    policy: str | None
    function: Function | None
    people: int | None
    minutes: int | None
    if_signed: bool
    their_device: list[str] | None
    whole: bool


def _apps(names: list[str], asked: Asked) -> Report:
    """Apps side by side; those that do not work with what the person has are left out, with the reason."""
    from peerkit.render.platform_compare import Theirs, compare_blocks, compare_rows
    from peerkit.scoring import judge, shared_function
    from peerkit.scoring.needs import not_on

    found = grounds(asked.if_signed)
    platforms, theirs = found.platforms(names), devices(found, asked.their_device)
    rules, hint = chosen_policy(found, asked.policy)
    case = found.case(asked.function or shared_function(platforms), rules, asked.people, asked.minutes)
    left = {platform.name: why for platform in platforms if (why := not_on(platform, case.function, theirs))}
    judgements = [judge(found.catalogue, platform, case) for platform in platforms if platform.name not in left]

    def as_json() -> str:
        from peerkit.render.platforms_json import render_platforms_json

        return render_platforms_json(judgements, found.catalogue, case)

    return Report(
        lambda: compare_blocks(
            judgements, case, found.catalogue, hint=hint, whole=asked.whole, theirs=Theirs(theirs, left)
        ),
        as_json,
        lambda: compare_rows(judgements),
    )


def _ways(names: list[str]) -> Report:
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
    return Report(
        lambda: modality_blocks(pages, guide),
        lambda: render_guide_json("comparison", pages, backing),
        lambda: modality_rows(pages, guide),
    )
