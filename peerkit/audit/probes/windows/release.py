"""Which Windows this is, and until when it gets security updates, by PeerKit's own dated list.

The build number decides: ``ProductName`` still says Windows 10 on Windows 11. Editions for organisations, and those for
long-term use, have ends of their own.
"""

from __future__ import annotations

from dataclasses import replace

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.support_list import known_systems, today
from peerkit.audit.probes.windows.asking import registry
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_system import Listing, OsSupport
from peerkit.model.private import printable

VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
NAMES = ("CurrentBuild", "UBR", "DisplayVersion", "EditionID", "InstallationType")
_FIRST_11 = 22000
_LONG_TERM = ("EnterpriseS", "EnterpriseSN")
_OTHER_LIVES = ("IoTEnterpriseS", "IoTEnterpriseSK")
_ORGANISATION = ("Enterprise", "Education", "IoTEnterprise", "ServerRdsh")


def name_of(values: dict[str, object]) -> str:
    """The release as people call it: Windows 11 24H2 Pro. Raises ``Garbled`` without a build number."""
    build = values.get("CurrentBuild")
    if not isinstance(build, str) or not build.isascii() or not build.isdigit() or len(build) > 6:
        raise Garbled("the registry does not say which build of Windows this is")
    family = "Windows 11" if int(build) >= _FIRST_11 else "Windows 10"
    words = [family, *(str(values[name]) for name in ("DisplayVersion", "EditionID") if values.get(name))]
    return printable(" ".join(words).replace(" Core", " Home").replace(" Professional", " Pro"), 80)


def _list_of(edition: str) -> str:
    """The id in the list of systems, by edition."""
    if edition.startswith(_OTHER_LIVES):
        return ""
    if edition.startswith(_LONG_TERM):
        return "windows-ltsc"
    return "windows-enterprise" if edition.startswith(_ORGANISATION) else "windows"


def read_os_support(machine: Machine) -> OsSupport:
    """What this release is, and when its support ends. Raises ``CouldNotLook``."""
    values = registry(machine, VERSION, *NAMES)
    name = name_of(values)
    build, edition = str(values["CurrentBuild"]), str(values.get("EditionID", ""))
    fact = OsSupport(name=name, listing=Listing.UNKNOWN, today=today(machine))
    seen = Evidence(f"build {build}.{printable(str(values.get('UBR', '?')), 10)}, {printable(edition, 40)}", VERSION)
    server = str(values.get("InstallationType", "Client")) != "Client"
    system = None if server else known_systems().get(_list_of(edition))
    if system is None:
        return replace(fact, evidence=(seen,))
    fact = replace(fact, as_of=system.as_of, evidence=(seen, Evidence(f"list of {system.as_of}", system.url)))
    release = system.release(build)
    if release is None or release.ends is None:
        return replace(fact, listing=Listing.NEWER if system.older_than(build) else Listing.UNKNOWN)
    fact = replace(fact, listing=Listing.DATED, ends=release.ends, longer=release.longer)
    return replace(fact, longer_by=system.longer_by, longer_needs=system.longer_needs) if release.longer else fact


READERS: dict[type[Fact], Reader] = {OsSupport: read_os_support}
