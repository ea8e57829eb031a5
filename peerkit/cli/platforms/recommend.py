"""``peerkit platforms recommend``."""

from __future__ import annotations

from enum import Enum
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
    PolicyName,
    TheirDevices,
    chosen_policy,
    devices,
    grounds,
    listed,
)

app = typer.Typer(add_completion=False, rich_markup_mode=None)


ANY_PHONE = ("flip-phone", "landline")


class Cost(Enum):
    """What it may cost the person."""

    FREE = "free"
    ANY = "any"


def _flag(name: str, help_text: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=help_text)
    return option


@app.command()
def recommend(
    policy: PolicyName = None,
    function: FunctionName = None,
    their_device: TheirDevices = None,
    likes: Annotated[
        list[str] | None, typer.Option("--likes", metavar="ID,...", help="Apps they like, best liked first.")
    ] = None,
    people: Annotated[int, typer.Option("--people", min=2, metavar="N", help="How many, you included.")] = 2,
    minutes: Minutes = None,
    no_account: Annotated[bool, _flag("--no-account", "They will not sign up for anything.")] = False,
    no_internet: Annotated[bool, _flag("--no-internet", "They have no internet.")] = False,
    no_computer: Annotated[
        bool, _flag("--no-computer", "They have no computer, and no smartphone you know of: any phone must do.")
    ] = False,
    no_smartphone: Annotated[bool, _flag("--no-smartphone", "They have no smartphone.")] = False,
    captions: Annotated[bool, _flag("--captions", "They need to read what is said.")] = False,
    anonymous: Annotated[bool, _flag("--anonymous", "Others must not see who they are.")] = False,
    cost: Annotated[Cost, typer.Option("--cost", help="What it may cost them.")] = Cost.ANY,
    if_signed: IfSigned = False,
    whole: Annotated[bool, _flag("--all", "Everything that fits, and everything left out, with its reason.")] = False,
    form: FormOption = Form.TEXT,
    output: OutputFile = None,
    plain: Plain = False,
) -> None:
    """What to use with one person, from what they have and like.

    Ends with 3 where nothing fits, and says what would help.
    """
    from peerkit.cli.platforms.suggesting import Showing, suggest
    from peerkit.model.recommendation import Needs

    found = grounds(if_signed)
    rules, hint = chosen_policy(found, policy)
    needs = Needs(
        function=function,
        devices=devices(found, their_device) or (ANY_PHONE if no_computer else ()),
        likes=tuple(platform.id for platform in found.platforms(listed(likes))),
        people=people,
        minutes=minutes,
        no_account=no_account,
        no_internet=no_internet,
        no_smartphone=no_smartphone,
        captions=captions,
        anonymous=anonymous,
        free=cost is Cost.FREE,
    )
    suggest(found, rules, needs, Showing(form, plain, output, whole, hint))
