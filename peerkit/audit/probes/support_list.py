"""PeerKit's own dated list: until when releases of operating systems get security updates."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.datafile import Record, Value
from peerkit.datafile.compiled import read_shipped

SHIPPED = Path(__file__).parents[1] / "os_support.yaml"
SCHEMA = "peerkit.os-support/1"


@dataclass(frozen=True)
class Release:
    """The last days of one release: for everybody, and from those who carry on longer.

    ``ends`` is None where the release got updates on the day of the list and its maker names no end.
    """

    ends: date | None
    longer: date | None


@dataclass(frozen=True)
class System:
    """One operating system in the list."""

    name: str
    as_of: str
    url: str
    by_major: bool
    rolling: bool
    longer_by: str
    longer_needs: str
    releases: Mapping[str, Release]

    def release(self, version: str) -> Release | None:
        """What the list says of a version, where it names it."""
        return self.releases.get(version.partition(".")[0] if self.by_major else version)

    def older_than(self, version: str) -> bool:
        """Whether a version comes after all that are listed."""
        if not re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", version) or not self.releases:
            return False
        return _rank(version) > max(map(_rank, self.releases))


def known_systems() -> Mapping[str, System]:
    """The systems of the shipped list by their ID: that of os-release, ``macos`` or ``windows``."""
    return read_shipped(SHIPPED, read_list)


def read_list(value: Value) -> Mapping[str, System]:
    """The list of systems by their ID in os-release. Raises ``BadData``."""
    record = value.record(("schema", "systems"))
    record["schema"].choice({SCHEMA: SCHEMA})
    return record["systems"].each_named(lambda _, entry: _system(entry))


def _system(value: Value) -> System:
    record = value.record(("name", "source"), ("by_major", "rolling", "longer_by", "longer_needs", "releases"))
    source = record["source"].record(("title", "url", "as_of", "accessed"))
    source["title"].text(200)
    source["accessed"].date()
    rolling = record.get("rolling", Value.flag, False)
    if rolling == ("releases" in record):
        value.fail("expected either rolling: true or releases")
    return System(
        name=record["name"].text(80),
        as_of=source["as_of"].date(),
        url=source["url"].matching(r"https://\S+", "an address that starts with https://"),
        by_major=record.get("by_major", Value.flag, False),
        rolling=rolling,
        longer_by=record.get("longer_by", Value.text, ""),
        longer_needs=record.get("longer_needs", Value.text, ""),
        releases=record.get("releases", lambda v: v.each_named(lambda _, entry: _release(entry)), {}),
    )


def _release(value: Value) -> Release:
    record: Record = value.record((), ("ends", "longer", "no_end_named"))
    if ("ends" in record) == record.get("no_end_named", Value.flag, False):
        value.fail("expected either ends or no_end_named: true")
    return Release(record.get("ends", _day, None), record.get("longer", _day, None))


def _day(value: Value) -> date:
    text = value.matching(r"\d{4}-\d\d-\d\d", 'a date such as "2028-08-09" (in quotes)')
    try:
        return date.fromisoformat(text)
    except ValueError:
        value.fail(f"{text!r} is not a day of the calendar")


def _rank(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def today(machine: Machine) -> date:
    """The day on the machine, so that a recording replayed next year is judged by its own day."""
    try:
        seconds = machine.now()
    except CouldNotLook:
        seconds = time.time()  # without a clock of its own it is judged by the day on which it is looked at
    return datetime.fromtimestamp(seconds, UTC).date()
