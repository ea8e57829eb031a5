"""Which release this is, and until when it gets security updates, by PeerKit's own dated list.

The release is what ``os-release`` says of itself (os-release(5)). What the list does not hold is
not guessed from relatives: a system derived from Debian is not Debian.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine, Missing
from peerkit.audit.probes.support_list import known_systems, today
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.private import printable

_PLACES = ("/etc/os-release", "/usr/lib/os-release")
_SETTING = re.compile(r"^([A-Z][A-Z0-9_]*)=(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|(\S*))[ \t]*$", re.M)


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
    fact = OsSupport(name=name, listing=Listing.UNKNOWN, today=today(machine))
    seen = Evidence(f"ID={printable(system_id, 40)}, VERSION_ID={printable(version, 40) or 'not set'}", place)
    system = known_systems().get(system_id)
    if system is None:
        return _by_own_word(replace(fact, evidence=(seen,)), settings)
    fact = replace(fact, as_of=system.as_of, evidence=(seen, Evidence(f"list of {system.as_of}", system.url)))
    if system.rolling:
        return replace(fact, listing=Listing.ROLLING)
    release = system.release(version)
    if release is None:
        listing = Listing.NEWER if system.older_than(version) else Listing.UNKNOWN
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


READERS: dict[type[Fact], Reader] = {OsSupport: read_os_support}
