"""Which release this is, and until when it gets security updates, by PeerKit's own dated list.

The release is what ``os-release`` says of itself (os-release(5)). What the list does not hold is
not guessed from relatives: a system derived from Debian is not Debian.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing
from peerkit.datafile import Record, Value
from peerkit.datafile.compiled import read_shipped
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.private import printable

SHIPPED = Path(__file__).parents[2] / "os_support.yaml"
SCHEMA = "peerkit.os-support/1"
_PLACES = ("/etc/os-release", "/usr/lib/os-release")
_SETTING = re.compile(r"^([A-Z][A-Z0-9_]*)=(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|(\S*))[ \t]*$", re.M)


@dataclass(frozen=True)
class Release:
    """The last days of one release: for everybody, and from those who carry on longer."""

    ends: date
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
    record: Record = value.record(("ends",), ("longer",))
    return Release(_day(record["ends"]), record.get("longer", _day, None))


def _day(value: Value) -> date:
    text = value.matching(r"\d{4}-\d\d-\d\d", 'a date such as "2028-08-09" (in quotes)')
    try:
        return date.fromisoformat(text)
    except ValueError:
        value.fail(f"{text!r} is not a day of the calendar")


def parse_os_release(text: str) -> dict[str, str]:
    """The settings in os-release; the last one of a name counts."""
    found = {}
    for name, double, single, bare in _SETTING.findall(text):
        found[name] = re.sub(r"\\(.)", r"\1", double) or single or bare
    return found


def read_os_support(machine: Machine) -> OsSupport | Unknown:
    """What this release is, and when its support ends."""
    settings, place = _os_release(machine)
    system_id, version = settings.get("ID", "linux"), settings.get("VERSION_ID", "")
    name = printable(settings.get("PRETTY_NAME") or f"{system_id} {version}".strip(), 80)
    fact = OsSupport(name=name, listing=Listing.UNKNOWN, today=_today(machine))
    seen = Evidence(f"ID={printable(system_id, 40)}, VERSION_ID={printable(version, 40) or 'not set'}", place)
    system = read_shipped(SHIPPED, read_list).get(system_id)
    if system is None:
        return _by_own_word(replace(fact, evidence=(seen,)), settings)
    fact = replace(fact, as_of=system.as_of, evidence=(seen, Evidence(f"list of {system.as_of}", system.url)))
    if system.rolling:
        return replace(fact, listing=Listing.ROLLING)
    release = system.releases.get(version.partition(".")[0] if system.by_major else version)
    if release is None:
        listing = Listing.NEWER if _newer(version, system.releases) else Listing.UNKNOWN
        return _by_own_word(replace(fact, listing=listing), settings)
    fact = replace(fact, listing=Listing.DATED, ends=release.ends, longer=release.longer)
    return replace(fact, longer_by=system.longer_by, longer_needs=system.longer_needs) if release.longer else fact


def _os_release(machine: Machine) -> tuple[dict[str, str], str]:
    for place in _PLACES:
        try:
            settings = parse_os_release(machine.text(place))
        except Missing:
            continue
        if "ID" in settings or "NAME" in settings:
            return settings, place
    raise Missing("the system does not say in os-release which release it is")


def _by_own_word(fact: OsSupport, settings: Mapping[str, str]) -> OsSupport:
    """The end of support a system names itself, for those the list does not hold."""
    word = settings.get("SUPPORT_END", "")
    try:
        ends = date.fromisoformat(word)
    except ValueError:
        return fact
    evidence = Evidence(f"SUPPORT_END={printable(word, 40)}", "os-release")
    return replace(fact, listing=Listing.DATED, ends=ends, evidence=(*fact.evidence, evidence))


def _newer(version: str, releases: Mapping[str, Release]) -> bool:
    """Whether a version comes after all that are listed."""

    def rank(text: str) -> tuple[int, ...]:
        return tuple(map(int, text.split(".")))

    return bool(re.fullmatch(r"\d{1,6}(\.\d{1,6}){0,3}", version)) and rank(version) > max(map(rank, releases))


def _today(machine: Machine) -> date:
    """The day on the machine, so that a recording replayed next year is judged by its own day."""
    try:
        seconds = machine.now()
    except CouldNotLook:
        seconds = time.time()  # without a clock of its own it is judged by the day on which it is looked at
    return datetime.fromtimestamp(seconds, UTC).date()


READERS: dict[type[Fact], Reader] = {OsSupport: read_os_support}
