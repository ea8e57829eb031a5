"""Options that the commands about platforms share, and what every one of them does with its report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from peerkit.cli.options import paper
from peerkit.errors import WrongUsage
from peerkit.grounds import Grounds, open_grounds
from peerkit.model.function import Function
from peerkit.model.policy import Policy
from peerkit.render.sheet import Block
from peerkit.settings import load_settings

DEFAULT_POLICY = "hipaa"


class Form(Enum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"


FormOption = Annotated[Form, typer.Option("--format", help="Text for people; json, csv or md for other programs.")]
OutputFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, readable by you only.")
]
PolicyName = Annotated[
    str | None,
    typer.Option("--policy", metavar="P", help="The setting: hipaa, part2, peer-run, anonymous or your own."),
]
FunctionName = Annotated[Function | None, typer.Option("--function", help="What you will use it for.")]
People = Annotated[int | None, typer.Option("--people", min=2, metavar="N", help="How many people, you included.")]
Minutes = Annotated[int | None, typer.Option("--minutes", min=1, metavar="N", help="How long the session is.")]
IfSigned = Annotated[bool, typer.Option("--if-signed", help="What if every BAA on offer were signed?")]
TheirDevices = Annotated[
    list[str] | None,
    typer.Option("--their-device", metavar="DEVICE", help="What they have, such as android,landline."),
]
PlatformName = Annotated[str, typer.Argument(metavar="ID", help="The app's id, such as zoom-paid.")]
PlatformNames = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, such as zoom-free signal phone-call.")]


def grounds(assume_signed: bool = False) -> Grounds:
    """The facts and this account's settings."""
    return open_grounds(load_settings(), date.today(), assume_signed)


def chosen_policy(found: Grounds, name: str | None) -> tuple[Policy, str]:
    """The policy, and what to say where none was named: the most common strict one holds then."""
    if name is not None:
        return found.policy(name), ""
    others = ", ".join(other for other in found.policy_names() if other != DEFAULT_POLICY)
    hint = f"You named no setting, so the rules for programs under HIPAA hold. Others, with --policy: {others}."
    return found.policy(DEFAULT_POLICY), hint


def listed(given: list[str] | None) -> list[str]:
    """An option may be given more than once, and each time hold several words."""
    return [word.strip() for text in given or () for word in text.split(",") if word.strip()]


def devices(found: Grounds, given: list[str] | None) -> tuple[str, ...]:
    """The devices someone has. Raises ``WrongUsage`` for one PeerKit does not know."""
    known = found.catalogue.criteria["devices-join"].values
    words = listed(given)
    for word in words:
        if word not in known:
            raise WrongUsage(f"{word!r} is not a device PeerKit knows.", f"There are: {', '.join(known)}.")
    return tuple(dict.fromkeys(words))


Row = Sequence[str | float | None]


class Report(NamedTuple):
    """A report in all its forms; each is made only when asked for."""

    blocks: Callable[[], list[Block]]
    json: Callable[[], str]
    rows: Callable[[], tuple[Sequence[str], Sequence[Row]]]


def give(report: Report, form: Form, plain: bool, file: Path | None) -> None:
    """Print the report, or write it whole to a file that only its owner can read."""
    text = _text(report, form, plain, to_file=file is not None)
    if file is None:
        sys.stdout.write(text)
        return
    from peerkit.cli.output import write_report

    write_report(file, text)


def _text(report: Report, form: Form, plain: bool, to_file: bool) -> str:
    if form is Form.JSON:
        return report.json()
    if form is Form.CSV:
        from peerkit.render.rows_csv import render_csv

        return render_csv(*report.rows())
    if form is Form.MARKDOWN:
        from peerkit.render.sheet_markdown import render_markdown

        return render_markdown(report.blocks())
    from peerkit.render.sheet import render_text

    return render_text(report.blocks(), paper(plain or to_file))
