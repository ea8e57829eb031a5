"""The Windows machine PeerKit runs on. What every system answers alike is answered by ``LiveMachine``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from peerkit.audit.probes import command
from peerkit.audit.probes.live import LiveMachine, secrets_left_out
from peerkit.audit.probes.machine import CouldNotLook, ReadWithoutSecrets, Request, RunCommand, WhoAmI
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.audit.probes.windows import powershell
from peerkit.audit.probes.windows.asking import POWERSHELL
from peerkit.audit.probes.windows.native import audio, registry, shares, system, wlan
from peerkit.audit.probes.windows.release import NAMES, VERSION, name_of
from peerkit.audit.probes.windows.savedwifi import FORM
from peerkit.model.check import OS

_ID = ReadRegistry("HKLM", r"SOFTWARE\Microsoft\Cryptography", ("MachineGuid",))
# What Windows' programs cannot start without; nothing else of this environment gets through.
_PASSED_ON = (
    "APPDATA", "COMPUTERNAME", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "OS", "PROCESSOR_ARCHITECTURE", "ProgramData",
    "ProgramFiles", "SystemDrive", "SystemRoot", "TEMP", "TMP", "USERDOMAIN", "USERNAME", "USERPROFILE", "windir",
)  # fmt: skip


class WindowsMachine(LiveMachine):
    """Answers from the registry, the system's own functions and one call of PowerShell. Reading only."""

    def __init__(self) -> None:
        super().__init__(OS.WINDOWS)
        self.left_out: frozenset[str] = frozenset()

    @property
    def release(self) -> str:  # type: ignore[override]  # asked for only when a report is made
        """The system and its version in one line."""
        hive, _, key = VERSION.partition("\\")
        try:
            return name_of(registry.read(ReadRegistry(hive, key, NAMES)))
        except CouldNotLook:
            return "Windows"

    def pseudonym(self) -> str:
        import hashlib

        try:
            raw = str(registry.read(_ID)["MachineGuid"]).encode()
        except (CouldNotLook, KeyError):
            return "unknown"
        return hashlib.blake2b(raw, key=b"peerkit.machine", digest_size=6).hexdigest()

    def answer(self, request: Request) -> Any:
        """The reply to a request. Raises ``CouldNotLook``."""
        match request:
            case ReadRegistry():
                return registry.read(request)
            case AskNative(name=name) if name == POWERSHELL:
                return _gathered(self.left_out)
            case AskNative(name=name) if name in _NATIVE:
                return _NATIVE[name]()
            case ReadWithoutSecrets(form=form, path=path) if form == FORM:
                return secrets_left_out(request, wlan.profile(path))
            case RunCommand():
                return command.run(request.argv, folders=_folders())
            case WhoAmI():
                return _who()
        return super().answer(request)


def _who() -> tuple[int, str, str]:
    told = system.token()
    last = told["sid"].rpartition("-")[2]
    return int(last) if last.isdigit() else 0, told["account"], os.environ.get("USERPROFILE", "")


def _folders() -> tuple[str, ...]:
    """Windows' own folders of programs. A 32-bit Python sees those of 64 bits under another name, Sysnative."""
    plain = Path(system.system_folder())
    native = plain.parent / "Sysnative"
    root = native if native.is_dir() else plain
    return str(root), str(root / powershell.FOLDER)


def _gathered(left_out: frozenset[str]) -> dict[str, Any]:
    """The one call of PowerShell. Raises ``CouldNotLook``."""
    folders = _folders()
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"PATH": ";".join(folders), "PSModulePath": f"{folders[1]}\\Modules"}
    code, stdout, _ = command.run_raw(
        powershell.command_line(left_out), environment, powershell.SECONDS, folders=folders
    )
    return powershell.parsed(code, stdout)


_NATIVE: dict[str, Callable[[], Any]] = {
    "firmware": system.firmware,
    "in-use": registry.devices_in_use,
    "password-rules": system.password_rules,
    "pin": lambda: registry.pin(system.token()["sid"]),
    "power": system.power,
    "power-plan": system.power_plan,
    "security-health": system.security_health,
    "shares": shares.shares,
    "sound": audio.devices,
    "token": system.token,
    "wlan": wlan.interfaces,
    "wlan-profiles": wlan.profiles,
}
