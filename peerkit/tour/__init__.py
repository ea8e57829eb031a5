"""The guided tour as data, one file for each language.

``en`` is whole. Another file says the same stops in its own words (``peerkit.tour-texts/1``), with the mark of the
English it was made from: where that has changed since, the tour is given in English. Commands and minutes come from
``en``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.model.speech import ENGLISH, mark
from peerkit.model.tour import Stop, Tour

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.tour/1"
TEXTS_SCHEMA = "peerkit.tour-texts/1"


def load_tour(language: str = ENGLISH) -> Tour:
    """The tour; in English where the language has none that fits. Raises ``BadData``."""
    english = read_shipped(SHIPPED / f"{ENGLISH}.yaml", _tour)
    path = SHIPPED / f"{language}.yaml"
    if language == ENGLISH or not path.is_file():
        return english
    return read_shipped(path, lambda value: _translated(value, english, language))


def tour_mark(tour: Tour) -> str:
    """What a translation of the tour is made from."""
    texts = (text for stop in tour.stops for text in (stop.title, *stop.say, *stop.look, stop.ask))
    return mark(tour.title, tour.before, *texts)


def _translated(value: Value, english: Tour, language: str) -> Tour:
    """The tour in other words; in English where these were made from an older one."""
    record = value.record(("schema", "of", "title", "before", "stops"))
    record["schema"].choice({TEXTS_SCHEMA: None})
    if record["of"].text() != tour_mark(english):
        return english
    said = record["stops"].each(lambda entry: entry)
    if len(said) != len(english.stops):
        record["stops"].fail("expected the same stops as in English")
    stops = tuple(_said(entry, stop) for entry, stop in zip(said, english.stops, strict=True))
    return replace(
        english, title=record["title"].text(80), before=record["before"].text(), stops=stops, language=language
    )


def _said(value: Value, english: Stop) -> Stop:
    record = value.record(("title", "say", "ask"), ("look",))
    stop = replace(
        english,
        title=record["title"].text(80),
        say=record["say"].each(Value.text),
        ask=record["ask"].text(),
        look=record.get("look", lambda entry: entry.each(Value.text), ()),
    )
    if (len(stop.say), len(stop.look)) != (len(english.say), len(english.look)):
        value.fail("expected as many things to say and to point at as in English")
    return stop


def _tour(value: Value) -> Tour:
    record = value.record(("schema", "title", "before", "reviewed_on", "stops"))
    record["schema"].choice({SCHEMA: SCHEMA})
    return Tour(
        record["title"].text(80), record["before"].text(), record["reviewed_on"].date(), record["stops"].each(_stop)
    )


def _stop(value: Value) -> Stop:
    record = value.record(("title", "minutes", "say", "ask", "practices"), ("run", "first", "look"))
    return Stop(
        title=record["title"].text(80),
        minutes=int(record["minutes"].number(1, 15)),
        say=record["say"].each(Value.text),
        ask=record["ask"].text(),
        run=record.get("run", lambda entry: entry.each(Value.text), ()),
        first=record.get("first", lambda entry: int(entry.number(5, 500)), None),
        look=record.get("look", lambda entry: entry.each(Value.text), ()),
        practices=record["practices"].each(Value.text),
    )
