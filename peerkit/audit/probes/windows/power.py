"""Battery and charger, by ``GetSystemPowerStatus``.

Meanings as in Microsoft's page on SYSTEM_POWER_STATUS (winbase.h): ``ac`` 0 off line, 1 on line, 255 unknown; bit
128 of ``flag`` no battery, bit 8 charging, 255 unknown; 255 percent and -1 seconds are unknown.
"""

from __future__ import annotations

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.windows.asking import told
from peerkit.model.facts import Evidence, Fact, Power, Unknown

_UNKNOWN, _NO_BATTERY, _CHARGING = 255, 128, 8
_NO_TIME = 0xFFFFFFFF
_HINT = "Look at the battery sign in the corner of the taskbar."


def read_power(machine: Machine) -> Power | Unknown:
    """The state of all batteries as one. Raises ``CouldNotLook``."""
    status = told(machine, "power")
    line, flag, full = status.number("ac"), status.number("flag"), status.number("percent")
    evidence = (Evidence(f"ACLineStatus {line}, BatteryFlag {flag}, percent {full}", "GetSystemPowerStatus"),)
    if flag == _UNKNOWN:
        return Unknown("Windows does not know whether there is a battery.", _HINT)
    if flag & _NO_BATTERY:
        return Power(battery=False, plugged_in=True, evidence=evidence)
    if line not in (0, 1):
        return Unknown("Windows does not know whether the charger is in.", _HINT)
    left = status.number("seconds")
    return Power(
        battery=True,
        plugged_in=line == 1,
        percent=float(full) if 0 <= full <= 100 else None,
        seconds_left=left if line == 0 and 0 < left < _NO_TIME else None,
        draining=line == 0 and not flag & _CHARGING,
        evidence=evidence,
    )


READERS: dict[type[Fact], Reader] = {Power: read_power}
