"""Options that several commands share, and what a terminal allows."""

from __future__ import annotations

import os
import shutil
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from peerkit.model.function import Function
from peerkit.render.paper import Paper


class TextOrJson(Enum):
    """The forms of a report a person or a script reads."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[TextOrJson, typer.Option("--format", help="Text for people, json for scripts.")]
Plain = Annotated[bool, typer.Option("--plain", help="Words only: no colour, no lines, no signs.")]
AnswersFile = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help="Answers as YAML or JSON: an item's id, then yes, no, skip or na."),
]
PlatformId = Annotated[
    str | None, typer.Option("--platform", metavar="ID", help="The app you will use, such as zoom-paid.")
]
FunctionChoice = Annotated[
    Function | None,
    typer.Option("--function", help="What you will use it for; else the first thing the app can do, or video-1to1."),
]
People = Annotated[int | None, typer.Option("--people", min=2, metavar="N", help="How many people, you included.")]
Recording = Annotated[
    str | None,
    typer.Option("--recording", metavar="FILE", help="Ask a recorded machine, or demo:NAME; nothing is kept."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Count what is not known as a no.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run you left.")]
Save = Annotated[
    bool | None,
    typer.Option(
        "--save/--no-save", help="Keep date and answers in the history.", show_default="unless for your eyes only"
    ),
]
Minutes = Annotated[
    int | None, typer.Option("--minutes", min=1, max=1440, metavar="N", help="How long the session will take.")
]


def paper(plain: bool) -> Paper:
    """What this terminal can show. ``NO_COLOR`` and ``TERM=dumb`` mean plain, as does anything but a terminal."""
    asked = plain or bool(os.environ.get("NO_COLOR")) or bool(os.environ.get("PEERKIT_PLAIN"))
    dumb = os.environ.get("TERM", "dumb") in ("", "dumb") or not sys.stdout.isatty()
    return Paper(shutil.get_terminal_size((80, 24)).columns, plain=asked or dumb or not _can_sign())


def _can_sign() -> bool:
    try:
        "✓✗─·".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()
