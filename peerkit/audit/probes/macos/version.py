"""Which macOS this is, and until when it gets security updates, by PeerKit's own dated list.

Apple names no last day. The list has the days on which support ceased, as others noted them; for a
release that was still looked after on the day of the list, no end is known, and none is made up.
"""

from __future__ import annotations

import re
from dataclasses import replace

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.audit.probes.macos import plists
from peerkit.audit.probes.support_list import known_systems, today
from peerkit.audit.probes.thismachine import MAC_VERSION
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Listing, OsSupport

_VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4}){0,3}")


def version_of(machine: Machine) -> tuple[str, str]:
    """The version such as ``15.6.1``, and where it was read. Raises ``CouldNotLook``."""
    try:
        version, place = plists.read(machine, MAC_VERSION).get("ProductVersion"), MAC_VERSION
    except Missing:
        version, place = machine.run("sw_vers", "-productVersion").stdout.strip(), "sw_vers"
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise Garbled("macOS does not say which version it is")
    return version, place


def major(machine: Machine) -> int:
    """The first number of the version. Raises ``CouldNotLook``."""
    return int(version_of(machine)[0].partition(".")[0])


def read_os_support(machine: Machine) -> OsSupport:
    """What this release is, and when its support ends. Raises ``CouldNotLook``."""
    version, place = version_of(machine)
    system = known_systems()["macos"]
    seen = (Evidence(f"ProductVersion {version}", place), Evidence(f"list of {system.as_of}", system.url))
    fact = OsSupport(name=f"macOS {version}", listing=Listing.UNKNOWN, today=today(machine), as_of=system.as_of,
                     evidence=seen)  # fmt: skip
    release = system.release(version)
    if release is None:
        return replace(fact, listing=Listing.NEWER if system.older_than(version) else Listing.UNKNOWN)
    if release.ends is None:
        told = Evidence(f"got updates on {system.as_of}; Apple names no last day", system.url)
        return replace(fact, listing=Listing.DATED, evidence=(seen[0], told))
    return replace(fact, listing=Listing.DATED, ends=release.ends)


READERS: dict[type[Fact], Reader] = {OsSupport: read_os_support}
