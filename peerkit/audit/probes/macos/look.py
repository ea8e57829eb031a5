"""Where a person finds out by hand what could not be seen, by the name of the fact. Menus: macOS 13 and newer."""

from __future__ import annotations

_SETTINGS = "Look in System Settings, "

WHERE = {
    "AutomaticLogin": _SETTINGS + "Users & Groups: is Automatically log in as set to Off?",
    "AutomaticUpdates": _SETTINGS + "General, Software Update: click the i beside Automatic updates.",
    "Cameras": "Open Photo Booth: does it show you?",
    "DailyAccount": _SETTINGS + "Users & Groups: does it say Admin below your name?",
    "DiskEncryption": _SETTINGS + "Privacy & Security, FileVault.",
    "DiskUnlock": _SETTINGS + "Privacy & Security, FileVault.",
    "Firewall": _SETTINGS + "Network, Firewall.",
    "GuestAccess": _SETTINGS + "Users & Groups: is Guest User off?",
    "Keyring": "Open Keychain Access, and look for the log-in keychain.",
    "ListeningPorts": _SETTINGS + "General, Sharing: is all off that you do not need?",
    "LocationServices": _SETTINGS + "Privacy & Security, Location Services.",
    "Lockout": "IT staff: look in the passcode policy of the configuration profile.",
    "MalwareGuard": _SETTINGS + "Privacy & Security, under Security: which apps are allowed?",
    "Microphone": _SETTINGS + "Sound, Input: does the level move when you speak?",
    "Network": "Open a web page in Safari: does it come up?",
    "OsSupport": "Open the Apple menu, About This Mac, and ask IT whether that version still gets updates.",
    "PasswordRules": "IT staff: look in the passcode policy of the configuration profile.",
    "PendingUpdates": _SETTINGS + "General, Software Update.",
    "Power": "Look at the battery sign in the menu bar.",
    "PrivateFolders": "In Finder, click your home folder, choose File, Get Info, and look under Sharing & Permissions.",
    "QuietMode": "Look at the right of the menu bar: is the moon or another sign of Focus there?",
    "RecordingPrograms": "Look at the signs in the menu bar: is a recorder or a sharer of the screen there?",
    "RemoteLogin": _SETTINGS + "General, Sharing: is Remote Login off?",
    "SavedWifi": _SETTINGS + "Wi-Fi, Advanced.",
    "ScreenLock": _SETTINGS + "Lock Screen.",
    "SecureBoot": "Open System Information, then Controller, and look at Secure Boot.",
    "Sharing": _SETTINGS + "General, Sharing.",
    "Speaker": _SETTINGS + "Sound, Output.",
    "Swap": "Nothing to do as a rule: macOS encrypts swap space by itself.",
    "WifiInUse": "Hold Option and click the Wi-Fi sign in the menu bar: it tells the security of your network.",
    "WifiNearby": "Click the Wi-Fi sign in the menu bar: is your network there twice, once without a lock?",
}
