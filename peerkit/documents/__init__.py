"""Documents for a program: agreements, sheets, plans. A folder of templates for each language."""

from __future__ import annotations

import re
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import NotFound
from peerkit.model.document import Blank, LineKind, Template

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.document-template/1"
# What a blank may take from the settings: see ``filling.from_settings``.
SETTINGS = (
    "organisation", "work_hours", "local_emergency", "lifeline", "supervisor", "approved_platforms", "signed_baas",
)  # fmt: skip
BLANK = re.compile(r"\{([a-z_]+)\}")
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_MARKS = (("[ ] ", LineKind.BOX), ("- ", LineKind.POINT))
_STEP = re.compile(r"\d+\. ")


def document_names(language: str = "en") -> tuple[str, ...]:
    """Every document there is in a language."""
    return tuple(sorted(path.stem for path in (SHIPPED / language).glob("*.yaml")))


def load_template(name: str, language: str = "en") -> Template:
    """The template of that name. Raises ``NotFound`` or ``BadData``."""
    known = document_names(language)
    if name not in known:
        raise NotFound(f"There is no document named {name}.", f"There are: {', '.join(known)}.")
    return read_shipped(SHIPPED / language / f"{name}.yaml", _template)


def _template(value: Value) -> Template:
    record = value.record(
        ("schema", "name", "title", "about", "reviewed_on", "practices", "blanks", "sections"),
        ("shared", "legal", "source"),
    )
    record["schema"].choice({SCHEMA: SCHEMA})
    blanks = record["blanks"].each_named(_blank)
    template = Template(
        name=record["name"].matching(_ID, "a name of small letters, digits and dashes"),
        title=record["title"].text(80),
        about=record["about"].text(400),
        shared=record.get("shared", Value.flag, False),
        legal=record.get("legal", Value.flag, False),
        reviewed_on=record["reviewed_on"].date(),
        practices=record["practices"].each(lambda entry: entry.matching(_ID, "the id of a practice")),
        blanks=blanks,
        parts=record["sections"].each(lambda section: _part(section, blanks)),
        source=record.get("source", _source, None),
    )
    texts = [text for title, lines in template.parts for text in (title, *(line for _, line in lines))]
    used = {name for text in texts for name in _in(text)}
    if idle := sorted(set(blanks) - used):
        record["blanks"].fail(f"no line uses the blank {idle[0]!r}")
    return template


def _in(text: str) -> list[str]:
    return BLANK.findall(text)


def _blank(name: str, value: Value) -> Blank:
    record = value.record(("ask",), ("must", "setting", "example"))
    if not re.fullmatch(r"[a-z_]+", name):
        value.fail("expected a name of small letters for this blank")
    setting = record.get("setting", lambda entry: entry.choice({word: word for word in SETTINGS}), "")
    example = record.get("example", Value.text, "")
    return Blank(name, record["ask"].text(120), record.get("must", Value.flag, False), setting, example)


def _part(value: Value, blanks: dict[str, Blank]) -> tuple[str, tuple[tuple[LineKind, str], ...]]:
    record = value.record(("title", "text"))
    _refuse_strangers(record["title"], blanks)
    return record["title"].text(80), record["text"].each(lambda line: _line(line, blanks))


def _refuse_strangers(value: Value, blanks: dict[str, Blank]) -> None:
    for name in _in(value.text()):
        if name not in blanks:
            value.fail(f"there is no blank named {name!r}")


def _line(value: Value, blanks: dict[str, Blank]) -> tuple[LineKind, str]:
    _refuse_strangers(value, blanks)
    text = value.text(400)
    for mark, kind in _MARKS:
        if text.startswith(mark):
            return kind, text.removeprefix(mark)
    if step := _STEP.match(text):
        return LineKind.STEP, text[step.end() :]
    return LineKind.TEXT, text


def _source(value: Value) -> tuple[str, str]:
    record = value.record(("title", "url", "accessed"))
    record["accessed"].date()
    return record["title"].text(), record["url"].matching(r"https://\S+", "an https address")
