"""Linux: which module's readers answer for which facts. A module is imported when one of its facts is asked for."""

from __future__ import annotations

from peerkit.audit.probes.base import LazyReaders, Probe

_FACTS = {
    "accounts": ("DailyAccount",),
    "autologin": (
        "AutomaticLogin",
        "GuestAccess",
    ),
    "autoupdate": ("AutomaticUpdates",),
    "boot": (
        "RestartPending",
        "SecureBoot",
    ),
    "camera": ("Cameras",),
    "disk": (
        "DiskEncryption",
        "DiskUnlock",
        "Swap",
    ),
    "firewall": ("Firewall",),
    "keyring_backend": ("KeyringSafety",),
    "keyring_store": ("Keyring",),
    "login": ("LoginPassword",),
    "nearby": ("WifiNearby",),
    "network": ("Network",),
    "pam": (
        "EmptyPasswords",
        "Lockout",
        "PasswordRules",
    ),
    "ports": ("ListeningPorts",),
    "power": ("Power",),
    "privacy": (
        "LocationServices",
        "PrivacySwitches",
        "PrivateFolders",
        "RecordingPrograms",
    ),
    "quiet": (
        "MalwareGuard",
        "QuietMode",
    ),
    "release": ("OsSupport",),
    "savedwifi": ("SavedWifi",),
    "screenlock": ("ScreenLock",),
    "shadow": ("StoredPasswords",),
    "sharing": ("Sharing",),
    "sound": (
        "Microphone",
        "Speaker",
    ),
    "sshd": ("RemoteLogin",),
    "updates": ("PendingUpdates",),
    "wifi": ("WifiInUse",),
}


class LinuxProbe(Probe):
    """Asks a Linux machine. Readers live in the modules beside this one, by subject."""

    readers = LazyReaders(__name__, _FACTS)
