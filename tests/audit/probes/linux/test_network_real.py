"""A real bus with python-dbusmock as NetworkManager, the real wpa_supplicant, and the kernel's real files."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from peerkit.audit.probes.linux import links, network, wifi_daemons
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import BusCall, Missing
from peerkit.model.check import OS
from peerkit.model.facts import Internet, Link, Network, WifiInUse, WifiProtection
from peerkit.model.private import reveal
from tests.audit.probes.linux.live_bus import LiveBus, Probed, told_network
from tests.audit.probes.linux.network_scenes import CABLE, LOOPBACK, WIFI, Device, Point, Scene, scene
from tests.audit.probes.linux.test_wifi import KINDS, NASTY
from tests.real import dbusmock_python, eventually, private_bus, tool

TEMPLATE = Path(__file__).with_name("networkmanager_mock.py")


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bus with the mock on it, made once: starting it is the slow part."""
    python = dbusmock_python()
    with private_bus(tmp_path_factory.mktemp("bus")) as address:
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address}
        command = [python, "-m", "dbusmock", "--system", "--template", str(TEMPLATE)]
        mock = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield address
        finally:
            mock.terminate()
            mock.wait(10)


Show = Callable[..., Probed]


@pytest.fixture
def show(bus: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """Put a scene on the bus and get a probe of it."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
    machines: list[LiveBus] = []

    def put(told: Scene, **interfaces: tuple[str, str]) -> Probed:
        machine = LiveBus(interfaces)
        machines.append(machine)
        text = json.dumps(told, default=lambda value: value.hex())
        path = "/org/freedesktop/NetworkManager"
        call = BusCall("system", path[1:].replace("/", "."), path, "org.freedesktop.DBus.Mock", "Scene", "s", (text,))

        def taken() -> bool:
            with suppress(Exception):
                machine.answer(call)
                return True
            return False

        eventually(taken, "the mock to take the scene")
        return Probed(machine)

    yield put
    for machine in machines:
        machine.live._buses.close()


def told_wifi(probe: Probed) -> WifiInUse:
    found = probe.get(WifiInUse)
    assert isinstance(found, WifiInUse), found
    return found


WLAN = Device("wlan0", WIFI, point=Point(b"Blue Door"))


@pytest.mark.parametrize(("flags", "wpa", "rsn", "kind"), KINDS)
def test_every_kind_of_protection(show: Show, flags: int, wpa: int, rsn: int, kind: WifiProtection) -> None:
    found = told_wifi(show(scene(Device("wlan0", WIFI, point=Point(b"Blue Door", flags, wpa, rsn)))))
    assert (found.connected, found.ssid, found.protection) == (True, b"Blue Door", kind)
    assert found.evidence[0].source == "NetworkManager over D-Bus"


@pytest.mark.parametrize("ssid", NASTY)
def test_nasty_names_arrive_byte_by_byte(show: Show, ssid: bytes) -> None:
    found = told_wifi(show(scene(Device("wlan0", WIFI, point=Point(ssid)))))
    assert found.ssid == ssid
    assert reveal(found.evidence[0].seen).isprintable()


@pytest.mark.parametrize(
    ("connectivity", "enabled", "internet"),
    [
        (4, True, Internet.WORKS),
        (2, True, Internet.SIGN_IN_PAGE),
        (3, True, Internet.LIMITED),
        (1, True, Internet.NONE),
        (4, False, Internet.UNTESTED),
    ],
)
def test_internet(show: Show, connectivity: int, enabled: bool, internet: Internet) -> None:
    probe = show(scene(Device("lo", LOOPBACK), WLAN, connectivity=connectivity, enabled=enabled))
    assert told_network(probe) == (Link.WIFI, internet)


def test_cable(show: Show) -> None:
    probe = show(scene(Device("lo", LOOPBACK), Device("eth0", CABLE)), eth0=("cable", "up"), wlan0=("wifi", "down"))
    assert told_network(probe) == (Link.CABLE, Internet.WORKS)
    assert not told_wifi(probe).connected


def test_the_primary_connection_is_preferred(show: Show) -> None:
    probe = show(scene(Device("eth0", CABLE), WLAN, primary=[WLAN]))
    assert told_network(probe) == (Link.WIFI, Internet.WORKS)


def test_nothing_is_connected(show: Show) -> None:
    off = Device("lo", LOOPBACK), Device("wlan0", WIFI, state=30), Device("eth0", CABLE, state=20)
    probe = show(scene(*off, connectivity=1), wlan0=("wifi", "down"), eth0=("cable", "down"))
    assert told_network(probe) == (Link.NONE, Internet.NONE)
    assert not told_wifi(probe).connected


def test_a_real_wpa_supplicant_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        daemon = subprocess.Popen([tool("wpa_supplicant"), "-u"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        machine = LiveMachine(OS.LINUX)
        answers: list[object] = []

        def answered() -> bool:
            with suppress(Missing):
                answers.append(wifi_daemons.from_supplicant(machine))
            return bool(answers)

        try:
            eventually(answered, "wpa_supplicant to answer")
        finally:
            machine._buses.close()
            daemon.terminate()
            daemon.wait(10)
    assert answers == [None]


def test_the_default_route_of_this_machine_is_the_one_ip_tells() -> None:
    def least(family: str) -> str | None:
        done = subprocess.run([tool("ip"), "-j", family, "route", "show", "default"], capture_output=True, check=True)
        routes = [entry for entry in json.loads(done.stdout or b"[]") if "dev" in entry and entry.get("type") is None]
        return min(routes, key=lambda entry: entry.get("metric", 0), default={"dev": None})["dev"]

    assert links.default_route(LiveMachine(OS.LINUX)) == (least("-4") or least("-6"))


def test_this_machines_own_links_are_read_from_the_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    found = network.read_network(LiveMachine(OS.LINUX))
    assert isinstance(found, Network), found
    assert found.interface in ("", *os.listdir("/sys/class/net"))
    assert found.internet is not Internet.WORKS
