"""``peerkit audit passphrase``: a new one, made by chance and kept nowhere."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.model.passphrase import Language


def passphrase(
    words: Annotated[
        int | None,
        typer.Option("--words", min=4, max=20, metavar="N", help="How many words; else as many as it takes."),
    ] = None,
    separator: Annotated[str, typer.Option("--separator", metavar="TEXT", help="What stands between words.")] = "-",
    count: Annotated[int, typer.Option("--count", min=1, max=50, metavar="N", help="How many to make.")] = 1,
    language: Annotated[Language, typer.Option("--language", help="The language of the words.")] = Language.ENGLISH,
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """Make a strong passphrase by chance. It is shown once and kept nowhere."""
    from peerkit.audit.passwords.passphrase import make_passphrases
    from peerkit.render.passphrase import render_passphrases, render_passphrases_json

    made = make_passphrases(language, words=words, separator=separator, count=count)
    as_json = output is TextOrJson.JSON
    sys.stdout.write(render_passphrases_json(made) if as_json else render_passphrases(made, paper(plain)))
