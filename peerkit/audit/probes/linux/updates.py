"""Updates that wait: what apt, dnf or pacman work out from the lists already on this machine.

Nothing is fetched and nothing installed: apt only simulates, dnf keeps to its cache, and pacman is
asked for its last-synced lists (``checkupdates`` would go online, so it is not used).
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Changed, CouldNotLook, Garbled, Machine, Missing, Output
from peerkit.model.facts import Evidence, Fact, PendingUpdates, Unknown

_DAY = 86400.0
# Written after each successful fetch on Ubuntu, and the folder the lists are renamed into. The lists
# themselves carry the time of the server's file, not of the fetch.
_APT_FETCHED = ("/var/lib/apt/periodic/update-success-stamp", "/var/lib/apt/lists")
_APT_SUMMARY = re.compile(r"^(\d+) upgraded, (\d+) newly installed, (\d+) to remove and (\d+) not upgraded\.$", re.M)
_APT_LISTED = re.compile(r"\S+/(\S+) \S+ \S+ \[upgradable from: \S+\]")
_APT_LINE = re.compile(r"^Inst \S+ \[[^\]]*\] \(\S+ (.*)\)", re.M)
_DNF_LINE = re.compile(r"^\S+\.(?:noarch|x86_64|aarch64|i[3-6]86|ppc64le|s390x|armv7hl)[ \t]+\S+[ \t]+\S+[ \t]*$", re.M)
_DNF_AGE = re.compile(r"metadata expiration check: (?:(\d+) days?, )?(\d+):(\d\d):(\d\d) ago")
_PACMAN_LINE = re.compile(r"^\S+ \S+ -> \S+$", re.M)
_PACMAN_LISTS = "/var/lib/pacman/sync"


def read_pending_updates(machine: Machine) -> PendingUpdates | Unknown:
    """What waits, by the first of apt, dnf and pacman that is here."""
    absent: dict[str, Unknown] = {}
    for reader in (_apt, _dnf, _pacman):
        try:
            return reader(machine)
        except Missing as missing:
            absent[missing.unknown.reason] = missing.unknown
    if len(absent) == 1:
        # Not three programs that are missing: nothing can be run at all, as on a disk image.
        [only] = absent.values()
        return Unknown(f"Which updates wait is worked out by a program, not kept in a file ({only.reason}).", only.hint)
    return Unknown(
        "None of apt, dnf and pacman is here, so PeerKit cannot see which updates wait.",
        "Open the program that installs software on this computer and look for updates there.",
    )


_APT_WRITES_NOTHING = ("Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache=", "Dir::Log::Planner=/dev/null")


def _apt(machine: Machine) -> PendingUpdates:
    """What apt would upgrade.

    Its list comes three times sooner than a simulation, and is enough where it is empty or names updates for
    security. It also has what apt keeps back for now, so where it names only others, they are simulated.
    """
    # Root could write apt's caches and its planner's log; with no place for them it keeps them in memory.
    settings = [word for one in _APT_WRITES_NOTHING for word in ("-o", one)] if machine.whoami()[0] == 0 else []
    try:
        listed = _apt_listed(machine.run("apt", *settings, "list", "--upgradable"))
    except CouldNotLook:
        listed = None
    if listed is not None and (listed[1] or not listed[0]):
        (count, security), source = listed, "apt list --upgradable"
    else:
        # New packages are let in because a new kernel comes as one.
        simulate = ("-o", "Debug::NoLocking=true", "--with-new-pkgs", "upgrade")
        count, security = _apt_simulated(machine.run("apt-get", "-s", *settings, *simulate))
        source = "apt-get -s upgrade"
    evidence = Evidence(f"{count} to upgrade, {security} of them for security", source)
    return PendingUpdates(count=count, security=security, list_age=_age(machine, _APT_FETCHED), evidence=(evidence,))


def _apt_listed(output: Output) -> tuple[int, int] | None:
    """How many are listed, and how many of them for security; None for an answer that is not such a list."""
    first, *lines = output.stdout.splitlines() or [""]
    found = [_APT_LISTED.fullmatch(line) for line in lines]
    if output.exit != 0 or not first.startswith("Listing") or not all(found):
        return None
    return len(found), sum(match is not None and "security" in match[1] for match in found)


def _apt_simulated(output: Output) -> tuple[int, int]:
    summary = _APT_SUMMARY.search(output.stdout)
    if output.exit != 0 or summary is None:
        raise Garbled(f"apt-get could not work out which updates wait (it ended with {output.exit})")
    origins = _APT_LINE.findall(output.stdout)
    if int(summary[1]) != len(origins):
        raise Garbled("apt-get's list of updates and its sum do not agree")
    return len(origins), sum("security" in origin.lower() for origin in origins)


def _dnf(machine: Machine) -> PendingUpdates:
    output = machine.run("dnf", "-C", "check-update")
    if output.exit not in (0, 100):
        raise Garbled(f"dnf could not tell from its saved lists which updates wait (it ended with {output.exit})")
    upgrades = output.stdout.partition("\nObsoleting")[0]
    count = len(_DNF_LINE.findall(upgrades)) if output.exit == 100 else 0
    if output.exit == 100 and not count:
        raise Garbled("dnf says that updates wait but lists none")
    said = _DNF_AGE.search(output.stdout + output.stderr)
    age = None
    if said:
        age = int(said[1] or 0) + (int(said[2]) * 3600 + int(said[3]) * 60 + int(said[4])) / _DAY
    evidence = Evidence(f"{count} to upgrade", "dnf -C check-update")
    return PendingUpdates(count=count, security=_dnf_security(machine, count), list_age=age, evidence=(evidence,))


def _dnf_security(machine: Machine, count: int) -> int | None:
    if not count:
        return 0
    try:
        output = machine.run("dnf", "-C", "check-update", "--security")
    except CouldNotLook:
        return None
    if output.exit == 0:
        return 0
    return len(_DNF_LINE.findall(output.stdout.partition("\nObsoleting")[0])) if output.exit == 100 else None


def _pacman(machine: Machine) -> PendingUpdates:
    output = machine.run("pacman", "-Qu")
    count = len(_PACMAN_LINE.findall(output.stdout))
    # pacman ends with 1 both when nothing waits and when something went wrong; then it says what.
    if output.exit not in (0, 1) or (output.exit == 0) != bool(output.stdout.strip()) or "error" in output.stderr:
        raise Garbled(f"pacman could not tell which updates wait (it ended with {output.exit})")
    lists = tuple(f"{_PACMAN_LISTS}/{name}" for name in machine.folder(_PACMAN_LISTS) if name.endswith(".db"))
    evidence = Evidence(f"{count} to upgrade", "pacman -Qu")
    security = None if count else 0
    return PendingUpdates(count=count, security=security, list_age=_age(machine, lists), evidence=(evidence,))


def _age(machine: Machine, paths: tuple[str, ...]) -> float | None:
    """Days since the newest of these was written; None when that cannot be seen."""
    written = []
    for path in paths:
        try:
            written.append(float(machine.answer(Changed(path))))
        except CouldNotLook:
            continue
    try:
        now = machine.now()
    except CouldNotLook:
        return None
    return max(0.0, (now - max(written)) / _DAY) if written else None


READERS: dict[type[Fact], Reader] = {PendingUpdates: read_pending_updates}
