"""Battery and charger from UPower's answers and from the kernel's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.power import READERS, read_power
from peerkit.audit.probes.machine import BusCall, Garbled, ListFolder, Missing, ReadFile, TooSlow
from peerkit.model.check import OS
from peerkit.model.facts import Power, Unknown
from tests.audit.probes.contract import ProbeContract
from tests.fake_machine import FakeMachine

FOLDER = "/sys/class/power_supply"
PROPERTIES = "org.freedesktop.DBus.Properties"
DEVICE = BusCall(
    "system", "org.freedesktop.UPower", "/org/freedesktop/UPower/devices/DisplayDevice", PROPERTIES, "GetAll", "s",
    ("org.freedesktop.UPower.Device",),
)  # fmt: skip
ON_BATTERY = BusCall(
    "system", "org.freedesktop.UPower", "/org/freedesktop/UPower", PROPERTIES, "Get", "ss",
    ("org.freedesktop.UPower", "OnBattery"),
)  # fmt: skip
SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples" / "linux" / "upower"


def upower(on_battery: object = False, **device: object) -> FakeMachine:
    return FakeMachine({DEVICE: [device], ON_BATTERY: [on_battery]})


def kernel(**supplies: dict[str, str]) -> FakeMachine:
    replies: dict[Any, Any] = {ListFolder(FOLDER): sorted(supplies)}
    for supply, fields in supplies.items():
        for name, text in fields.items():
            replies[ReadFile(f"{FOLDER}/{supply}/{name}")] = text.encode() + b"\n"
    return FakeMachine(replies)


def told(machine: FakeMachine) -> tuple[object, ...]:
    power = read_power(machine)
    assert isinstance(power, Power), power
    assert power.evidence
    return power.battery, power.plugged_in, power.percent, power.seconds_left, power.draining


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        (upower(False, IsPresent=False, State=0, Percentage=0.0), (False, True, None, None, False)),
        (upower(False, IsPresent=True, State=1, Percentage=60.0, TimeToEmpty=0), (True, True, 60.0, None, False)),
        (upower(False, IsPresent=True, State=4, Percentage=100.0, TimeToEmpty=0), (True, True, 100.0, None, False)),
        (upower(False, IsPresent=True, State=5, Percentage=80.0, TimeToEmpty=0), (True, True, 80.0, None, False)),
        (upower(True, IsPresent=True, State=2, Percentage=7.0, TimeToEmpty=1260), (True, False, 7.0, 1260, True)),
        (upower(True, IsPresent=True, State=2, Percentage=7.0, TimeToEmpty=0), (True, False, 7.0, None, True)),
        # A charger too weak: UPower does not call it "on battery".
        (upower(False, IsPresent=True, State=2, Percentage=80.0, TimeToEmpty=2400), (True, True, 80.0, 2400, True)),
        (upower(True, IsPresent=True, State=0, Percentage=0.0), (True, False, None, None, False)),
        (upower(True, IsPresent=True, State=99, Percentage=250.0), (True, False, None, None, False)),
        (upower(True, IsPresent=True, State=2, Percentage=float("nan")), (True, False, None, None, True)),
        (upower(True, IsPresent=True, State=2, Percentage=0.0), (True, False, 0.0, None, True)),
    ],
)
def test_upower(machine: FakeMachine, expected: tuple[object, ...]) -> None:
    assert told(machine) == expected


AC = {"type": "Mains", "online": "1"}
NO_AC = {"type": "Mains", "online": "0"}


def battery(status: str, capacity: str = "80", **more: str) -> dict[str, str]:
    return {"type": "Battery", "present": "1", "scope": "System", "status": status, "capacity": capacity, **more}


HALF = {"energy_now": "25000000", "energy_full": "50000000", "power_now": "10000000"}


@pytest.mark.parametrize(
    ("machine", "expected"),
    [
        (kernel(), (False, True, None, None, False)),
        (kernel(AC=AC), (False, True, None, None, False)),
        (kernel(AC=AC, BAT0=battery("Charging", "60")), (True, True, 60.0, None, False)),
        (kernel(AC=AC, BAT0=battery("Not charging")), (True, True, 80.0, None, False)),
        (kernel(AC=AC, BAT0=battery("Unknown")), (True, True, 80.0, None, False)),
        (kernel(AC=AC, BAT0=battery("Discharging")), (True, True, 80.0, None, True)),
        (kernel(AC=NO_AC, BAT0=battery("Discharging", "50", **HALF)), (True, False, 50.0, 9000, True)),
        # The USB-C socket is a charger too; two sockets, one in use.
        (kernel(AC=NO_AC, U1={"type": "USB", "online": "0"}, U2={"type": "USB", "online": "1"},
                BAT0=battery("Charging")), (True, True, 80.0, None, False)),
        (kernel(BAT0=battery("Discharging")), (True, False, 80.0, None, True)),
        (kernel(BAT0=battery("Full", "100")), (True, True, 100.0, None, False)),
        # A mouse, and an empty bay, are no batteries of this machine.
        (kernel(AC=AC, hidpp_battery_0=battery("Discharging", "3", scope="Device")), (False, True, None, None, False)),
        (kernel(hidpp_battery_0=battery("Discharging", "3", scope="Device")), (False, True, None, None, False)),
        (kernel(AC=AC, BAT1=battery("Unknown", "0", present="0"), BAT0=battery("Full", "99")),
         (True, True, 99.0, None, False)),
        # Two batteries of different size: 10 of 20 Wh and 72 of 72 Wh; one drains at 10 W while the other waits.
        (kernel(AC=NO_AC,
                BAT0=battery("Discharging", "50", energy_now="10000000", energy_full="20000000", power_now="10000000"),
                BAT1=battery("Unknown", "100", energy_now="72000000", energy_full="72000000", power_now="0")),
         (True, False, pytest.approx(89.13, abs=0.01), 29520, True)),
        # Amounts in different units cannot be added up.
        (kernel(AC=NO_AC, BAT0=battery("Discharging", "50", **HALF),
                BAT1=battery("Unknown", "100", charge_now="4000000", charge_full="4000000")),
         (True, False, None, None, True)),
        # Charge and current, the current with a sign; and a battery that reads above its own full.
        (kernel(AC=NO_AC, BAT0={"type": "Battery", "status": "Discharging", "charge_now": "2000000",
                                "charge_full": "4000000", "current_now": "-1000000"}),
         (True, False, 50.0, 7200, True)),
        (kernel(AC=AC, BAT0={"type": "Battery", "status": "Full", "charge_now": "4100000", "charge_full": "4000000"}),
         (True, True, 100.0, None, False)),
        (kernel(AC=NO_AC, BAT0=battery("Discharging", "many", energy_full="lots")), (True, False, None, None, True)),
    ],
)  # fmt: skip
def test_kernel(machine: FakeMachine, expected: tuple[object, ...]) -> None:
    assert told(machine) == expected


@pytest.mark.parametrize(
    "answer", [Missing("not here"), TooSlow("too slow"), Garbled("odd"), [], [{}], [{"IsPresent": "yes"}], ["text"]]
)
def test_the_kernel_answers_where_upower_does_not(answer: object) -> None:
    machine = kernel(AC=NO_AC, BAT0=battery("Discharging", "12"))
    machine.replies |= {DEVICE: answer, ON_BATTERY: [True]}
    assert told(machine) == (True, False, 12.0, None, True)


def test_unknown_says_what_was_tried() -> None:
    fact = read_power(FakeMachine())
    assert isinstance(fact, Unknown)
    assert "UPower" in fact.reason
    assert FOLDER in fact.reason
    assert fact.hint


def test_a_battery_that_tells_of_no_charger_either_way_is_unknown() -> None:
    assert isinstance(read_power(kernel(BAT0=battery("Unknown"))), Unknown)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the research samples beside the repository")
@pytest.mark.parametrize(
    ("case", "plugged_in", "draining", "percent"),
    [
        ("charging", True, False, 60), ("full", True, False, 100), ("not-charging-threshold", True, False, 80),
        ("unknown-status", True, False, 80), ("ac-but-discharging", True, True, 80),
        ("discharging-ok", False, True, 80), ("discharging-low", False, True, 7),
    ],
)  # fmt: skip
def test_recorded_upower(case: str, plugged_in: bool, draining: bool, percent: float) -> None:
    device, daemon = (
        {key: typed["data"] for key, typed in json.loads(path.read_text())["data"][0].items()}
        for path in (SAMPLES / f"busctl-displaydevice-{case}.json", SAMPLES / f"busctl-upower-{case}.json")
    )
    power = read_power(upower(daemon["OnBattery"], **device))
    assert isinstance(power, Power)
    assert (power.plugged_in, power.draining, power.percent) == (plugged_in, draining, percent)


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX
    # An empty list of supplies is what a desktop computer has.
    may_know = {"empty": {Power}}
