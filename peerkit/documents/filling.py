"""Filling in a template: from the settings, then with what was given; what is left stays visible."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from peerkit.datafile import load, read_text
from peerkit.documents import BLANK
from peerkit.errors import WrongUsage
from peerkit.model.document import Blank, Document, Line, Part, Piece, Template
from peerkit.model.settings import Settings, Span
from peerkit.model.speech import say

LONGEST = 500


def from_settings(settings: Settings, names: Mapping[str, str]) -> dict[str, str]:
    """What the settings know, by the name a blank calls it. ``names`` maps ids of platforms to their names."""
    known = {
        "organisation": settings.organisation,
        "work_hours": _hours(settings.work_hours or {}),
        "local_emergency": say(settings.crisis.local_emergency),
        "lifeline": say(settings.crisis.lifeline),
        "supervisor": settings.crisis.supervisor,
        "approved_platforms": ", ".join(names.get(name, name) for name in sorted(settings.approved_platforms or ())),
        "signed_baas": ", ".join(names.get(baa.platform, baa.platform) for baa in settings.signed_baas),
    }
    return {name: text for name, text in known.items() if text}


def fill(template: Template, known: Mapping[str, str], given: Mapping[str, str]) -> Document:
    """The document. ``known`` is by setting, ``given`` by blank and comes first. Raises ``WrongUsage``."""
    if strangers := sorted(set(given) - set(template.blanks)):
        raise WrongUsage(
            f"{template.name} has no blank named {strangers[0]}.", f"It has: {', '.join(template.blanks)}."
        )
    values = {blank.id: known[blank.setting] for blank in template.blanks.values() if blank.setting in known}
    values |= {name: _one_line(name, text) for name, text in given.items() if text.strip()}

    def pieces(text: str) -> tuple[Piece, ...]:
        return _pieces(text, template, values)

    parts = tuple(
        Part(pieces(title), tuple(Line(kind, pieces(text)) for kind, text in lines)) for title, lines in template.parts
    )
    left = tuple(blank for name, blank in template.blanks.items() if name not in values)
    return Document(template, values, parts, left)


def read_given(pairs: Iterable[str], file: Path | None) -> dict[str, str]:
    """What a person gave: ``NAME=TEXT`` pairs over a YAML file of the same. Raises ``WrongUsage``, ``BadData``."""
    given = load(file).each_named(lambda _, value: value.text(LONGEST)) if file is not None else {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise WrongUsage(f"{pair!r} is not of the form NAME=TEXT.", 'For example: --set place="by phone"')
        given[name.strip()] = text
    return given


def marks_left(file: Path, marks: Collection[str]) -> list[tuple[int, str]]:
    """The lines of a written document that still say what to fill in: their numbers and texts.

    ``marks`` are the words such a place begins with, one for each language a document may be in.
    """
    lines = enumerate(read_text(file).splitlines(), 1)
    return [(number, line.strip()) for number, line in lines if any(mark in line for mark in marks)]


def _one_line(name: str, text: str) -> str:
    if len(text) > LONGEST:
        raise WrongUsage(f"The text for {name} is longer than {LONGEST} characters.", "A blank holds a line or two.")
    return " ".join(text.split())


def _pieces(text: str, template: Template, values: Mapping[str, str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    # Split at the blanks: every second entry is the name of one.
    for number, part in enumerate(BLANK.split(text)):
        if number % 2 == 0:
            pieces += [Piece(part)] if part else []
        else:
            pieces.append(_filled(template.blanks[part], values))
    return tuple(pieces)


def _filled(blank: Blank, values: Mapping[str, str]) -> Piece:
    return Piece(values[blank.id]) if blank.id in values else Piece("", blank)


def _hours(hours: Mapping[int, tuple[Span, ...]]) -> str:
    days: dict[str, list[str]] = {}
    for day in sorted(hours):
        spans = say(" and ").join(
            say("{start} to {end}", start=f"{start:%H:%M}", end=f"{end:%H:%M}") for start, end in hours[day]
        )
        if spans:
            days.setdefault(spans, []).append(_days()[day])
    return "; ".join(f"{', '.join(names)} {spans}" for spans, names in days.items())


def _days() -> tuple[str, ...]:
    return (
        say("Monday"), say("Tuesday"), say("Wednesday"), say("Thursday"), say("Friday"), say("Saturday"), say("Sunday"),
    )  # fmt: skip
