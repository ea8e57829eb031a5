"""Battery and charger by ``pmset -g batt``: pmset(1). Its words are English whatever the display's language."""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.model.facts import Evidence, Fact, Power
from peerkit.model.private import printable

_SOURCE = re.compile(r"Now drawing from '(AC|Battery|UPS) Power'")
_BATTERY = re.compile(r" ?-(?:InternalBattery|Battery)\S*[^\t\n]*\t([0-9]{1,3})%; ([^;\n]{1,40});(?: ([^\n]*))?")
_LEFT = re.compile(r"([0-9]{1,3}):([0-5][0-9]) remaining")


def read_power(machine: Machine) -> Power:
    """The Mac's own battery; those of mice and keyboards, and an emergency supply, are left out."""
    text = machine.run("pmset", "-g", "batt").stdout
    source = _SOURCE.search(text)
    if source is None:
        raise Garbled("the program pmset does not tell of battery or charger in words PeerKit knows",
                      "Look at the battery sign in the menu bar.")  # fmt: skip
    plugged_in = source[1] == "AC"
    battery = _BATTERY.search(text)
    if battery is None:
        seen = Evidence(f"no battery; {source[0].lower()}", "pmset -g batt")
        return Power(battery=False, plugged_in=plugged_in, evidence=(seen,))
    percent, state, rest = min(100, int(battery[1])), battery[2].strip(), battery[3] or ""
    draining = state == "discharging"
    left = _LEFT.search(rest) if draining else None
    # 0:00 stands there until macOS has an estimate.
    seconds = 3600 * int(left[1]) + 60 * int(left[2]) if left else 0
    seen = Evidence(
        printable(f"{percent} %, {state}, {rest.partition(' present')[0]}; {source[0]}", 160), "pmset -g batt"
    )
    return Power(battery=True, plugged_in=plugged_in, percent=float(percent), seconds_left=seconds or None,
                 draining=draining, evidence=(seen,))  # fmt: skip


READERS: dict[type[Fact], Reader] = {Power: read_power}
