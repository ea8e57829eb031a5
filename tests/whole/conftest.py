"""A laptop to run PeerKit on: a real bus with NetworkManager, UPower and logind as python-dbusmock serves them, and
a real PulseAudio with null devices. What is done to it changes the answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peerkit.guide.loader import load_guide
from tests.audit.probes.linux.network_scenes import WIFI, Device, Point, Scene, scene
from tests.cli.conftest import bare_machine as bare_machine
from tests.cli.conftest import peerkit as peerkit
from tests.real import dbusmock_python, eventually, private_bus, tool

MOCK = Path(__file__).parents[1] / "audit" / "probes" / "linux" / "networkmanager_mock.py"
OPENED = cache(load_guide)
PEERKIT = Path(sys.executable).with_name("peerkit")
NM, NM_PATH = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
HOME_WIFI = scene(Device("wlan0", WIFI, point=Point(b"Blue Door")), primary=[Device("wlan0", WIFI)])
EVIL = b"\x1b[2J[red]<script>=cmd()\n"
CAFE = scene(Device("wlan0", WIFI, point=Point(EVIL, flags=0, rsn=0)), primary=[Device("wlan0", WIFI)])


@dataclass
class Laptop:
    """The pretended machine; ``environment`` is what a program on it sees."""

    environment: dict[str, str]
    python: str

    def network(self, told: Scene) -> None:
        """Join another network."""
        text = json.dumps(told, default=lambda value: value.hex())
        self.busctl(NM, NM_PATH, "Scene", "s", text)

    def battery(self, percent: float, on_battery: bool) -> None:
        """Charge or drain the battery."""
        service, path = "org.freedesktop.UPower", "/org/freedesktop/UPower"
        state = "2" if on_battery else "1"
        # type, state, percentage, energy, full, rate, seconds to empty and to full, present, icon, warning level
        figures = ["2", state, str(percent), "30", "50", "10", "0", "0", "true", "battery", "1"]
        self.busctl(service, path, "SetupDisplayDevice", "uuddddxxbsu", *figures)
        changed = ["1", "OnBattery", "b", str(on_battery).lower()]
        self.busctl(service, path, "UpdateProperties", "sa{sv}", service, *changed)

    def busctl(self, service: str, path: str, method: str, *arguments: str) -> None:
        """Call a method of a mock."""
        words = [tool("busctl"), f"--address={self.environment['DBUS_SYSTEM_BUS_ADDRESS']}", "call", service, path]
        subprocess.run([*words, "org.freedesktop.DBus.Mock", method, *arguments], check=True, timeout=10,
                       capture_output=True)  # fmt: skip

    def pactl(self, *words: str) -> str:
        """Command the sound server."""
        done = subprocess.run([tool("pactl"), *words], env=self.environment, capture_output=True, text=True, timeout=10)
        return done.stdout.strip()

    def peerkit(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run PeerKit on this machine, without a terminal."""
        return subprocess.run(
            [str(PEERKIT), *words], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60,
        )  # fmt: skip

    def ready(self, *words: str) -> dict[str, Any]:
        """``peerkit ready`` as a document."""
        done = self.peerkit("ready", "--format", "json", *words)
        assert done.stdout, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def _mocks(stack: ExitStack, environment: dict[str, str], python: str) -> None:
    for words in (["--template", str(MOCK)], ["--template", "upower"], ["--template", "logind"]):
        mock = subprocess.Popen([python, "-m", "dbusmock", "--system", *words], env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        stack.callback(mock.wait, 10)
        stack.callback(mock.terminate)


def _sound(stack: ExitStack, environment: dict[str, str], folder: Path) -> None:
    socket = folder / "sound"
    environment["PULSE_SERVER"] = f"unix:{socket}"
    flags = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1",
               "module-null-sink sink_name=ears sink_properties=device.form_factor=headset",
               "module-null-source source_name=mic description=Desk-Mic"]  # fmt: skip
    own = {name: value for name, value in environment.items() if name != "PULSE_SERVER"}
    daemon = subprocess.Popen([tool("pulseaudio"), *flags, *(w for m in modules for w in ("-L", m))], env=own,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    stack.callback(daemon.wait, 10)
    stack.callback(daemon.terminate)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """The daemons, started once."""
    folder = tmp_path_factory.mktemp("laptop")
    (folder / "run").mkdir(mode=0o700)
    python = dbusmock_python()
    with ExitStack() as stack:
        address = stack.enter_context(private_bus(folder))
        environment = {
            "PATH": os.environ["PATH"],
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        _mocks(stack, environment, python)
        _sound(stack, environment, folder)
        laptop = Laptop(environment, python)
        eventually(lambda: "Desk-Mic" in laptop.pactl("list", "sources"), "PulseAudio to answer")
        names = ("NetworkManager", "UPower", "login1")
        eventually(lambda: all(_owned(laptop, f"org.freedesktop.{name}") for name in names), "the mocks to be there")
        yield laptop


def _owned(laptop: Laptop, name: str) -> bool:
    words = [tool("busctl"), f"--address={laptop.environment['DBUS_SYSTEM_BUS_ADDRESS']}", "status", name]
    return subprocess.run(words, capture_output=True, timeout=10).returncode == 0


@pytest.fixture
def laptop(running: Laptop, tmp_path: Path) -> Laptop:
    """The machine as at home: Wi-Fi with a password, on mains, sound on; settings and history of its own."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    fresh = Laptop(running.environment | {"HOME": str(home)}, running.python)
    fresh.network(HOME_WIFI)
    fresh.battery(80, on_battery=False)
    fresh.pactl("set-sink-mute", "ears", "0")
    fresh.pactl("set-sink-volume", "ears", "60%")
    fresh.pactl("set-source-mute", "mic", "0")
    fresh.pactl("set-default-source", "mic")
    return fresh


@pytest.fixture
def guide_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide is opened once for all tests, not anew for each command: it is only read."""
    monkeypatch.setattr("peerkit.guide.loader.load_guide", OPENED)
