"""Reads the ready-made situations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import NotFound
from peerkit.model.function import Function
from peerkit.model.platform import Catalogue, Source
from peerkit.model.recommendation import Needs, Scenario
from peerkit.platformdata.known import ID, ID_MEANING, distinct, ids
from peerkit.platformdata.vocabulary import read_sources

SHIPPED = Path(__file__).parent.parent / "scenarios.yaml"
SCHEMA = "peerkit.scenarios/1"
_FUNCTIONS = {function.value: function for function in Function}
_FLAGS = ("no_account", "no_internet", "no_smartphone", "captions", "anonymous", "free")


def load_scenarios(catalogue: Catalogue, path: Path = SHIPPED) -> tuple[Scenario, ...]:
    """All scenarios in teaching order; every platform and device named must exist. Raises ``BadData``."""
    return read_shipped(path, lambda value: _scenarios(value, catalogue))


def find_scenario(catalogue: Catalogue, name: str) -> Scenario:
    """The scenario of that id. Raises ``NotFound``."""
    found = {scenario.id: scenario for scenario in load_scenarios(catalogue)}
    if name not in found:
        raise NotFound(f"There is no scenario named {name}.", f"There are: {', '.join(found)}.")
    return found[name]


def _scenarios(value: Value, catalogue: Catalogue) -> tuple[Scenario, ...]:
    record = value.record(("schema", "scenarios", "sources"))
    record["schema"].choice({SCHEMA: SCHEMA})
    sources = read_sources(record["sources"])
    found = record["scenarios"].each_named(lambda name, entry: _scenario(name, entry, catalogue, sources))
    return tuple(found.values())


def _scenario(name: str, value: Value, catalogue: Catalogue, sources: Mapping[str, Source]) -> Scenario:
    record = value.record(("title", "story", "policy", "needs", "practices"), ("source",))
    if not record["practices"].list() and "source" not in record:
        record["practices"].fail("name the practices it comes from, or a source")
    return Scenario(
        id=name,
        title=record["title"].text(80),
        story=record["story"].text(600),
        policy=record["policy"].matching(ID, ID_MEANING),
        needs=_needs(record["needs"], catalogue),
        practices=record.get("practices", ids, ()),
        source=record.get("source", lambda v: v.choice(sources), None),
    )


def _needs(value: Value, catalogue: Catalogue) -> Needs:
    record = value.record((), ("function", "devices", "likes", "people", "minutes", *_FLAGS))
    devices = catalogue.criteria["devices-join"].values
    known = {name: name for name in catalogue.platforms}
    return Needs(
        function=record.get("function", lambda v: v.choice(_FUNCTIONS), None),
        devices=record.get("devices", lambda v: distinct(v, devices), ()),
        likes=record.get("likes", lambda v: v.each(lambda entry: entry.choice(known)), ()),
        people=int(record.get("people", lambda v: v.number(2, 10_000), 2)),
        minutes=record.get("minutes", lambda v: int(v.number(1, 1440)), None),
        **{flag: record.get(flag, Value.flag, False) for flag in _FLAGS},
    )
