"""A day on paper: a large-print page, Markdown, and plain text made to be read aloud."""

from __future__ import annotations

from html import escape
from pathlib import Path

from peerkit.model.schedule import Day, Row
from peerkit.model.speech import say, spoken
from peerkit.render.audit_html import content_policy
from peerkit.render.paper import Paper, safe
from peerkit.render.schedule import clock_12, length, when

_STYLE = Path(__file__).parent / "schedule.css"


def day_html(day: Day) -> str:
    """One page to print; it loads nothing and runs nothing."""
    style = _STYLE.read_text("utf-8")
    return "\n".join([
        "<!doctype html>",
        f'<html lang="{_text(spoken().language)}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{content_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(say(day.title))}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_text(say(day.title))}</h1>",
        *([f"<p>{_text(say(day.note))}</p>"] if day.note else []),
        "<table>",
        "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in _heads()) + "</tr></thead>",
        "<tbody>",
        *(_html_row(row, end) for row, end in day.spans()),
        "</tbody>",
        "</table>",
        f"<p>{_ends(day)}</p>",
        f"<p>{_foot()}</p>",
        *(["<ul>", *(f"<li>{_text(say(tip.say))}</li>" for tip in day.tips), "</ul>"] if day.tips else []),
        "</main>",
        "</body>",
        "</html>",
    ]) + "\n"  # fmt: skip


def day_markdown(day: Day) -> str:
    """The day as a table in Markdown."""
    lines = [f"# {_marked(say(day.title))}", "", *([_marked(say(day.note)), ""] if day.note else [])]
    lines += [f"| {' | '.join(_heads()).lower()} |", "|---|---|---|---|"]
    for row, end in day.spans():
        lines.append(f"| {when(row.begins)} | {_marked(say(row.activity))} | {length(end - row.begins)} | |")
    tips = ["", *(f"- {_marked(say(tip.say))}" for tip in day.tips)] if day.tips else []
    return "\n".join([*lines, "", _ends(day), "", _foot(), *tips]) + "\n"


def day_text(day: Day) -> str:
    """The day as sentences: no table, no signs, so that a voice can read it."""
    paper = Paper()
    lines = [*paper.wrap(say(day.title)), "", *([*paper.wrap(say(day.note)), ""] if day.note else [])]
    for row, _ in day.spans():
        told = say("At {time}: {what}", time=when(row.begins), what=_sentence(say(row.activity)))
        lines += paper.wrap(told, "    ", "")
    lines += [say("At {time} the day ends.", time=when(day.ends)), "", *paper.wrap(_foot())]
    for tip in day.tips:
        lines += paper.wrap(say(tip.say))
    return "\n".join(lines) + "\n"


def _heads() -> tuple[str, ...]:
    return say("Time"), say("What"), say("How long"), say("Done")


def _ends(day: Day) -> str:
    return say("The day ends at {time}.", time=when(day.ends))


def _foot() -> str:
    return say("Tick a row when it is done.")


def _html_row(row: Row, end: int) -> str:
    after = "" if when(row.begins) == clock_12(row.begins) else f" <small>{say('next day')}</small>"
    activity = _text(say(row.activity))
    return (
        f'<tr class="{row.kind.value}"><th scope="row">{clock_12(row.begins)}{after}</th><td>{activity}</td>'
        f"<td>{length(end - row.begins)}</td><td><span></span></td></tr>"
    )


def _text(text: str) -> str:
    return escape(safe(text))


def _marked(text: str) -> str:
    """Text as Markdown shows it: signs that would act are escaped."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in safe(text))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
