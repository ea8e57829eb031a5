"""Where a person finds on Windows 10 and 11 what PeerKit could not: one way for each fact."""

from __future__ import annotations

_SIGN_IN = "Open Settings, then Accounts, then Sign-in options."
_BITLOCKER = "Search for Manage BitLocker in the Start menu."
_PRIVACY = "Open Settings, then Privacy & security (Windows 10: Privacy), and choose {}."
_SOUND = "Open Settings, then System, then Sound."
_KNOWN = "Open Settings, then Network & internet, then Wi-Fi, then Manage known networks."
_RULES = "IT staff: open Local Security Policy (secpol.msc), then Account Policies."
WAYS = {
    "AutomaticLogin": "Restart. Does it ask for your password or PIN?",
    "AutomaticUpdates": "Open Settings, then Windows Update (Windows 10: Update & Security).",
    "Cameras": "Start the app named Camera. Do you see yourself?",
    "DailyAccount": "Open Settings, then Accounts, then Your info: it says Administrator under your name, or not.",
    "DiskEncryption": _BITLOCKER,
    "DiskUnlock": _BITLOCKER,
    "EmptyPasswords": "Press Windows+L: if no password and no PIN is asked for, set one.",
    "Firewall": "Open Windows Security, then Firewall & network protection.",
    "GuestAccess": "Press Windows+L: is there an account for guests at the bottom left?",
    "Keyring": "Search for Credential Manager in the Start menu.",
    "KeyringSafety": "Search for Credential Manager in the Start menu.",
    "ListeningPorts": "IT staff: Get-NetTCPConnection -State Listen",
    "LocationServices": _PRIVACY.format("Location"),
    "Lockout": _RULES,
    "LoginPassword": _SIGN_IN,
    "MalwareGuard": "Open Windows Security, then Virus & threat protection.",
    "Microphone": _SOUND,
    "Network": "Click the network sign in the taskbar, and open a web page.",
    "OsSupport": "Press Windows+R, and type winver.",
    "PasswordRules": _RULES,
    "PendingUpdates": "Open Settings, then Windows Update (Windows 10: Update & Security).",
    "Power": "Look at the battery sign in the corner of the taskbar.",
    "PrivacySwitches": _PRIVACY.format("Camera, then Microphone"),
    "PrivateFolders": "Right-click your folder in C:\\Users, then Properties, then Security.",
    "QuietMode": "Press Windows+N (Windows 10: Windows+A): is Do not disturb or Focus assist on?",
    "RecordingPrograms": "Press Ctrl+Shift+Esc, and look through the list of programs.",
    "RemoteLogin": "Press Windows+R, type services.msc, and look for OpenSSH SSH Server.",
    "RestartPending": "Open the Start menu, then Power: does it say Update and restart?",
    "SavedWifi": _KNOWN,
    "ScreenLock": _SIGN_IN,
    "SecureBoot": "Press Windows+R, type msinfo32, and look for Secure Boot State.",
    "Sharing": "Press Windows+R, type fsmgmt.msc, and look at Shares.",
    "Speaker": _SOUND,
    "StoredPasswords": "IT staff: look at the policies named Network security in Local Security Policy.",
    "Swap": _BITLOCKER,
    "WifiInUse": "Open Settings, then Network & internet, then Wi-Fi, and look for Security type.",
    "WifiNearby": "Click the network sign in the taskbar: does your network's name stand there twice?",
}
