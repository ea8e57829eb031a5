from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.wifi import READERS, read_wifi
from peerkit.audit.probes.linux.wifi_kinds import offer_of_flags, protection
from peerkit.audit.probes.machine import Garbled, ListFolder, Missing, Refused, Request, TooSlow
from peerkit.model.check import OS
from peerkit.model.facts import Unknown, WifiInUse, WifiProtection
from peerkit.model.private import reveal
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.network_scenes import (
    CABLE,
    CCMP,
    EAP,
    NM,
    OWE,
    OWE_PAIR,
    PSK,
    ROOT,
    SAE,
    SUITE_B,
    TKIP,
    WIFI,
    Device,
    Point,
    Scene,
    files,
    get_all,
    on_bus,
    scene,
)
from tests.fake_machine import FakeMachine

P = WifiProtection
SAMPLE = Path(__file__).parents[5] / "shared/samples/linux/nmcli-wifi-mock/TRUTH-aps.json"
IN_USE = {
    "open": P.OPEN, "wep": P.WEP, "wpa1": P.WPA, "wpa12": P.WPA_WPA2, "wpa2": P.WPA2, "wpa3": P.WPA3,
    "wpa23": P.WPA2_WPA3, "owe": P.OWE, "owetm": P.OWE_TRANSITION, "eap": P.ENTERPRISE, "suiteb": P.ENTERPRISE,
    "hidden": P.WPA2, "colon": P.WPA2, "newline": P.WPA2, "ansi": P.WPA2, "markup": P.OPEN, "emoji": P.WPA2,
    "badutf": P.WPA2, "max32": P.WPA2, "spaces": P.WPA2, "nulls": P.WPA2, "wps": P.WPA2,
}  # fmt: skip
KINDS = [
    (0, 0, 0, P.OPEN),
    (2, 0, 0, P.OPEN),
    (1, 0, 0, P.WEP),
    (1, PSK | TKIP, 0, P.WPA),
    (1, PSK | CCMP, 0, P.WPA),
    (1, EAP | TKIP, 0, P.WPA),
    (1, 0, PSK | TKIP, P.WPA2_TKIP),
    (1, PSK | TKIP, PSK | TKIP, P.WPA2_TKIP),
    (1, 0, PSK | TKIP | CCMP, P.WPA2),
    (1, PSK | TKIP | 0x8, PSK | 0xC | 0x40, P.WPA_WPA2),
    (1, PSK | TKIP, SAE | CCMP, P.WPA_WPA2),
    (1, EAP | TKIP, EAP | CCMP, P.WPA_WPA2),
    (1, 0, PSK | CCMP, P.WPA2),
    (7, 0, PSK | CCMP, P.WPA2),
    (1, 0, PSK | SAE | CCMP, P.WPA2_WPA3),
    (1, 0, SAE | CCMP, P.WPA3),
    (0, 0, OWE | CCMP, P.OWE),
    (0, 0, OWE | OWE_PAIR | CCMP, P.OWE),
    (0, 0, OWE_PAIR, P.OWE_TRANSITION),
    (1, 0, EAP | CCMP, P.ENTERPRISE),
    (1, 0, SUITE_B, P.ENTERPRISE),
    (1, 0, EAP | SUITE_B | CCMP, P.ENTERPRISE),
    # Key management that is not known yet: only ciphers, or only a new bit.
    (1, 0, CCMP, P.UNRECOGNISED),
    (0, 0, 0x4000, P.UNRECOGNISED),
    (0, 0x8000, 0, P.UNRECOGNISED),
    (1, 0, 0x4000 | CCMP, P.UNRECOGNISED),
]
NASTY = [
    b"Blue Door",
    b"evil\nIN-USE:*",
    b"\x1b[31mRED\x1b[0m",
    b"[red]x[/red]",
    b"caf\xe9",
    "café".encode(),
    b"abcdefghijklmnopqrstuvwxyz012345",
    "\u202eeteled".encode(),
    b"=cmd()|'x'",
    b"",
    b"\0" * 8,
    b"\xff" * 32,
]


def read(replies: dict[Request, Any]) -> WifiInUse:
    found = read_wifi(FakeMachine(replies))
    assert isinstance(found, WifiInUse), found
    assert found.evidence
    return found


def on_wifi(point: Point, **changes: Any) -> Scene:
    return scene(Device("wlan0", WIFI, point=point), **changes)


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX


@pytest.mark.parametrize(("flags", "wpa", "rsn", "kind"), KINDS)
def test_kind_of_protection(flags: int, wpa: int, rsn: int, kind: WifiProtection) -> None:
    found = read(on_bus(on_wifi(Point(b"Blue Door", flags, wpa, rsn))))
    assert (found.connected, found.ssid, found.protection) == (True, b"Blue Door", kind)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the recorded access points are not beside this repository")
