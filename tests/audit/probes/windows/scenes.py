"""A Windows machine of invented people and networks, well kept, and small changes to it."""

from __future__ import annotations

from typing import Any

from peerkit.audit.probes.machine import (
    Clock,
    CouldNotLook,
    Environ,
    FileState,
    Missing,
    ReadWithoutSecrets,
    Request,
    State,
)
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.audit.probes.windows import WindowsProbe
from peerkit.model.check import OS
from tests.fake_machine import FakeMachine

NOW = 1_795_255_200.0  # 2026-11-21 10:00 UTC
SID = "S-1-5-21-1004336348-1177238915-682003330-1001"
ADAPTER = "{7825D47A-5D59-4C93-8D91-2B0E1B5F6C4B}"
NT = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
CURRENT = r"SOFTWARE\Microsoft\Windows\CurrentVersion"
POLICIES = r"SOFTWARE\Policies\Microsoft"
CONSENT = rf"{CURRENT}\CapabilityAccessManager\ConsentStore"
# Keys that exist, with their values; a name that is not here is not set, a key that is not here is missing.
REGISTRY: dict[str, dict[str, Any]] = {
    rf"HKLM\{NT}": {
        "CurrentBuild": "26200", "UBR": 7171, "DisplayVersion": "25H2", "EditionID": "Professional",
        "InstallationType": "Client",
    },
    rf"HKLM\{NT}\Winlogon": {"Shell": "explorer.exe", "AutoAdminLogon": "0", "DefaultUserName": "robin"},
    r"HKLM\SYSTEM\CurrentControlSet\Control\SecureBoot\State": {"UEFISecureBootEnabled": 1},
    r"HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server": {"fDenyTSConnections": 1},
    r"HKLM\SYSTEM\CurrentControlSet\Control\Lsa": {"LimitBlankPasswordUse": 1},
    r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management": {
        "ExistingPageFiles": ["\\??\\C:\\pagefile.sys"]
    },
    rf"HKLM\{CURRENT}\Component Based Servicing": {},
    rf"HKLM\{CURRENT}\Authentication\LogonUI": {"LastLoggedOnUser": ".\\robin", "LastLoggedOnUserSID": SID},
    rf"HKLM\{CONSENT}\webcam": {"Value": "Allow"},
    rf"HKLM\{CONSENT}\microphone": {"Value": "Allow"},
    rf"HKLM\{CONSENT}\location": {"Value": "Deny"},
    r"HKCU\Control Panel\Desktop": {
        "ScreenSaveActive": "1", "ScreenSaverIsSecure": "1", "ScreenSaveTimeOut": "600",
        "SCRNSAVE.EXE": r"C:\WINDOWS\system32\scrnsave.scr", "DelayLockInterval": 0,
    },
    rf"HKLM\SOFTWARE\Microsoft\WlanSvc\Interfaces\{ADAPTER}": {"RandomMacState": b"\1\0\0\0"},
}  # fmt: skip
OWN_RIGHTS = f"O:{SID}G:DUD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;{SID})"
POWERSHELL: dict[str, Any] = {
    "drives": [{"letter": "C:", "bitlocker": 1}],
    "encryptable": {"failed": "refused"},
    "firewall": {
        "in_use": 4,
        "profiles": [{"type": t, "on": True, "inbound": 0} for t in (1, 2, 4)],
        "rules": [],
        "allowed": ["17|5353|windows", "58||any", "6|*|windows"],
    },
    "services": [
        {"name": "MpsSvc", "status": 4, "start": 2},
        {"name": "TermService", "status": 1, "start": 3},
        {"name": "UsoSvc", "status": 4, "start": 2},
        {"name": "icssvc", "status": 1, "start": 3},
        {"name": "wuauserv", "status": 1, "start": 3},
    ],
    "users": [
        {"name": "Administrator", "sid": SID[:-4] + "500", "disabled": True, "required": True},
        {"name": "Gast", "sid": SID[:-4] + "501", "disabled": True, "required": False},
        {"name": "robin", "sid": SID, "disabled": False, "required": True},
    ],
    "network": {"level": 3, "kind": 71, "adapter": ADAPTER[1:-1].lower(), "wifi": None},
    "ports": {"tcp": ["127.0.0.1:9000", "[::1]:9000"], "udp": ["0.0.0.0:5353"]},
    "recorders": [],
    "cameras": [{"name": "Integrated Camera"}],
    "folders": [
        {"path": "C:\\Users\\robin", "sddl": OWN_RIGHTS},
        {"path": "C:\\Users\\robin\\Documents", "sddl": OWN_RIGHTS},
    ],
    "updates": {"count": 0, "security": 0, "searched": int(NOW) - 7200},
}
NATIVE: dict[str, Any] = {
    "token": {"account": "robin", "sid": SID, "elevated": False, "administrator": False, "at_screen": "robin"},
    "password-rules": {"min_length": 12, "lockout_threshold": 10, "lockout_seconds": 600},
    "pin": {"set": True},
    "power": {"ac": 1, "flag": 8, "percent": 96, "seconds": 0xFFFFFFFF},
    "power-plan": {
        "modern_standby": False, "display_ac": 300, "display_dc": 180, "sleep_ac": 0, "sleep_dc": 600, "lock_ac": 1,
        "lock_dc": 1,
    },
    "firmware": {"type": 2},
    "in-use": {"webcam": [], "microphone": []},
    "security-health": {"firewall": 0, "antivirus": 0},
    "shares": {"shares": [{"name": "IPC$", "type": 0x80000003}, {"name": "C$", "type": 0x80000000}]},
    "sound": {
        "speaker": {"name": "Headset (Northlight 7)", "form": 5, "muted": False, "volume": 0.62},
        "microphone": {"name": "Microphone (Northlight 7)", "form": 5, "muted": False, "volume": 0.8},
    },
    "wlan": {
        "interfaces": [
            {
                "id": ADAPTER, "state": 1, "connection": {"ssid": b"Blue Door".hex(" "), "auth": 9, "cipher": 4},
                "nearby": [{"ssid": b"Blue Door".hex(" "), "auth": 9, "cipher": 4}],
            }
        ]
    },
    "wlan-profiles": {"adapters": [ADAPTER], "profiles": [{"adapter": ADAPTER, "name": "Blue Door"}]},
    "keyring back-end": {"name": "Windows Credential Manager", "kind": "SYSTEM"},
}  # fmt: skip
SAVED = {
    "ssid": b"Blue Door".hex(), "type": "ess", "mode": "auto", "authentication": "wpa3sae", "encryption": "aes",
    "secret.key": "present",
}  # fmt: skip
FILES: dict[Request, Any] = {
    Clock(): NOW,
    Environ("SystemDrive"): "C:",
    Environ("USERPROFILE"): "C:\\Users\\robin",
    Environ("LOCALAPPDATA"): "C:\\Users\\robin\\AppData\\Local",
    FileState("C:\\Users\\robin\\AppData\\Local\\Microsoft\\Vault"): State("folder", 0o777, 0, 0, 0),
}


