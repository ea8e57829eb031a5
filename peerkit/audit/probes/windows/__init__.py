"""Windows: which module's readers answer for which facts. A module is imported when one of its facts is asked for."""

from __future__ import annotations

from peerkit.audit.probes.base import LazyReaders, Probe
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


class WindowsProbe(Probe):
    """Asks a Windows machine. Readers live in the modules beside this one, by subject."""

    readers = LazyReaders(__name__, _FACTS)

    def _read(self, need: type[Fact]) -> Fact | Unknown:
        found = super()._read(need)
        if not isinstance(found, Unknown) or found.hint:
            return found
        from peerkit.audit.probes.windows.by_hand import WAYS

        return Unknown(found.reason, WAYS.get(need.__name__, ""))
