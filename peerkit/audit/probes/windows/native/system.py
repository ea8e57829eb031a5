"""Power, accounts, firmware and Windows Security: one call each, of the library the documentation names."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import (
    POINTER,
    Structure,
    byref,
    c_int32,
    c_uint8,
    c_uint32,
    c_void_p,
    c_wchar_p,
    cast,
    create_string_buffer,
)
from typing import Any

from peerkit.audit.probes.machine import Garbled, Missing
from peerkit.audit.probes.windows.native import Guid, Library, Load, checked, system_library, wide_at

_NO_SUBGROUP = "fea3413e-7e05-4911-9a71-700331f1c294"
_VIDEO, _SLEEP = "7516b95f-f776-4464-8c53-06167f40cc99", "238c9fa8-0aad-41ed-83f4-97be242c8f20"
# Subgroup and setting of the power plan (Microsoft: Power Policy Settings; CONSOLELOCK, VIDEOIDLE, STANDBYIDLE).
_SETTINGS = {
    "display": (_VIDEO, "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e"),
    "sleep": (_SLEEP, "29f6c1db-86da-48c5-9fdb-f2b67b1f44da"),
    "lock": (_NO_SUBGROUP, "0e796bdb-100d-47d6-a2d5-f7d2daa51f51"),
}
_QUERY = 0x0008  # TOKEN_QUERY
_USER, _ELEVATION_TYPE, _ELEVATION = 1, 18, 20  # TOKEN_INFORMATION_CLASS
_FULL, _LIMITED = 2, 3  # TOKEN_ELEVATION_TYPE
_THIS_SESSION, _USER_NAME = 0xFFFFFFFF, 5  # WTS_CURRENT_SESSION; WTS_INFO_CLASS: WTSUserName
_PROVIDERS = {"firewall": 1, "antivirus": 4}  # WSC_SECURITY_PROVIDER


class PowerStatus(Structure):
    """SYSTEM_POWER_STATUS (winbase.h)."""

    _fields_ = (
        ("ACLineStatus", c_uint8),
        ("BatteryFlag", c_uint8),
        ("BatteryLifePercent", c_uint8),
        ("SystemStatusFlag", c_uint8),
        ("BatteryLifeTime", c_uint32),
        ("BatteryFullLifeTime", c_uint32),
    )


class PowerCapabilities(Structure):
    """SYSTEM_POWER_CAPABILITIES (winnt.h), 76 bytes; of its switches only ``AoAc``, the 21st, is looked at."""

    _fields_ = (("switches", c_uint8 * 20), ("AoAc", c_uint8), ("rest", c_uint8 * 11), ("states", c_uint32 * 11))


class ModalsInfo0(Structure):
    """USER_MODALS_INFO_0 (lmaccess.h)."""

    _fields_ = tuple(
        (f"usrmod0_{name}", c_uint32)
        for name in ("min_passwd_len", "max_passwd_age", "min_passwd_age", "force_logoff", "password_hist_len")
    )


class ModalsInfo3(Structure):
    """USER_MODALS_INFO_3 (lmaccess.h)."""

    _fields_ = tuple(
        (f"usrmod3_{name}", c_uint32)
        for name in ("lockout_duration", "lockout_observation_window", "lockout_threshold")
    )


def _function(library: Library, name: str, arguments: tuple[Any, ...], result: Any = c_int32) -> Any:
    function = getattr(library, name)
    function.argtypes, function.restype = arguments, result
    return function


def power(load: Load = system_library) -> dict[str, int]:
    """GetSystemPowerStatus (winbase.h, kernel32). Raises ``Garbled``."""
    status = PowerStatus()
    if not _function(load("kernel32"), "GetSystemPowerStatus", (POINTER(PowerStatus),))(byref(status)):
        raise Garbled("Windows could not tell of its battery")
    return {
        "ac": int(status.ACLineStatus),
        "flag": int(status.BatteryFlag),
        "percent": int(status.BatteryLifePercent),
        "seconds": int(status.BatteryLifeTime),
    }


def power_plan(load: Load = system_library) -> dict[str, Any]:
    """PowerGetActiveScheme (powersetting.h), PowerReadACValueIndex and ...DC (powrprof.h), GetPwrCapabilities.

    Seconds; 0 is never, and for ``lock`` 1 is yes. A setting that Windows does not tell is None.
    """
    library = load("powrprof")
    capabilities = PowerCapabilities()
    if not _function(library, "GetPwrCapabilities", (POINTER(PowerCapabilities),), c_uint8)(byref(capabilities)):
        raise Garbled("Windows could not tell how it sleeps")
    found: dict[str, Any] = {"modern_standby": bool(capabilities.AoAc)}
    scheme = c_void_p()
    active = _function(library, "PowerGetActiveScheme", (c_void_p, POINTER(c_void_p)), c_uint32)
    checked(active(None, byref(scheme)), "the power plan")
    try:
        for name, (group, setting) in _SETTINGS.items():
            for source in ("AC", "DC"):
                found[f"{name}_{source.lower()}"] = _index(library, scheme, source, group, setting)
    finally:
        _local_free(load)(scheme)
    return found


def _index(library: Library, scheme: c_void_p, source: str, group: str, setting: str) -> int | None:
    guid = POINTER(Guid)
    signature = (c_void_p, c_void_p, guid, guid, POINTER(c_uint32))
    ask, value = _function(library, f"PowerRead{source}ValueIndex", signature, c_uint32), c_uint32()
    code = ask(None, scheme, byref(Guid.of(group)), byref(Guid.of(setting)), byref(value))
    return int(value.value) if code == 0 else None


def _local_free(load: Load) -> Callable[[Any], Any]:
    free: Callable[[Any], Any] = _function(load("kernel32"), "LocalFree", (c_void_p,), c_void_p)
    return free


def firmware(load: Load = system_library) -> dict[str, int]:
    """GetFirmwareType (winbase.h, kernel32): 1 BIOS, 2 UEFI. Raises ``Garbled``."""
    kind = c_int32()
    if not _function(load("kernel32"), "GetFirmwareType", (POINTER(c_int32),))(byref(kind)):
        raise Garbled("Windows could not tell which firmware started it")
    return {"type": int(kind.value)}


def password_rules(load: Load = system_library) -> dict[str, int]:
    """NetUserModalsGet (lmaccess.h, netapi32) at the levels 0 and 3. Raises ``CouldNotLook``."""
    library = load("netapi32")
    rules, lockout = _modals(library, 0, ModalsInfo0), _modals(library, 3, ModalsInfo3)
    return {
        "min_length": int(rules.usrmod0_min_passwd_len),
        "lockout_threshold": int(lockout.usrmod3_lockout_threshold),
        "lockout_seconds": int(lockout.usrmod3_lockout_duration),
    }


def _modals(library: Library, level: int, kind: type[Structure]) -> Any:
    ask = _function(library, "NetUserModalsGet", (c_wchar_p, c_uint32, POINTER(c_void_p)), c_uint32)
    free = _function(library, "NetApiBufferFree", (c_void_p,), c_uint32)
    buffer = c_void_p()
    try:
        checked(ask(None, level, byref(buffer)), "its rules for passwords")
        if not buffer.value:
            raise Garbled("Windows gave no rules for passwords")
        return kind.from_buffer_copy(ctypes.string_at(buffer.value, ctypes.sizeof(kind)))
    finally:
        if buffer.value:
            free(buffer)


def security_health(load: Load = system_library) -> dict[str, int]:
    """WscGetSecurityProviderHealth (wscapi.h) of firewall and antivirus: 0 good, 1 not watched, 2 poor, 3 snoozed."""
    ask = _function(load("wscapi"), "WscGetSecurityProviderHealth", (c_uint32, POINTER(c_int32)))
    found = {}
    for name, provider in _PROVIDERS.items():
        health = c_int32()
        # S_FALSE: the service of Windows Security does not run, and the health is of no worth.
        if ask(provider, byref(health)) == 0:
            found[name] = int(health.value)
    if not found:
        raise Missing("Windows Security does not run")
    return found


def token(load: Load = system_library) -> dict[str, Any]:
    """The account of this process by its access token, and the one logged in to this session.

    OpenProcessToken (processthreadsapi.h), GetTokenInformation (securitybaseapi.h), ConvertSidToStringSidW (sddl.h),
    GetUserNameW (winbase.h), WTSQuerySessionInformationW (wtsapi32.h). Raises ``Garbled``.
    """
    security = load("advapi32")
    process = _function(load("kernel32"), "GetCurrentProcess", (), c_void_p)()
    handle = c_void_p()
    open_ = _function(security, "OpenProcessToken", (c_void_p, c_uint32, POINTER(c_void_p)))
    if not open_(process, _QUERY, byref(handle)):
        raise Garbled("Windows could not tell which account this is")
    try:
        kind = _number(security, handle, _ELEVATION_TYPE)
        elevated = _number(security, handle, _ELEVATION) != 0
        sid = _sid(security, handle, load)
    finally:
        _function(load("kernel32"), "CloseHandle", (c_void_p,))(handle)
    # With user account control an administrator has two tokens; without, one that is elevated.
    administrator = kind in (_FULL, _LIMITED) or elevated
    return {
        "account": _user_name(security), "sid": sid, "elevated": elevated, "administrator": administrator,
        "at_screen": _session_user(load),
    }  # fmt: skip


def _information(security: Library, handle: c_void_p, which: int) -> bytes:
    signature = (c_void_p, c_int32, c_void_p, c_uint32, POINTER(c_uint32))
    ask, size = _function(security, "GetTokenInformation", signature), c_uint32()
    buffer = create_string_buffer(1024)
    if not ask(handle, which, buffer, len(buffer), byref(size)) or size.value > len(buffer):
        raise Garbled("Windows could not tell what this account may do")
    return bytes(buffer.raw[: size.value])


def _number(security: Library, handle: c_void_p, which: int) -> int:
    raw = _information(security, handle, which)
    if len(raw) < 4:
        raise Garbled("Windows could not tell what this account may do")
    return int.from_bytes(raw[:4], "little")


def _sid(security: Library, handle: c_void_p, load: Load) -> str:
    """TOKEN_USER starts with a pointer into its own buffer, so the buffer must live while it is turned into text."""
    signature = (c_void_p, c_int32, c_void_p, c_uint32, POINTER(c_uint32))
    ask, size, buffer = _function(security, "GetTokenInformation", signature), c_uint32(), create_string_buffer(1024)
    if not ask(handle, _USER, buffer, len(buffer), byref(size)):
        raise Garbled("Windows could not tell which account this is")
    text = c_void_p()
    convert = _function(security, "ConvertSidToStringSidW", (c_void_p, POINTER(c_void_p)))
    if not convert(cast(buffer, POINTER(c_void_p))[0], byref(text)):
        raise Garbled("Windows could not tell which account this is")
    try:
        return wide_at(text.value, 256)
    finally:
        _local_free(load)(text)


def _user_name(security: Library) -> str:
    size = c_uint32(257)  # UNLEN and a zero
    buffer = create_string_buffer(2 * size.value)
    if not _function(security, "GetUserNameW", (c_void_p, POINTER(c_uint32)))(buffer, byref(size)):
        raise Garbled("Windows could not tell which account this is")
    return wide_at(ctypes.addressof(buffer), 257)


def _session_user(load: Load) -> str:
    """Empty where nobody is logged in to this session, as where a service runs."""
    library = load("wtsapi32")
    text, size = c_void_p(), c_uint32()
    signature = (c_void_p, c_uint32, c_int32, POINTER(c_void_p), POINTER(c_uint32))
    ask = _function(library, "WTSQuerySessionInformationW", signature)
    if not ask(None, _THIS_SESSION, _USER_NAME, byref(text), byref(size)):
        return ""
    try:
        return wide_at(text.value, 256)
    finally:
        _function(library, "WTSFreeMemory", (c_void_p,), None)(text)


def system_folder(load: Load = system_library) -> str:
    """GetSystemDirectoryW (sysinfoapi.h, kernel32). Raises ``Garbled``."""
    buffer = create_string_buffer(2 * 261)
    length = _function(load("kernel32"), "GetSystemDirectoryW", (c_void_p, c_uint32), c_uint32)(buffer, 261)
    if not 0 < length < 261:
        raise Garbled("Windows could not tell where its own programs are")
    return wide_at(ctypes.addressof(buffer), 261)