def test_recorded_access_points_are_all_classified_right() -> None:
    points = json.loads(SAMPLE.read_text())
    assert len(points) == len(IN_USE) == 22
    for told in points:
        ssid = bytes.fromhex(told["ssid_hex"])
        found = read(on_bus(on_wifi(Point(ssid, told["flags"], told["wpa"], told["rsn"]))))
        assert (told["name"], found.ssid, found.protection) == (told["name"], ssid, IN_USE[told["name"]])


@given(flags=st.integers(0, 2**32 - 1), wpa=st.integers(0, 2**32 - 1), rsn=st.integers(0, 2**32 - 1))
def test_open_and_wep_only_when_nothing_at_all_is_announced(flags: int, wpa: int, rsn: int) -> None:
    found = protection(bool(flags & 1), offer_of_flags(wpa), offer_of_flags(rsn))
    assert (found in (P.OPEN, P.WEP)) == (wpa == rsn == 0)
    if not (wpa | rsn) & 0x3F00 and (wpa or rsn):
        assert found is P.UNRECOGNISED
    if wpa & 0x3F00:
        assert found not in (P.WPA2, P.WPA2_WPA3, P.WPA3, P.ENTERPRISE)


@pytest.mark.parametrize("ssid", NASTY)
def test_the_name_is_kept_as_bytes_and_the_evidence_is_harmless(ssid: bytes) -> None:
    found = read(on_bus(on_wifi(Point(ssid))))
    assert found.ssid == ssid
    assert reveal(found.evidence[0].seen).isprintable()


@given(ssid=st.binary(max_size=32))
def test_any_name_is_kept_and_prints_harmlessly(ssid: bytes) -> None:
    found = read(on_bus(on_wifi(Point(ssid))))
    assert found.ssid == ssid
    assert reveal(found.evidence[0].seen).isprintable()


@pytest.mark.parametrize("ssid", [b"x" * 33, "text", None, 7])
def test_a_name_that_is_none_is_not_believed(ssid: Any) -> None:
    assert isinstance(read_wifi(FakeMachine(on_bus(on_wifi(Point(ssid))))), Unknown)


@pytest.mark.parametrize(
    "devices",
    [
        [],
        [Device("eth0", CABLE)],
        [Device("wlan0", WIFI, state=30)],
        [Device("wlan0", WIFI, state=70, point=Point(b"Blue Door"))],
        [Device("wlan0", WIFI, mode=3, point=Point(b"My own hotspot"))],
    ],
)
def test_not_on_wifi(devices: list[Device]) -> None:
    assert not read(on_bus(scene(*devices)) | files({"wlan0": ("wifi", "down")})).connected


def test_a_hotspot_beside_a_joined_network_is_passed_over() -> None:
    own, joined = Device("wlan0", WIFI, mode=3, point=Point(b"own")), Device("wlan1", WIFI, point=Point(b"Blue Door"))
    assert read(on_bus(scene(own, joined))).ssid == b"Blue Door"


def test_wifi_beside_a_cable_is_still_judged() -> None:
    devices = Device("eth0", CABLE), Device("wlan0", WIFI, point=Point(b"Cafe", 0, 0, 0))
    assert read(on_bus(scene(*devices))).protection is P.OPEN


@pytest.mark.parametrize("point", [None, Point(b"x")])
def test_an_access_point_that_is_gone_is_unknown(point: Point | None) -> None:
    told = scene(Device("wlan0", WIFI, point=point))
    told.pop(f"{ROOT}/AccessPoint/wlan0", None)
    found = read_wifi(FakeMachine(on_bus(told) | files({"wlan0": ("wifi", "up")})))
    assert isinstance(found, Unknown)
    assert "wlan0" in found.reason


@pytest.mark.parametrize("reason", [Missing("none"), Refused("closed"), TooSlow("slow"), Garbled("odd")])
def test_files_tell_the_link_but_not_the_protection(reason: Exception) -> None:
    replies: dict[Request, Any] = {
        get_all(NM, ROOT, NM): reason,
        get_all("fi.w1.wpa_supplicant1", "/fi/w1/wpa_supplicant1", "fi.w1.wpa_supplicant1"): reason,
    }
    up = read_wifi(FakeMachine(replies | files({"wlan0": ("wifi", "up"), "eth0": ("cable", "up")})))
    assert isinstance(up, Unknown)
    assert "wlan0" in up.reason
    assert str(reason) in up.reason
    assert ("sudo" in up.hint) == isinstance(reason, Refused)
    assert not read(replies | files({"wlan0": ("wifi", "dormant"), "eth0": ("cable", "up")})).connected
    assert not read(replies | files({"eth0": ("cable", "up")})).connected


def test_neither_bus_nor_files_is_unknown() -> None:
    found = read_wifi(FakeMachine({ListFolder("/sys/class/net"): Refused("closed")}))
    assert isinstance(found, Unknown)
    assert "closed" in found.reason
