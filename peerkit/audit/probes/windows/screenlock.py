"""When the screen locks by itself, and whether waking it takes the password.

Windows locks in three ways: after a time set for everyone (InactivityTimeoutSecs), by a screen saver that asks for the
password, and by going to sleep where waking asks. A screen that is only dark does not lock, but on machines that sleep
connected ("Modern Standby") the dark screen is the sleep. A policy outdoes the person's choice.
"""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine
from peerkit.audit.probes.windows.asking import Told, first_number, number, require_own_settings, told, value
from peerkit.model.facts import Evidence, Fact, ScreenLock

_SYSTEM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_OWN_SYSTEM = r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_DESKTOP = r"HKCU\Control Panel\Desktop"
_DESKTOP_POLICY = r"HKCU\SOFTWARE\Policies\Microsoft\Windows\Control Panel\Desktop"
_WAKE_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Power\PowerSettings\0e796bdb-100d-47d6-a2d5-f7d2daa51f51"
_NEVER = 0xFFFFFFFF
_NO_BATTERY = 128


@dataclass(frozen=True)
class _Way:
    """One way in which the screen locks: after how many seconds on the charger and on battery; None is never."""

    name: str
    charger: int | None
    battery: int | None


def _policy_for_all(machine: Machine) -> _Way:
    seconds = number(machine, _SYSTEM, "InactivityTimeoutSecs") or None
    return _Way("the limit for everyone", seconds, seconds)


def _screen_saver(machine: Machine) -> _Way:
    def setting(name: str) -> object:
        found = value(machine, _DESKTOP_POLICY, name)
        return value(machine, _DESKTOP, name) if found is None else found

    # ScreenSaveActive is 1 from the factory; a screen saver is set only where its file is named.
    on = str(setting("ScreenSaveActive")) == "1" and bool(setting("SCRNSAVE.EXE"))
    asks = str(setting("ScreenSaverIsSecure")) == "1"
    seconds = first_number(machine, "ScreenSaveTimeOut", _DESKTOP_POLICY, _DESKTOP) if on and asks else None
    return _Way("the screen saver", seconds or None, seconds or None)


def _sleep(machine: Machine, plan: Told) -> _Way:
    connected = plan.flag("modern_standby")
    delay = number(machine, _DESKTOP, "DelayLockInterval") or 0
    times = []
    for source in ("ac", "dc"):
        asks = delay != _NEVER if connected else _asks_on_wake(machine, plan, source)
        names = ("display", "sleep") if connected else ("sleep",)
        found = [seconds for name in names if (seconds := plan.number(f"{name}_{source}")) > 0]
        times.append(min(found) + (delay if connected else 0) if asks and found else None)
    return _Way("sleep", times[0], times[1])


def _asks_on_wake(machine: Machine, plan: Told, source: str) -> bool:
    by_policy = number(machine, _WAKE_POLICY, f"{source.upper()}SettingIndex")
    return (plan.number(f"lock_{source}") if by_policy is None else by_policy) == 1


def read_screen_lock(machine: Machine) -> ScreenLock:
    """The soonest way, on the power source where it takes longest. Raises ``CouldNotLook``."""
    require_own_settings(machine)
    ways, unseen = [_policy_for_all(machine), _screen_saver(machine)], None
    try:
        ways.append(_sleep(machine, told(machine, "power-plan")))
    except CouldNotLook as reason:
        unseen = reason
    charger = min((way.charger for way in ways if way.charger is not None), default=None)
    battery = min((way.battery for way in ways if way.battery is not None), default=None)
    # What the other ways prove holds; what they lack, sleep may have.
    if unseen is not None and None in (charger, battery):
        raise unseen
    evidence = tuple(
        Evidence(f"{way.name}: {_spoken(way.charger)} on the charger, {_spoken(way.battery)} on battery", source)
        for way, source in zip(ways, (_SYSTEM, _DESKTOP, "power plan"), strict=False)
    )
    if first_number(machine, "DisableLockWorkstation", _OWN_SYSTEM, _SYSTEM) == 1:
        return ScreenLock(desktop="Windows", after=None, weakness="a policy forbids locking", evidence=evidence)
    return _joined(charger, charger if _no_battery(machine) else battery, evidence)


def _joined(charger: int | None, battery: int | None, evidence: tuple[Evidence, ...]) -> ScreenLock:
    if charger is not None and battery is not None:
        return ScreenLock(desktop="Windows", after=max(charger, battery), evidence=evidence)
    weakness = "no screen saver asks for the password, and waking from sleep does not lock it in time"
    if charger is not None or battery is not None:
        weakness = "on battery nothing is set to lock it, only on the charger"
        weakness = weakness if charger is not None else "on the charger nothing is set to lock it, only on battery"
    return ScreenLock(desktop="Windows", after=None, weakness=weakness, evidence=evidence)


def _no_battery(machine: Machine) -> bool:
    try:
        flag = told(machine, "power").number("flag")
    except CouldNotLook:
        return False
    return flag != 255 and bool(flag & _NO_BATTERY)


def _spoken(seconds: int | None) -> str:
    return "never" if seconds is None else f"{seconds} s"


READERS: dict[type[Fact], Reader] = {ScreenLock: read_screen_lock}
