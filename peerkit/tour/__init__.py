"""The guided tour as data, one file for each language."""

from __future__ import annotations

from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.model.tour import Stop, Tour

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.tour/1"


def load_tour(language: str = "en") -> Tour:
    """The tour. Raises ``BadData``."""
    return read_shipped(SHIPPED / f"{language}.yaml", _tour)


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
