"""Reads whole files of platform data, and checks what only shows over the whole: names, successors, unused sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from peerkit.datafile import Value
from peerkit.platformdata.entries import check_entry
from peerkit.platformdata.known import Known
from peerkit.platformdata.vocabulary import read_known, read_sources

SCHEMA = "peerkit.platforms/1"


@dataclass(frozen=True)
class Sheet:
    """One checked file as plain data. ``head`` is empty in an organisation's own file."""

    head: Mapping[str, Any]
    platforms: Mapping[str, Any]
    sources: Mapping[str, Any]


def read_whole(value: Value) -> Sheet:
    """A whole data set with its own head, as shipped. Raises ``BadData``."""
    record = value.record(("schema", "functions", "modalities", "strengths", "criteria", "platforms", "sources"))
    record["schema"].choice({SCHEMA: SCHEMA})
    known = read_known(record)
    record["platforms"].each_named(lambda name, entry: check_entry(name, entry, known))
    _check_names(record["platforms"], {})
    _refuse_unused(record["sources"], known.used)
    head = {key: record[key].plain() for key in ("functions", "modalities", "strengths", "criteria")}
    return Sheet(head, record["platforms"].plain(), record["sources"].plain())


def read_addition(value: Value, known: Known, names: Mapping[str, str]) -> Sheet:
    """An organisation's own file: entries and sources on top of what is known. Raises ``BadData``.

    ``names`` are the ids and aliases that are taken, each with its platform's id.
    """
    record = value.record(("schema", "platforms"), ("sources",))
    record["schema"].choice({SCHEMA: SCHEMA})
    own = record.get("sources", read_sources, {})
    for source in own:
        if source in known.sources:
            record["sources"].mapping()[source].fail("a source of PeerKit has this id; use it, or choose another id")
    both = replace(known, sources={**known.sources, **own}, used=set())
    record["platforms"].each_named(lambda name, entry: check_entry(name, entry, both))
    _check_names(record["platforms"], names)
    if "sources" in record:
        _refuse_unused(record["sources"], both.used)
    return Sheet({}, record["platforms"].plain(), record["sources"].plain() if "sources" in record else {})


def names_of(platforms: Mapping[str, Any]) -> dict[str, str]:
    """Every id and alias of plain entries, each with its platform's id."""
    found = {name: name for name in platforms}
    for name, entry in platforms.items():
        found |= dict.fromkeys(entry.get("aliases", ()), name)
    return found


def _check_names(platforms: Value, taken: Mapping[str, str]) -> None:
    """Names are unique over everything, and what replaces something exists."""
    owners = dict(taken)
    platforms.each_named(lambda name, entry: _claim(owners, name, name, entry))
    platforms.each_named(lambda name, entry: _claim_aliases(owners, name, entry))
    platforms.each_named(lambda _, entry: _find_successors(owners, entry))


def _claim(owners: dict[str, str], name: str, owner: str, place: Value) -> None:
    if name in owners:
        place.fail(f"the name {name!r} belongs to {owners[name]!r} already")
    owners[name] = owner


def _claim_aliases(owners: dict[str, str], name: str, entry: Value) -> None:
    for alias in _listed(entry, "aliases"):
        _claim(owners, alias.text(), name, alias)


def _find_successors(owners: Mapping[str, str], entry: Value) -> None:
    for successor in _listed(entry, "replaced_by"):
        if owners.get(successor.text()) != successor.text():
            successor.fail(f"there is no platform {successor.text()!r}")


def _listed(entry: Value, key: str) -> list[Value]:
    found = entry.mapping().get(key)
    return found.list() if found is not None else []


def _refuse_unused(sources: Value, used: set[str]) -> None:
    sources.each_named(lambda name, place: None if name in used else place.fail("nothing leans on this source"))
