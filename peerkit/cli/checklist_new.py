"""``peerkit checklist new``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.errors import WrongUsage

if TYPE_CHECKING:
    from peerkit.checklists.loader import Shelf

# A list of 300 items at their longest.
_LONGEST = 128 * 1024


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name: small letters, digits and dashes.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A list as Markdown or text: bullets, boxes, numbers or lines."),
    ] = None,
    extends: Annotated[
        str | None, typer.Option("--extends", metavar="LIST", help="Take this list and change it, such as pre-call.")
    ] = None,
) -> None:
    """Begin a list of your own: from nothing, a text or another list.

    It goes into the folder of your settings. A file that is there already is never written over.
    """
    from peerkit.checklists.loader import Shelf
    from peerkit.checklists.starter import check_name
    from peerkit.folders import settings_folder
    from peerkit.render.paper import safe
    from peerkit.settings import write_new

    if source is not None and extends is not None:
        raise WrongUsage("A new list comes from a text or from another list, not from both.")
    shelf = Shelf.of_this_account()
    if check_name(name) in {*Shelf().files(), *Shelf().pathways()} and extends != name:
        # It would take the place of the shipped list without a word, with one item for its twenty.
        raise WrongUsage(f"PeerKit has a list named {name}.", f"To change it: --extends {name}. Or take another name.")
    file = settings_folder() / "checklists" / f"{name}.yaml"
    write_new(file, _text(name, source, extends, shelf))
    typer.echo(f"Written: {safe(str(file))}")
    _tell_what_is_left(file, shelf)


def _text(name: str, source: Path | None, extends: str | None, shelf: Shelf) -> str:
    from peerkit.checklists.starter import extending_list, imported_list, new_list

    today = date.today().isoformat()
    if extends in shelf.pathways():
        raise WrongUsage(f"{extends} is a pathway: it joins several lists.", "Extend one of those lists.")
    if extends is not None:
        return extending_list(name, shelf.load(extends))
    if source is None:
        return new_list(name, today)
    from peerkit.checklists.importing import read_list
    from peerkit.cli import tell
    from peerkit.datafile import read_text

    found = read_list(read_text(source, _LONGEST))
    text = imported_list(name, found, today, str(source))
    for line, left in found.left_out:
        tell(f"{source}:{line}: left out, as it is no item: {left[:60]}")
    return text


def _tell_what_is_left(file: Path, shelf: Shelf) -> None:
    """Say how many items there are, and how much the linter would find."""
    from peerkit.checklists.lint import lint
    from peerkit.render.lint import summary
    from peerkit.render.paper import safe

    found = lint(file, shelf)
    typer.echo(f"{file.stem}: {summary(found)}")
    if found.flaws:
        typer.echo(f"See them with: peerkit checklist check {safe(str(file))}")
