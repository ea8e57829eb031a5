"""Windows: which module's readers answer for which facts. A module is imported when one of its facts is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from peerkit.audit.probes.base import LazyReaders, Probe
from peerkit.audit.probes.systemcalls import AskNative
from peerkit.model.facts import Fact, Unknown

_FACTS = {
    "accounts": (
        "DailyAccount",
        "EmptyPasswords",
        "GuestAccess",
        "LoginPassword",
    ),
    "autologin": ("AutomaticLogin",),
    "boot": ("SecureBoot",),
    "camera": ("Cameras",),
    "disk": (
        "DiskEncryption",
        "DiskUnlock",
        "Swap",
    ),
    "firewall": ("Firewall",),
    "homes": ("PrivateFolders",),
    "keyring_backend": ("KeyringSafety",),
    "keyring_store": ("Keyring",),
    "network": ("Network",),
    "offered": (
        "MalwareGuard",
        "QuietMode",
        "Sharing",
    ),
    "password_rules": (
        "Lockout",
        "PasswordRules",
        "StoredPasswords",
    ),
    "ports": ("ListeningPorts",),
    "power": ("Power",),
    "privacy": (
        "LocationServices",
        "PrivacySwitches",
    ),
    "recorders": ("RecordingPrograms",),
    "release": ("OsSupport",),
    "remote": ("RemoteLogin",),
    "savedwifi": ("SavedWifi",),
    "screenlock": ("ScreenLock",),
    "sound": (
        "Microphone",
        "Speaker",
    ),
    "updates": (
        "AutomaticUpdates",
        "PendingUpdates",
        "RestartPending",
    ),
    "wifi": (
        "WifiInUse",
        "WifiNearby",
    ),
}


# What takes PowerShell long, and the facts it is for. What is quick is gathered always.
SLOW = {
    "drives": ("DiskEncryption", "DiskUnlock", "Swap"),
    "encryptable": ("DiskEncryption", "DiskUnlock", "Swap"),
    "firewall": ("Firewall", "ListeningPorts"),
    "folders": ("PrivateFolders",),
    "recorders": ("RecordingPrograms",),
    "updates": ("PendingUpdates",),
}
_GATHERED = AskNative("powershell")


@runtime_checkable
class Gathers(Protocol):
    """A machine that gathers many answers in one call, without the subjects in ``left_out``."""

    left_out: frozenset[str]


class WindowsProbe(Probe):
    """Asks a Windows machine. Readers live in the modules beside this one, by subject."""

    readers = LazyReaders(__name__, _FACTS)

    def expect(self, needs: Iterable[type[Fact]]) -> None:
        """Leave out of the one call of PowerShell what is slow and not asked for."""
        if not isinstance(self._asked, Gathers):
            return
        names = {need.__name__ for need in needs}
        left_out = frozenset(subject for subject, facts in SLOW.items() if names.isdisjoint(facts))
        if self._asked.left_out - left_out:
            self.machine.replies.pop(_GATHERED, None)
        self._asked.left_out = left_out

    def _read(self, need: type[Fact]) -> Fact | Unknown:
        found = super()._read(need)
        if not isinstance(found, Unknown) or found.hint:
            return found
        from peerkit.audit.probes.windows.by_hand import WAYS

        return Unknown(found.reason, WAYS.get(need.__name__, ""))
