"""Updates: whether they install by themselves, which wait, and whether a restart is due.

Registry: a policy outdoes what was chosen; a pause is text in ISO 8601 (Microsoft: Manage additional Windows Update
settings). What waits is counted by Windows' own update agent from its last search; PeerKit starts none.
"""

from __future__ import annotations

from datetime import UTC, datetime

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine, Missing
from peerkit.audit.probes.windows.asking import as_told, number, registry, subject, value
from peerkit.audit.probes.windows.release import NAMES, VERSION, name_of
from peerkit.audit.probes.windows.services import DISABLED, state
from peerkit.model.facts import Evidence, Fact, PendingUpdates
from peerkit.model.facts_system import AutomaticUpdates, RestartPending, UpdateMode

_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate\AU"
_SETTINGS = r"HKLM\SOFTWARE\Microsoft\WindowsUpdate\UX\Settings"
_RESTART = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired"
_SERVICING = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing"
_AGENT = "Windows Update Agent"
# AUOptions: 2 tells before it downloads, 3 before it installs, 4 installs, 5 lets the administrator here choose.
_ASKS_FIRST = {2: "Windows only says that there are some (a policy)", 3: "somebody must start it (a policy)"}


def read_automatic_updates(machine: Machine) -> AutomaticUpdates:
    """Policy, pause and services in this order: the first that stops updates is the reason. Raises ``CouldNotLook``."""
    reason = _stopped(machine)
    mode = UpdateMode.OFF if reason else UpdateMode.INSTALLS
    seen = reason or "no policy, no pause, and no service that is switched off"
    evidence = (Evidence(seen, "Windows Update, in the registry"),)
    return AutomaticUpdates(tool="Windows Update", mode=mode, reason=reason, evidence=evidence)


def _stopped(machine: Machine) -> str:
    if number(machine, _POLICY, "NoAutoUpdate") == 1:
        return "a policy switches them off"
    options = number(machine, _POLICY, "AUOptions")
    if options in _ASKS_FIRST:
        return _ASKS_FIRST[options]
    until = _pause(machine)
    if until is not None and until.timestamp() > machine.now():
        return f"they are paused until {until.date().isoformat()}"
    off = [name for name in ("wuauserv", "UsoSvc") if _disabled(machine, name)]
    return f"the service {off[0]} is switched off" if off else ""


def _pause(machine: Machine) -> datetime | None:
    found = value(machine, _SETTINGS, "PauseUpdatesExpiryTime")
    if not isinstance(found, str) or not found:
        return None
    try:
        moment = datetime.fromisoformat(found)
    except ValueError:
        raise Garbled("the registry names the end of a pause in a form that cannot be understood") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _disabled(machine: Machine, name: str) -> bool:
    found = state(machine, name)
    return found is not None and found.number("start") == DISABLED


def read_restart_pending(machine: Machine) -> RestartPending:
    """Whether an update left the mark that asks for a restart. Raises ``CouldNotLook``."""
    # Without these, which are always there, neither a mark nor its absence says anything.
    registry(machine, _SERVICING)
    name_of(registry(machine, VERSION, *NAMES))
    marks = [path for path in (_RESTART, rf"{_SERVICING}\RebootPending") if _there(machine, path)]
    evidence = (Evidence(f"marks found: {len(marks)} of 2", "RebootRequired and RebootPending, in the registry"),)
    return RestartPending(needed=bool(marks), evidence=evidence)


def _there(machine: Machine, path: str) -> bool:
    try:
        registry(machine, path)
    except Missing:
        return False
    return True


def read_pending_updates(machine: Machine) -> PendingUpdates:
    """What the agent knows from its last search, without what is optional. Raises ``CouldNotLook``."""
    told = as_told(subject(machine, "updates"), _AGENT)
    count, security, searched = told.number("count"), told.number("security"), told.values.get("searched")
    known = isinstance(searched, int | float) and not isinstance(searched, bool) and searched > 0
    age = max(0.0, (machine.now() - float(searched)) / 86400) if known and searched is not None else None
    seen = f"{count} wait, {security} for security; last search {'not known' if age is None else f'{age:.0f} days ago'}"
    return PendingUpdates(count=count, security=security, list_age=age, evidence=(Evidence(seen, _AGENT),))


READERS: dict[type[Fact], Reader] = {
    AutomaticUpdates: read_automatic_updates,
    PendingUpdates: read_pending_updates,
    RestartPending: read_restart_pending,
}
