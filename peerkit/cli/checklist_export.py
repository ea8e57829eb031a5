"""``peerkit checklist export``: a list as a sheet to print, send or read aloud."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from peerkit.errors import WrongUsage
from peerkit.model.checklist import Checklist


class Form(Enum):
    """The formats of a sheet; each name is also the ending of its file."""

    MARKDOWN = "md"
    HTML = "html"
    TEXT = "txt"
    JSON = "json"


def export(
    name: Annotated[str, typer.Argument(help="The checklist's or pathway's name, such as participant-ready.")],
    form: Annotated[
        Form, typer.Option("--format", help="A large-print page, Markdown, text to read aloud, or data.")
    ] = Form.HTML,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, or into this folder.")
    ] = None,
    program: Annotated[
        str, typer.Option("--with-program-name", metavar="TEXT", help="Print your program's name on top.")
    ] = "",
) -> None:
    """A list as a sheet to print, send or read aloud.

    Sheets for the one you support, participant-ready and borrowed-device, name neither PeerKit nor the reason for the
    call, so that they may lie on a table. Your program's name stands on a sheet only if you ask for it.
    """
    from peerkit.checklists.loader import Shelf
    from peerkit.model.private import printable

    if program and form is Form.JSON:
        raise WrongUsage("--with-program-name is for sheets, and JSON is data.", "Choose md, html or txt.")
    checklist = Shelf.of_this_account().load(name)
    text = _rendered(checklist, form, printable(program) if program else "")
    if output is None:
        sys.stdout.write(text)
        return
    from peerkit.cli.output import write_report
    from peerkit.render.checklist_sheet import file_stem

    write_report(output / f"{file_stem(checklist)}.{form.value}" if output.is_dir() else output, text)


def _rendered(checklist: Checklist, form: Form, program: str) -> str:
    if form is Form.JSON:
        from peerkit.render.json import render_checklist_json

        return render_checklist_json(checklist)
    from peerkit.render.checklist_sheet import sheet_of

    sheet = sheet_of(checklist, program)
    if form is Form.HTML:
        from peerkit.render.checklist_html import sheet_html

        return sheet_html(sheet)
    if form is Form.MARKDOWN:
        from peerkit.render.checklist_markdown import sheet_markdown

        return sheet_markdown(sheet)
    from peerkit.render.checklist_spoken import sheet_spoken

    return sheet_spoken(sheet)
