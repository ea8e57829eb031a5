"""Buses that are deaf, closed, rude or absent: the link is still known, and no answer takes long."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import Internet, Link, Unknown, WifiInUse
from tests.audit.probes.linux.live_bus import LiveBus, Probed, told_network
from tests.real import eventually, private_bus, tool

DENIED = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow own="*"/><allow user="*"/><allow receive_sender="*"/>
<allow send_destination="org.freedesktop.DBus"/><deny send_interface="org.freedesktop.DBus.Properties"/>
</policy>{more}</busconfig>"""


def unknown_wifi(machine: Machine, seconds: float) -> tuple[Unknown, tuple[Link, Internet]]:
    """Both facts of a machine whose bus is of no use: bounded in time, the link known, the protection not."""
    began = time.monotonic()
    probe = Probed(machine)
    link, found = told_network(probe), probe.get(WifiInUse)
    assert time.monotonic() - began < seconds
    assert isinstance(found, Unknown), found
    assert "wlan0" in found.reason
    return found, link


ON_WIFI = {"wlan0": ("wifi", "up")}
FROM_FILES = (Link.WIFI, Internet.LIMITED)


def test_no_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    found, link = unknown_wifi(LiveBus(ON_WIFI), 1)
    assert link == FROM_FILES
    assert "no system D-Bus runs here" in found.reason


def test_a_bus_without_networkmanager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        machine = LiveBus(ON_WIFI)
        found, link = unknown_wifi(machine, 2)
        machine.live._buses.close()
    assert link == FROM_FILES
    assert "NetworkManager does not run here" in found.reason


def test_a_bus_that_accepts_and_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"{tmp_path}/deaf")
        deaf.listen()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/deaf")
        found, link = unknown_wifi(LiveBus(ON_WIFI), 4)
    assert link == FROM_FILES
    assert "no answer in time" in found.reason


@contextmanager
def deaf_networkmanager(address: str) -> Iterator[None]:
    """Something that owns NetworkManager's name and answers nothing."""
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    with open_dbus_connection(address) as owner:
        owner.send_and_get_reply(message_bus.RequestName("org.freedesktop.NetworkManager"), timeout=5)
        yield


def test_a_networkmanager_that_never_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus(tmp_path) as address, deaf_networkmanager(address):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        machine = LiveBus(ON_WIFI)
        # A connection that timed out is given up, so it is closed here by hand.
        with closing(machine.live._buses._connection("system")):
            found, link = unknown_wifi(machine, 4)
    assert link == FROM_FILES
    assert "no answer" in found.reason


@contextmanager
def closed_bus(folder: Path, more: str = "") -> Iterator[str]:
    """A bus whose policy lets nobody ask for properties."""
    path, config = folder / "closed_bus", folder / "closed_bus.conf"
    config.write_text(DENIED.format(path=path, more=more))
    daemon = subprocess.Popen([tool("dbus-daemon"), f"--config-file={config}", "--nofork"], stderr=subprocess.DEVNULL)
    try:
        eventually(path.exists, "the closed bus to listen")
        yield f"unix:path={path}"
    finally:
        daemon.terminate()
        daemon.wait(5)


def test_a_bus_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closed_bus(tmp_path) as address, deaf_networkmanager(address):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        machine = LiveBus(ON_WIFI)
        found, link = unknown_wifi(machine, 2)
        machine.live._buses.close()
    assert link == FROM_FILES
    assert "did not let this account look" in found.reason
    assert "sudo" in found.hint


def test_a_bus_that_hangs_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as rude:
        rude.bind(f"{tmp_path}/rude")
        rude.listen()

        def hang_up() -> None:
            rude.accept()[0].close()

        thread = threading.Thread(target=hang_up, daemon=True)
        thread.start()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/rude")
        _, link = unknown_wifi(LiveBus(ON_WIFI), 4)
        thread.join(5)
    assert link == FROM_FILES
