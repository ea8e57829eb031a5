"""Documents for a program: agreements, sheets, plans. A folder of files for each language.

``en`` is whole. Another folder says the same documents in its own words (``peerkit.document-texts/1``), each with the
mark of the English it was made from: what has changed since, or is missing, is given in English. Which blanks a
document cannot do without, what fills them and whether it is handed on comes from ``en``, so that a translation cannot
change it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import NotFound
from peerkit.model.document import Blank, LineKind, Template
from peerkit.model.speech import ENGLISH, mark

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.document-template/1"
TEXTS_SCHEMA = "peerkit.document-texts/1"
# What a blank may take from the settings: see ``filling.from_settings``.
SETTINGS = (
    "organisation", "work_hours", "local_emergency", "lifeline", "supervisor", "approved_platforms", "signed_baas",
)  # fmt: skip
BLANK = re.compile(r"\{([a-z_]+)\}")
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_LEADS = (("[ ] ", LineKind.BOX), ("- ", LineKind.POINT))
_STEP = re.compile(r"\d+\. ")


def document_names() -> tuple[str, ...]:
    """Every document there is."""
    return tuple(sorted(path.stem for path in (SHIPPED / ENGLISH).glob("*.yaml")))


def load_template(name: str, language: str = ENGLISH) -> Template:
    """The template of that name; in English where the language has none that fits. Raises ``NotFound``, ``BadData``."""
    known = document_names()
    if name not in known:
        raise NotFound(f"There is no document named {name}.", f"There are: {', '.join(known)}.")
    english = read_shipped(SHIPPED / ENGLISH / f"{name}.yaml", _template)
    path = SHIPPED / language / f"{name}.yaml"
    if language == ENGLISH or not path.is_file():
        return english
    return read_shipped(path, lambda value: _translated(value, english, language))


def document_mark(template: Template) -> str:
    """What a translation of this document is made from."""
    blanks = (text for blank in template.blanks.values() for text in (blank.id, blank.ask, blank.example))
    lines = (
        text for title, part in template.parts for text in (title, *(f"{kind.value} {line}" for kind, line in part))
    )
    return mark(template.title, template.about, *blanks, *lines)


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


def _translated(value: Value, english: Template, language: str) -> Template:
    """The document in other words; in English where these were made from an older one."""
    record = value.record(("schema", "of", "title", "about", "blanks", "sections"))
    record["schema"].choice({TEXTS_SCHEMA: None})
    if record["of"].text() != document_mark(english):
        return english
    blanks = record["blanks"].each_named(lambda name, entry: _asked(name, entry, english.blanks))
    if blanks.keys() != english.blanks.keys():
        record["blanks"].fail("expected the same blanks as in English")
    parts = record["sections"].each(lambda section: _part(section, blanks))
    if list(map(_shape, parts)) != list(map(_shape, english.parts)):
        record["sections"].fail("expected the same sections, kinds of lines and blanks as in English")
    title, about = record["title"].text(80), record["about"].text(400)
    return replace(english, title=title, about=about, blanks=blanks, parts=parts, language=language)


def _asked(name: str, value: Value, english: Mapping[str, Blank]) -> Blank:
    if name not in english:
        value.fail("there is no blank of this name in English")
    record = value.record(("ask",), ("example",))
    return replace(english[name], ask=record["ask"].text(120), example=record.get("example", Value.text, ""))


def _shape(part: tuple[str, tuple[tuple[LineKind, str], ...]]) -> tuple[list[LineKind], Counter[str]]:
    """What a section has in every language: its kinds of lines, and how often it holds which blank."""
    title, lines = part
    return [kind for kind, _ in lines], Counter(
        name for text in (title, *(line for _, line in lines)) for name in _in(text)
    )


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
    for lead, kind in _LEADS:
        if text.startswith(lead):
            return kind, text.removeprefix(lead)
    if step := _STEP.match(text):
        return LineKind.STEP, text[step.end() :]
    return LineKind.TEXT, text


def _source(value: Value) -> tuple[str, str]:
    record = value.record(("title", "url", "accessed"))
    record["accessed"].date()
    return record["title"].text(), record["url"].matching(r"https://\S+", "an https address")
