"""A sheet as Markdown, with boxes to tick."""

from __future__ import annotations

from peerkit.model.speech import say
from peerkit.render.checklist_sheet import Line, Sheet
from peerkit.render.paper import safe
from peerkit.render.sheet_markdown import escaped


def sheet_markdown(sheet: Sheet) -> str:
    """The sheet."""
    blocks = [f"# {_text(sheet.title)}", *map(_text, sheet.notes)]
    if sheet.program:
        blocks.insert(0, f"**{_text(sheet.program)}**")
    for title, lines in sheet.parts:
        blocks += [f"## {_text(title)}", *map(_line, lines)]
    if sheet.foot:
        blocks += ["---", _text(sheet.foot)]
    return "\n\n".join(blocks) + "\n"


def _line(line: Line) -> str:
    must = f" **({say('Must')})**" if line.must else ""
    only = [f"  *{_text(line.only)}*"] if line.only else []
    return "\n".join([
        f"- [ ] **{line.number}. {_commands(line.statement)}**{must}  ",
        *(f"{text}  " for text in only),
        f"  {say('Why:')} {_commands(line.why)}  ",
        f"  {say('If no:')} {_commands(line.fix)}",
    ])  # fmt: skip


def _text(text: str) -> str:
    return escaped(safe(text))


def _commands(text: str) -> str:
    """Text in which what stands between back-quotes stays a piece of code, and all else is escaped."""
    pieces = safe(text).split("`")
    if len(pieces) % 2 == 0:
        return escaped("`".join(pieces))
    return "".join(f"`{piece}`" if place % 2 else escaped(piece) for place, piece in enumerate(pieces))