class Windows(FakeMachine):
    """The machine. ``change(...)`` replaces one thing; a ``CouldNotLook`` is raised where it stands."""

    def __init__(self) -> None:
        super().__init__(FILES, OS.WINDOWS)
        self.keys = {path: dict(values) for path, values in REGISTRY.items()}
        self.told = dict(NATIVE)
        self.subjects = dict(POWERSHELL)
        self.saved = {f"wlan/{ADAPTER}/Blue Door": SAVED}

    def set(self, path: str, **values: Any) -> Windows:
        """Values in the registry; ``_`` stands for a blank or a dot that a name has."""
        self.keys.setdefault(path, {}).update(values)
        return self

    def answer(self, request: Request) -> Any:
        match request:
            case ReadRegistry():
                return self._registry(request)
            case AskNative(name="powershell"):
                reply: Any = self.subjects
            case AskNative(name=name):
                reply = self.told.get(name, Missing(f"{name} is not there"))
            case ReadWithoutSecrets(path=path):
                reply = self.saved.get(path, Missing("no such profile"))
                reply = reply if isinstance(reply, CouldNotLook) else [reply]
            case _:
                return super().answer(request)
        if isinstance(reply, CouldNotLook):
            raise reply
        return reply

    def _registry(self, request: ReadRegistry) -> Any:
        found: Any = self.keys.get(str(request), Missing("no such key"))
        if isinstance(found, CouldNotLook):
            raise found
        return {name: found[name] for name in request.names if name in found}

    def get(self, need: type[Any]) -> Any:
        """A fact, as the probe gives it."""
        return WindowsProbe(self).get(need)
