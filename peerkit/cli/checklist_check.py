"""``peerkit checklist check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.errors import BadData, ExitCode, UnreadableFile


def check(
    files: Annotated[list[Path], typer.Argument(help="Checklist files to check.", metavar="FILE...")],
    output: Format = TextOrJson.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    plain: Plain = False,
) -> None:
    """Check your own lists: mistakes, and words that mislead.

    Each finding names its file and line. An error is a double negative, a question whose good answer is no, a blank
    or something said twice; hard words, capitals and two things in one item are warnings.
    """
    from peerkit.checklists.lint import lint
    from peerkit.checklists.loader import Shelf
    from peerkit.cli import tell
    from peerkit.model.lint import Level, LintedFile
    from peerkit.render.lint import render_lint, render_lint_json

    shelf, found, broken = Shelf.of_this_account(), list[LintedFile](), False
    for file in files:
        try:
            found.append(lint(file, shelf))
        except (BadData, UnreadableFile) as error:
            broken = True
            tell(error.message, error.hint)
    sys.stdout.write(render_lint_json(found) if output is TextOrJson.JSON else render_lint(found, paper(plain)))
    if broken:
        raise typer.Exit(ExitCode.COULD_NOT_RUN)
    levels = {flaw.rule.level for linted in found for flaw in linted.flaws}
    if Level.ERROR in levels or (strict and levels):
        raise typer.Exit(ExitCode.FAILED)
