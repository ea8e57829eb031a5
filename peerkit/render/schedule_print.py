"""A day on paper: a large-print page, Markdown, and plain text made to be read aloud."""

from __future__ import annotations

from html import escape
from pathlib import Path

from peerkit.model.schedule import Day, Row
from peerkit.render.audit_html import content_policy
from peerkit.render.paper import Paper, safe
from peerkit.render.schedule import clock_12, length, when

_STYLE = Path(__file__).parent / "schedule.css"
_HEADS = ("Time", "What", "How long", "Done")
_HTML_HEAD = "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in _HEADS) + "</tr></thead>"
FOOT = "Tick a row when it is done."


def day_html(day: Day) -> str:
    """One page to print; it loads nothing and runs nothing."""
    style = _STYLE.read_text("utf-8")
    return "\n".join([
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(day.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_text(day.title)}</h1>",
        *([f"<p>{_text(day.note)}</p>"] if day.note else []),
        "<table>",
        _HTML_HEAD,
        "<tbody>",
        *(_html_row(row, end) for row, end in day.spans()),
        "</tbody>",
        "</table>",
        f"<p>The day ends at {when(day.ends)}.</p>",
        f"<p>{FOOT}</p>",
        *(["<ul>", *(f"<li>{_text(tip.say)}</li>" for tip in day.tips), "</ul>"] if day.tips else []),
        "</main>",
        "</body>",
        "</html>",
    ]) + "\n"  # fmt: skip


def day_markdown(day: Day) -> str:
    """The day as a table in Markdown."""
    lines = [f"# {_marked(day.title)}", "", *([_marked(day.note), ""] if day.note else [])]
    lines += ["| time | what | how long | done |", "|---|---|---|---|"]
    for row, end in day.spans():
        lines.append(f"| {when(row.begins)} | {_marked(row.activity)} | {length(end - row.begins)} | |")
    tips = ["", *(f"- {_marked(tip.say)}" for tip in day.tips)] if day.tips else []
    return "\n".join([*lines, "", f"The day ends at {when(day.ends)}.", "", FOOT, *tips]) + "\n"


def day_text(day: Day) -> str:
    """The day as sentences: no table, no signs, so that a voice can read it."""
    paper = Paper()
    lines = [*paper.wrap(day.title), "", *([*paper.wrap(day.note), ""] if day.note else [])]
    for row, _ in day.spans():
        lines += paper.wrap(f"At {when(row.begins)}: {_sentence(row.activity)}", "    ", "")
    lines += [f"At {when(day.ends)} the day ends.", "", *paper.wrap(FOOT)]
    for tip in day.tips:
        lines += paper.wrap(tip.say)
    return "\n".join(lines) + "\n"


def _html_row(row: Row, end: int) -> str:
    after = "" if when(row.begins) == clock_12(row.begins) else " <small>next day</small>"
    return (
        f'<tr class="{row.kind.value}"><th scope="row">{clock_12(row.begins)}{after}</th><td>{_text(row.activity)}</td>'
        f"<td>{length(end - row.begins)}</td><td><span></span></td></tr>"
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _marked(text: str) -> str:
    """Text as Markdown shows it: signs that would act are escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in safe(text))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
