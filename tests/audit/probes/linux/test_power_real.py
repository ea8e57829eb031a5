"""The real upowerd, and the kernel's files, over batteries that umockdev pretends are there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from peerkit.audit.probes.linux.power import read_power
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
from peerkit.model.facts import Power
from tests.real import eventually, private_bus, tool

REPOSITORY = Path(__file__).parents[4]
AC = """P: /devices/LNXSYSTM:00/AC
E: SUBSYSTEM=power_supply
E: POWER_SUPPLY_NAME=AC
A: type=Mains\\n
A: online={online}\\n

"""
BATTERY = """P: /devices/LNXSYSTM:00/{name}
E: SUBSYSTEM=power_supply
E: POWER_SUPPLY_NAME={name}
A: type=Battery\\n
A: scope={scope}\\n
A: present=1\\n
A: status={status}\\n
A: energy_full=50000000\\n
A: energy_full_design=57000000\\n
A: energy_now={energy}\\n
A: power_now={power}\\n
A: capacity={capacity}\\n
A: voltage_now=11400000\\n

"""


def laptop(status: str, percent: int, watt: int, online: int) -> str:
    figures = {"status": status, "energy": percent * 500_000, "power": watt * 1_000_000, "capacity": percent}
    return AC.format(online=online) + BATTERY.format(name="BAT0", scope="System", **figures)


DESKTOP = AC.format(online=1)
MOUSE = BATTERY.format(name="hid0", scope="Device", status="Discharging", energy=1, power=1, capacity=2)
CASES = [
    (laptop("Discharging", 7, 10, 0), (True, False, 7.0, 1260, True)),
    (laptop("Charging", 60, 20, 1), (True, True, 60.0, None, False)),
    (laptop("Discharging", 80, 60, 1), (True, True, 80.0, 2400, True)),
    (laptop("Not charging", 80, 0, 1), (True, True, 80.0, None, False)),
    (DESKTOP + MOUSE, (False, True, None, None, False)),
]
NAMES = ["nearly empty", "charging", "charger too weak", "held at 80 %", "desktop with a mouse"]


def told(power: object) -> tuple[object, ...]:
    assert isinstance(power, Power), power
    return power.battery, power.plugged_in, power.percent, power.seconds_left, power.draining


@contextmanager
def upowerd(devices: str, folder: Path) -> Iterator[None]:
    """A upowerd of our own on a bus of our own, with a history folder of its own."""
    table = folder / "table.umockdev"
    table.write_text(devices)
    command = [tool("umockdev-run"), "-d", str(table), "--", tool("upowerd")]
    environment = {**os.environ, "UPOWER_HISTORY_DIR": str(folder), "G_MESSAGES_DEBUG": ""}
    daemon = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        daemon.terminate()
        daemon.wait(10)


@pytest.mark.parametrize(("devices", "expected"), CASES, ids=NAMES)
def test_real_upowerd(
    devices: str, expected: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        machine = LiveMachine(OS.LINUX)
        with upowerd(devices, tmp_path), closing(machine._buses):

            def answered() -> bool:
                power = read_power(machine)
                # Until upowerd is on the bus, the kernel of this very machine answers instead.
                return "UPower over D-Bus" in str(power) and told(power) == expected

            eventually(answered, f"upowerd to tell {expected}")


@pytest.mark.parametrize(("devices", "expected"), CASES, ids=NAMES)
def test_real_files(devices: str, expected: tuple[object, ...], tmp_path: Path) -> None:
    """No bus: a whole process of ours that reads the pretended ``/sys``."""
    table = tmp_path / "table.umockdev"
    table.write_text(devices)
    program = (
        "from peerkit.audit.probes.linux.power import read_power\n"
        "from peerkit.audit.probes.live import LiveMachine\n"
        "from peerkit.model.check import OS\n"
        "p = read_power(LiveMachine(OS.LINUX))\n"
        "print((p.battery, p.plugged_in, p.percent, p.seconds_left, p.draining), p.evidence[0].source)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(REPOSITORY), *filter(None, sys.path)]),
                   "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={tmp_path}/none"}  # fmt: skip
    command = [tool("umockdev-run"), "-d", str(table), "--", sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == f"{expected} /sys/class/power_supply", done.stderr
