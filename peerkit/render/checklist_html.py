"""A sheet as one page in large print: black on white, boxes to tick on screen or paper; it loads and runs nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

from peerkit.model.speech import say, spoken
from peerkit.render.audit_html import content_policy
from peerkit.render.checklist_sheet import Line, Sheet, answers
from peerkit.render.paper import safe

_STYLE = Path(__file__).parent / "checklist_sheet.css"


def sheet_html(sheet: Sheet) -> str:
    """The page."""
    style = _STYLE.read_text("utf-8")
    pieces = [
        "<!doctype html>",
        f'<html lang="{_text(spoken().language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(sheet.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        *([f'<p class="program">{_text(sheet.program)}</p>'] if sheet.program else []),
        f"<h1>{_text(sheet.title)}</h1>",
        *(f"<p>{_text(note)}</p>" for note in sheet.notes),
        *(_part(number, title, lines) for number, (title, lines) in enumerate(sheet.parts, 1)),
        *([f"<footer>{_text(sheet.foot)}</footer>"] if sheet.foot else []),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(pieces) + "\n"


def _part(number: int, title: str, lines: tuple[Line, ...]) -> str:
    items = "\n".join(map(_line, lines))
    return f'<section aria-labelledby="part-{number}">\n<h2 id="part-{number}">{_text(title)}</h2>\n{items}\n</section>'


def _line(line: Line) -> str:
    must = f' <b class="must">{say("Must")}</b>' if line.must else ""
    only = f'<p class="only">{_text(line.only)}</p>\n' if line.only else ""
    boxes = "".join(f'<label><input type="checkbox"> {answer}</label>' for answer in answers())
    return (
        f'<fieldset id="item-{line.number}">\n'
        f"<legend><span>{line.number}.</span> {_commands(line.statement)}{must}</legend>\n{only}"
        f'<p class="boxes">{boxes}</p>\n'
        f"<p><b>{say('Why:')}</b> {_commands(line.why)}</p>\n"
        f"<p><b>{say('If no:')}</b> {_commands(line.fix)}</p>\n</fieldset>"
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _commands(text: str) -> str:
    """Text in which what stands between back-quotes is set as something to type."""
    pieces = _text(text).split("`")
    if len(pieces) % 2 == 0:
        return "`".join(pieces)
    return "".join(f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces))
