"""The registry, in its 64-bit view whatever this Python is (Microsoft: Accessing an Alternate Registry View)."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from peerkit.audit.probes.machine import Garbled, Missing, Refused
from peerkit.audit.probes.systemcalls import ReadRegistry

_HIVES = {"HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER"}
# Values that hold a password in clear text: that there is one is all that leaves this module.
_SECRET = ("defaultpassword", "altdefaultpassword")
PRESENT = "present"
_CONSENT = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_DESKTOP = "NonPackaged"
# The credential provider for PINs, which keeps a mark for each account that has one (from memory, and from osquery).
_PIN = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Authentication\Credential Providers"
    r"\{D6886603-9D2F-4EB2-B667-1971041FA96B}"
)
_MOST = 2000


def _module() -> Any:
    return import_module("winreg")  # only Windows has it


def _opened(hive: str, key: str, winreg: Any) -> Any:
    """An open key. Raises ``CouldNotLook``."""
    if hive not in _HIVES:
        raise Garbled(f"the registry has no part named {hive}")
    try:
        return winreg.OpenKey(getattr(winreg, _HIVES[hive]), key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except FileNotFoundError:
        raise Missing(f"the registry has no {hive}\\{key}") from None
    except PermissionError:
        raise Refused(f"{hive}\\{key} may not be read by this account") from None
    except OSError:
        raise Garbled(f"{hive}\\{key} could not be read") from None


def read(request: ReadRegistry, winreg: Any = None) -> dict[str, Any]:
    """The values named that are set. Raises ``CouldNotLook``."""
    winreg = winreg or _module()
    found: dict[str, Any] = {}
    with _opened(request.hive, request.key, winreg) as key:
        for name in request.names:
            try:
                value, kind = winreg.QueryValueEx(key, name)
            except FileNotFoundError:
                continue
            except PermissionError:
                raise Refused(f"{request} may not be read by this account") from None
            except OSError:
                raise Garbled(f"{request} could not be read") from None
            # Windows hands out a binary value of no length as None.
            value = b"" if value is None and kind == winreg.REG_BINARY else value
            found[name] = PRESENT if name.lower() in _SECRET else value
    return found


def pin(sid: str, winreg: Any = None) -> dict[str, bool]:
    """Whether a PIN of Windows Hello is set for an account. Raises ``CouldNotLook``."""
    try:
        found = read(ReadRegistry("HKLM", f"{_PIN}\\{sid}", ("LogonCredsAvailable",)), winreg)
    except Missing:
        return {"set": False}
    return {"set": found.get("LogonCredsAvailable") == 1}


def devices_in_use(winreg: Any = None) -> dict[str, Any]:
    """The programs that use the camera and the microphone now: a start without an end (ConsentStore)."""
    winreg = winreg or _module()
    return {name: sorted(set(_users(winreg, name))) for name in ("webcam", "microphone")}


def _users(winreg: Any, capability: str) -> Iterator[str]:
    for below, told in ((capability, _app), (f"{capability}\\{_DESKTOP}", _program)):
        try:
            names = _subkeys(winreg, f"{_CONSENT}\\{below}")
        except Missing:
            continue
        for name in names:
            times = ReadRegistry("HKCU", f"{_CONSENT}\\{below}\\{name}", ("LastUsedTimeStart", "LastUsedTimeStop"))
            used = read(times, winreg)
            if used.get("LastUsedTimeStart") and used.get("LastUsedTimeStop") == 0:
                yield told(name)


def _subkeys(winreg: Any, key: str) -> list[str]:
    with _opened("HKCU", key, winreg) as opened:
        count = min(winreg.QueryInfoKey(opened)[0], _MOST)
        return [name for at in range(count) if (name := winreg.EnumKey(opened, at)) != _DESKTOP]


def _app(name: str) -> str:
    """A store app by its own name: that of its package without maker and number."""
    return name.partition("_")[0]


def _program(name: str) -> str:
    """A program by the name of its file: its whole path stands there with # for each backslash."""
    return name.rpartition("#")[2]
