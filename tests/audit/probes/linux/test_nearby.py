from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.nearby import READERS, read_nearby
from peerkit.audit.probes.machine import Garbled, Missing, Refused
from peerkit.model.check import OS
from peerkit.model.facts import Unknown, WifiProtection
from peerkit.model.facts_wifi import WifiNearby
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.network_scenes import (
    CCMP,
    NM,
    PSK,
    ROOT,
    WIFI,
    Device,
    Point,
    files,
    get_all,
    on_bus,
    scene,
)
from tests.fake_machine import FakeMachine

P = WifiProtection


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX


def in_reach(*points: Point, mode: int = 2, state: int = 100) -> dict[Any, Any]:
    """The replies of a NetworkManager whose only adapter saw these access points."""
    told = scene(Device("wlan0", WIFI, state=state, point=points[0] if points else None, mode=mode))
    paths = []
    for number, point in enumerate(points):
        paths.append(f"{ROOT}/AccessPoint/{number}")
        flags = {"Ssid": point.ssid, "Flags": point.flags, "WpaFlags": point.wpa, "RsnFlags": point.rsn}
        told[paths[-1]] = {f"{NM}.AccessPoint": flags}
    told[f"{ROOT}/Devices/wlan0"][f"{NM}.Device.Wireless"]["AccessPoints"] = paths
    return on_bus(told)


def read(replies: dict[Any, Any]) -> WifiNearby:
    found = read_nearby(FakeMachine(replies))
    assert isinstance(found, WifiNearby), found
    return found


def test_access_points_with_name_and_protection() -> None:
    found = read(in_reach(Point(b"Blue Door"), Point(b"Blue Door", 0, 0, 0), Point(b"", 1, PSK | CCMP, 0)))
    assert [(point.ssid, point.protection) for point in found.points] == [
        (b"Blue Door", P.WPA2),
        (b"Blue Door", P.OPEN),
        (b"", P.WPA),
    ]
    assert "3 access points" in found.evidence[0].seen


def test_one_that_went_out_of_reach_is_passed_over() -> None:
    replies = in_reach(Point(b"a"), Point(b"b"))
    replies[get_all(NM, f"{ROOT}/AccessPoint/1", f"{NM}.AccessPoint")] = Missing("gone")
    assert [point.ssid for point in read(replies).points] == [b"a"]


def test_an_adapter_that_is_a_hotspot_or_not_joined_tells_nothing() -> None:
    assert not read(in_reach(Point(b"own"), mode=3)).points
    assert not read(in_reach(Point(b"x"), state=30)).points


@pytest.mark.parametrize("reason", [Missing("none"), Refused("closed"), Garbled("odd")])
def test_without_networkmanager(reason: Exception) -> None:
    replies: dict[Any, Any] = {get_all(NM, ROOT, NM): reason}
    on_wifi = read_nearby(FakeMachine(replies | files({"wlan0": ("wifi", "up")})))
    assert isinstance(on_wifi, Unknown)
    assert str(reason) in on_wifi.reason
    assert not read(replies | files({"eth0": ("cable", "up")})).points
    assert isinstance(read_nearby(FakeMachine(replies)), Unknown)
