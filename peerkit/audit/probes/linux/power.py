"""Battery and charger: UPower over D-Bus, else the kernel's own list in ``/sys/class/power_supply``.

States and units are those of UPower's interface description (``org.freedesktop.UPower.Device``) and
of the kernel's ``Documentation/ABI/testing/sysfs-class-power``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine
from peerkit.model.facts import Evidence, Fact, Power, Unknown
from peerkit.model.private import printable

_UPOWER = "org.freedesktop.UPower"
_DISPLAY_DEVICE = "/org/freedesktop/UPower/devices/DisplayDevice"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_STATES = ("unknown", "charging", "discharging", "empty", "full", "waiting to charge", "waiting to discharge")
_DISCHARGING = 2

_FOLDER = "/sys/class/power_supply"
_BATTERIES = frozenset({"Battery", "UPS"})
_CHARGER = re.compile(r"Mains|USB(_[A-Z_]+)?|Wireless|BrickID")
_PLUGGED = frozenset({"Charging", "Full", "Not charging"})


def read_power(machine: Machine) -> Power | Unknown:
    """Ask UPower, which adds up all batteries and leaves out those of mice and headsets; else the kernel."""
    try:
        return _from_upower(machine)
    except CouldNotLook as upower:
        try:
            return _from_kernel(machine)
        except CouldNotLook as kernel:
            reason = f"Neither UPower nor {_FOLDER} told of a battery or charger ({upower}; {kernel})."
            return Unknown(reason, "Look at the battery sign on your screen.")


def _from_upower(machine: Machine) -> Power:
    device = _ask(machine, _DISPLAY_DEVICE, "GetAll", f"{_UPOWER}.Device")
    on_battery = _ask(machine, "/org/freedesktop/UPower", "Get", _UPOWER, "OnBattery")
    present = device.get("IsPresent") if isinstance(device, dict) else None
    if not isinstance(present, bool) or not isinstance(on_battery, bool):
        raise Garbled("UPower's answer could not be understood")
    return _upower_facts(device, on_battery)


def _ask(machine: Machine, path: str, member: str, *arguments: str) -> Any:
    signature = "s" * len(arguments)
    reply = machine.call(BusCall("system", _UPOWER, path, _PROPERTIES, member, signature, arguments))
    return reply[0] if reply else None


def _upower_facts(device: Mapping[str, Any], on_battery: bool) -> Power:
    source = "UPower over D-Bus"
    if not device["IsPresent"]:
        return Power(battery=False, plugged_in=not on_battery, evidence=(Evidence("no battery", source),))
    state = device.get("State")
    state = state if isinstance(state, int) and 0 <= state < len(_STATES) else 0
    percent = _percent(device.get("Percentage"))
    # UPower says 0 % before it has looked; a battery that is really empty is "discharging" or "empty".
    percent = None if percent == 0 and _STATES[state] == "unknown" else percent
    return _power(
        plugged_in=not on_battery,
        percent=percent,
        seconds_left=_seconds(device.get("TimeToEmpty")) if state == _DISCHARGING else None,
        draining=state == _DISCHARGING,
        seen=_STATES[state],
        source=source,
    )


def _power(
    *, plugged_in: bool, percent: float | None, seconds_left: int | None, draining: bool, seen: str, source: str
) -> Power:
    full = "charge not reported" if percent is None else f"{percent:.0f} %"
    seen = f"{full}, {seen}, {'charger in' if plugged_in else 'on battery'}"
    return Power(
        battery=True,
        plugged_in=plugged_in,
        percent=percent,
        seconds_left=seconds_left,
        draining=draining,
        evidence=(Evidence(seen, source),),
    )


def _percent(value: object) -> float | None:
    if not isinstance(value, int | float) or not 0 <= value <= 100:
        return None
    return float(value)


def _seconds(value: object) -> int | None:
    """UPower reports 0 where it cannot tell."""
    return value if isinstance(value, int) and value > 0 else None


@dataclass(frozen=True)
class _Battery:
    """One battery as the kernel shows it; ``unit`` says of what the amounts are, None is not reported."""

    status: str
    unit: str
    now: float | None
    full: float | None
    rate: float | None
    capacity: float | None


def _from_kernel(machine: Machine) -> Power:
    kinds = {name: _field(machine, name, "type") for name in machine.folder(_FOLDER)}
    batteries = [name for name, kind in kinds.items() if kind in _BATTERIES and _belongs(machine, name)]
    chargers = [name for name, kind in kinds.items() if _CHARGER.fullmatch(kind)]
    if kinds and not batteries and not chargers and not any(kind in _BATTERIES for kind in kinds.values()):
        raise Garbled(f"{_FOLDER} lists nothing that is known")
    if not batteries:
        return Power(battery=False, plugged_in=True, evidence=(Evidence("no battery", _FOLDER),))
    found = [_battery(machine, name) for name in batteries]
    draining = any(battery.status == "Discharging" for battery in found)
    return _power(
        plugged_in=_plugged_in(machine, chargers, found),
        percent=_charge(found),
        seconds_left=_time_left(found) if draining else None,
        draining=draining,
        seen=" and ".join(printable(battery.status.lower(), 40) or "state not reported" for battery in found),
        source=_FOLDER,
    )


def _field(machine: Machine, supply: str, name: str) -> str:
    """One attribute; empty where the driver does not tell it, which drivers often do by an error."""
    try:
        return machine.text(f"{_FOLDER}/{supply}/{name}").strip()
    except CouldNotLook:
        return ""


def _number(machine: Machine, supply: str, *names: str) -> float | None:
    for name in names:
        text = _field(machine, supply, name)
        if re.fullmatch(r"-?\d{1,18}", text):
            return abs(float(text))
    return None


def _belongs(machine: Machine, name: str) -> bool:
    """Whether a battery feeds this machine, not its mouse or headset, and is in its bay."""
    return _field(machine, name, "scope") != "Device" and _field(machine, name, "present") != "0"


def _battery(machine: Machine, name: str) -> _Battery:
    # Micro-watt-hours if the driver has them, else micro-ampere-hours.
    unit, flow = ("energy", "power") if _field(machine, name, "energy_full") else ("charge", "current")
    return _Battery(
        status=_field(machine, name, "status"),
        unit=unit,
        now=_number(machine, name, f"{unit}_now"),
        full=_number(machine, name, f"{unit}_full"),
        rate=_number(machine, name, f"{flow}_now"),
        capacity=_percent(_number(machine, name, "capacity")),
    )


def _plugged_in(machine: Machine, chargers: Iterable[str], batteries: Iterable[_Battery]) -> bool:
    online = [_field(machine, name, "online") for name in chargers]
    if any(online):
        # 1 is a fixed supply, 2 a programmable one.
        return any(value in ("1", "2") for value in online)
    statuses = {battery.status for battery in batteries}
    if "Discharging" in statuses:
        return False
    if statuses & _PLUGGED:
        return True
    raise Garbled(f"{_FOLDER} does not tell whether the charger is in")


def _amounts(batteries: list[_Battery]) -> tuple[float, float] | None:
    """What all batteries hold now and when full; None where one does not say, or says it in another unit."""
    now = [battery.now for battery in batteries if battery.now is not None]
    full = [battery.full for battery in batteries if battery.full]
    units = {battery.unit for battery in batteries}
    if len(units) > 1 or not len(now) == len(full) == len(batteries):
        return None
    return sum(now), sum(full)


def _charge(batteries: list[_Battery]) -> float | None:
    """All batteries as one; of a single one the kernel's own figure, which is what desktops show."""
    if len(batteries) == 1 and batteries[0].capacity is not None:
        return batteries[0].capacity
    amounts = _amounts(batteries)
    return None if amounts is None else min(100.0, 100 * amounts[0] / amounts[1])


def _time_left(batteries: list[_Battery]) -> int | None:
    """Seconds until all batteries are empty at the rate of now; some laptops drain one battery after the other."""
    amounts = _amounts(batteries)
    rate = sum(battery.rate or 0 for battery in batteries if battery.status == "Discharging")
    return None if amounts is None or not rate else int(3600 * amounts[0] / rate)


READERS: dict[type[Fact], Reader] = {Power: read_power}
