"""macOS 13 to 26: which module's readers answer for which facts. A module is imported when a fact of it is asked for.

All that is asked are files and the system's own programs; no library of Apple is called from here.
"""

from __future__ import annotations

from peerkit.audit.probes.base import LazyReaders, Probe
from peerkit.audit.probes.macos.look import WHERE
from peerkit.model.facts import Fact, Unknown

_FACTS = {
    "accounts": ("DailyAccount",),
    "camera": ("Cameras",),
    "disk": (
        "DiskEncryption",
        "DiskUnlock",
        "Swap",
    ),
    "firewall": ("Firewall",),
    "keychain": ("Keyring",),
    "keyring_backend": ("KeyringSafety",),
    "login": (
        "AutomaticLogin",
        "GuestAccess",
        "LoginPassword",
    ),
    "network": ("Network",),
    "offered": (
        "MalwareGuard",
        "QuietMode",
        "Sharing",
    ),
    "policy": (
        "Lockout",
        "PasswordRules",
    ),
    "ports": ("ListeningPorts",),
    "power": ("Power",),
    "privacy": (
        "LocationServices",
        "PrivateFolders",
        "RecordingPrograms",
    ),
    "savedwifi": ("SavedWifi",),
    "screenlock": ("ScreenLock",),
    "sharing": ("RemoteLogin",),
    "sound": (
        "Microphone",
        "Speaker",
    ),
    "startup": ("SecureBoot",),
    "unseen": (
        "EmptyPasswords",
        "PrivacySwitches",
        "RestartPending",
        "StoredPasswords",
    ),
    "updates": (
        "AutomaticUpdates",
        "PendingUpdates",
    ),
    "version": ("OsSupport",),
    "wifi": (
        "WifiInUse",
        "WifiNearby",
    ),
}


class MacProbe(Probe):
    """Asks a Mac. Readers live in the modules beside this one, by subject."""

    readers = LazyReaders(__name__, _FACTS)

    def _read(self, need: type[Fact]) -> Fact | Unknown:
        """What could not be seen always comes with the place where a person can look."""
        found = super()._read(need)
        if isinstance(found, Unknown) and not found.hint:
            return Unknown(found.reason, WHERE.get(need.__name__, ""))
        return found
