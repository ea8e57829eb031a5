"""``peerkit guide make``."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli import tell
from peerkit.cli.options import Plain, paper
from peerkit.errors import ExitCode, WrongUsage
from peerkit.model.speech import say, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerkit.model.document import Document


class Form(Enum):
    """The formats of a document."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


# What the end of a file's name says about its format.
ENDINGS = {".md": Form.MARKDOWN, ".html": Form.HTML, ".htm": Form.HTML, ".json": Form.JSON}


def make(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The document; leave it out to see them all.")
    ] = None,
    put: Annotated[
        list[str] | None, typer.Option("--set", metavar="BLANK=TEXT", help="Fill in a blank. May be given again.")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="Fill in blanks from YAML: a name, then a text.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Text, or as the name of the file says.", show_default=False)
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, readable by you only.")
    ] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Leave the name of your program out, as in what you hand on.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 while a needed blank is empty.")] = False,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Look for blanks left in a document you wrote.")
    ] = None,
    plain: Plain = False,
) -> None:
    """Agreements, sheets and plans to fill in and print."""
    if check is not None:
        raise typer.Exit(_checked(check))
    if name is None:
        _list(form, plain)
        return
    document = _document(name, put or [], answers, anonymous)
    form = form or ENDINGS.get(output.suffix.lower() if output else "", Form.TEXT)
    text = _rendered(document, form, plain or output is not None)
    if output is None:
        sys.stdout.write(text)
    else:
        from peerkit.cli.output import write_report

        write_report(output, text)
    _tell_left(document)
    raise typer.Exit(ExitCode.FAILED if strict and document.unfinished else ExitCode.FINE)


def _document(name: str, put: list[str], answers: Path | None, anonymous: bool) -> Document:
    from peerkit.documents import load_template
    from peerkit.documents.filling import fill, from_settings, read_given
    from peerkit.settings import load_settings

    template = load_template(name, spoken().language)
    settings = load_settings()
    known = from_settings(settings, _names() if settings.approved_platforms or settings.signed_baas else {})
    if anonymous:
        known.pop("organisation", None)
    return fill(template, known, read_given(put, answers))


def _names() -> Mapping[str, str]:
    from peerkit.folders import settings_folder
    from peerkit.platformdata.loader import load_catalogue

    catalogue = load_catalogue(settings_folder() / "platforms")
    return {name: platform.name for name, platform in catalogue.platforms.items()}


def _rendered(document: Document, form: Form, plain: bool) -> str:
    from peerkit.render import document as rendering

    if form is Form.TEXT:
        return rendering.render_document_text(document, paper(plain))
    renderers = {
        Form.MARKDOWN: rendering.render_document_markdown,
        Form.HTML: rendering.render_document_html,
        Form.JSON: rendering.render_document_json,
    }
    return renderers[form](document)


def _tell_left(document: Document) -> None:
    if document.left:
        count, needed = len(document.left), len(document.unfinished)
        names = ", ".join(blank.id for blank in document.left)
        tell(
            say("Still to fill in: {count}, {needed} of them needed: {names}.", count=count, needed=needed, names=names)
            if needed
            else say("Still to fill in: {count}: {names}.", count=count, names=names),
            say('Write them in by hand, or give them now: --set {one}="..."', one=document.left[0].id),
        )


def _list(form: Form | None, plain: bool) -> None:
    from peerkit.documents import document_names, load_template
    from peerkit.render.document import render_documents, render_documents_json

    if form not in (None, Form.TEXT, Form.JSON):
        raise WrongUsage("The list comes as text or json.", "Name a document to get it in that format.")
    templates = [load_template(name, spoken().language) for name in document_names()]
    as_json = form is Form.JSON
    sys.stdout.write(render_documents_json(templates) if as_json else render_documents(templates, paper(plain)))


def _checked(file: Path) -> ExitCode:
    from peerkit.documents.filling import marks_left
    from peerkit.render.paper import safe

    left = marks_left(file, _marks())
    for number, line in left:
        sys.stdout.write(f"{safe(str(file))}:{number}: {safe(line)}\n")
    if not left:
        sys.stdout.write(say("Nothing needed is left to fill in.") + "\n")
    return ExitCode.FAILED if left else ExitCode.FINE


def _marks() -> frozenset[str]:
    """What a place to fill in begins with, in every language: a document is checked in whichever it was made."""
    from peerkit.render.document import FILL_IN
    from peerkit.translations import languages, load_speech

    return frozenset(load_speech(language).texts.get(FILL_IN, FILL_IN) for language in languages())
