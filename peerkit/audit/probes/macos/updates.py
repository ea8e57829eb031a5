"""Software updates: what is switched on, what waits, and when the Mac last looked.

All of it is in the file ``com.apple.SoftwareUpdate.plist``, open to every account; a profile goes first.
A switch that was never touched is on. ``softwareupdate -l`` is not run: it goes online.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.macos import plists
from peerkit.model.facts import Evidence, Fact, PendingUpdates
from peerkit.model.facts_system import AutomaticUpdates, UpdateMode

_DOMAIN = "com.apple.SoftwareUpdate"
_SWITCHES = {
    "AutomaticCheckEnabled": "this Mac does not look for them",
    "AutomaticDownload": "they are not fetched",
    "CriticalUpdateInstall": "security responses are not installed",
    "ConfigDataInstall": "system files such as those against malware are not renewed",
    "AutomaticallyInstallMacOSUpdates": "those of macOS are not installed",
}
_LOOKED = ("LastFullSuccessfulDate", "LastSuccessfulDate", "LastBackgroundSuccessfulDate")
_COUNTS = ("LastRecommendedUpdatesAvailable", "LastUpdatesAvailable")
_LOOK = "Look in System Settings, General, Software Update."
_DAY = 86400


def read_automatic_updates(machine: Machine) -> AutomaticUpdates:
    """Every switch under Automatic updates. Raises ``CouldNotLook``."""
    settings, place = plists.preferences(machine, _DOMAIN)
    off = [name for name in _SWITCHES if not plists.switch(settings.get(name), default=True)]
    seen = ", ".join(f"{name} off" for name in off) or "no switch is off"
    mode = UpdateMode.OFF if off else UpdateMode.INSTALLS
    reason = ", and ".join(_SWITCHES[name] for name in off)
    return AutomaticUpdates(tool="Software Update", mode=mode, reason=reason, evidence=(Evidence(seen, place),))


def read_pending_updates(machine: Machine) -> PendingUpdates:
    """What waits by the Mac's own last look; macOS does not mark which updates are for security."""
    settings, place = plists.preferences(machine, _DOMAIN)
    count = _waiting(settings)
    when = next((settings[key] for key in _LOOKED if isinstance(settings.get(key), datetime)), None)
    if count is None:
        raise Garbled("Software Update has not written down what waits", _LOOK)
    age = None if when is None else (machine.now() - _seconds(when)) / _DAY
    seen = f"{count} recommended, last look {when.date().isoformat() if when else 'not written down'}"
    return PendingUpdates(count=count, security=None, list_age=age if age is None else max(0.0, age),
                          evidence=(Evidence(seen, place),))  # fmt: skip


def _waiting(settings: dict[str, Any]) -> int | None:
    """How many updates wait: those listed, or their number; None where neither is written."""
    listed = settings.get("RecommendedUpdates")
    if isinstance(listed, list) and listed:
        return len(listed)
    for key in _COUNTS:
        number = settings.get(key)
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10000:
            return number
    return 0 if isinstance(listed, list) else None


def _seconds(when: datetime) -> float:
    """Dates in property lists are of UTC, and plistlib gives them without a zone."""
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


READERS: dict[type[Fact], Reader] = {
    AutomaticUpdates: read_automatic_updates,
    PendingUpdates: read_pending_updates,
}
