from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.network import READERS, read_network
from peerkit.audit.probes.machine import Garbled, ListFolder, Missing, ReadFile, Refused, Request, TooSlow
from peerkit.model.check import OS
from peerkit.model.facts import Internet, Link, Network, Unknown
from tests.audit.probes.contract import ProbeContract
from tests.audit.probes.linux.network_scenes import (
    BRIDGE,
    CABLE,
    HEADER,
    LOOPBACK,
    MODEM,
    NM,
    ROOT,
    TUN,
    WIFI,
    WIREGUARD,
    Device,
    Point,
    files,
    get_all,
    on_bus,
    route,
    route_6,
    scene,
)
from tests.fake_machine import FakeMachine

LO = Device("lo", LOOPBACK)
ETH = Device("eth0", CABLE)
WLAN = Device("wlan0", WIFI, point=Point(b"Blue Door"))
MOBILE = Device("wwan0", MODEM)
TUNNEL = Device("tun0", TUN)


def read(replies: dict[Request, Any]) -> tuple[Link, str, Internet]:
    found = read_network(FakeMachine(replies))
    assert isinstance(found, Network), found
    assert found.evidence
    return found.link, found.interface, found.internet


class TestContract(ProbeContract):
    probe = type("P", (Probe,), {"readers": READERS})
    system = OS.LINUX


@pytest.mark.parametrize(
    ("connectivity", "available", "enabled", "internet"),
    [
        (4, True, True, Internet.WORKS),
        (3, True, True, Internet.LIMITED),
        (2, True, True, Internet.SIGN_IN_PAGE),
        (1, True, True, Internet.NONE),
        (0, True, True, Internet.UNTESTED),
        (9, True, True, Internet.UNTESTED),
        (4, True, False, Internet.UNTESTED),
        (4, False, True, Internet.UNTESTED),
        (4, False, False, Internet.UNTESTED),
        (3, True, False, Internet.UNTESTED),
        (1, False, False, Internet.UNTESTED),
        (2, False, False, Internet.SIGN_IN_PAGE),
    ],
)
def test_internet_is_said_to_work_only_after_a_check(
    connectivity: int, available: bool, enabled: bool, internet: Internet
) -> None:
    told = scene(LO, WLAN, connectivity=connectivity, available=available, enabled=enabled)
    assert read(on_bus(told)) == (Link.WIFI, "wlan0", internet)


def test_a_networkmanager_too_old_to_have_a_check_is_untested() -> None:
    told = scene(WLAN)
    del told[ROOT][NM]["ConnectivityCheckAvailable"], told[ROOT][NM]["ConnectivityCheckEnabled"]
    assert read(on_bus(told))[2] is Internet.UNTESTED


BRIDGED = Device("br0", BRIDGE)
WG = Device("wg0", WIREGUARD)
HOTSPOT = Device("wlan1", WIFI, mode=3)


@pytest.mark.parametrize(
    ("devices", "primary", "link", "interface"),
    [
        ([ETH], [], Link.CABLE, "eth0"),
        ([MOBILE], [MOBILE], Link.MOBILE, "wwan0"),
        ([WLAN, ETH], [], Link.CABLE, "eth0"),
        ([WLAN, ETH], [WLAN], Link.WIFI, "wlan0"),
        ([ETH, WLAN, TUNNEL], [WLAN], Link.WIFI, "wlan0"),
        ([LO, TUNNEL, WLAN], [TUNNEL], Link.WIFI, "wlan0"),
        ([LO, WG, WLAN], [WG], Link.WIFI, "wlan0"),
        ([BRIDGED], [BRIDGED], Link.OTHER, "br0"),
        ([HOTSPOT, MOBILE], [MOBILE], Link.MOBILE, "wwan0"),
        ([HOTSPOT, ETH], [], Link.CABLE, "eth0"),
        ([HOTSPOT, MOBILE], [], Link.MOBILE, "wwan0"),
    ],
    ids=str,
)
def test_the_link_that_carries_the_traffic(
    devices: list[Device], primary: list[Device], link: Link, interface: str
) -> None:
    assert read(on_bus(scene(*devices, primary=primary))) == (link, interface, Internet.WORKS)


@pytest.mark.parametrize("state", [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 110, 120])
def test_only_an_activated_device_is_a_link(state: int) -> None:
    replies = on_bus(scene(LO, Device("wlan0", WIFI, state=state), connectivity=1)) | files({"wlan0": ("wifi", "down")})
    assert read(replies) == (Link.NONE, "", Internet.NONE)


def test_no_link_without_the_kernels_files_is_still_what_networkmanager_says() -> None:
    assert read(on_bus(scene(LO))) == (Link.NONE, "", Internet.NONE)


def test_a_link_that_networkmanager_leaves_alone_is_found_in_the_kernels_files() -> None:
    replies = on_bus(scene(LO, Device("eth0", CABLE, state=10)))
    replies |= files({"eth0": ("cable", "up")}, HEADER + route("eth0"))
    assert read(replies) == (Link.CABLE, "eth0", Internet.UNTESTED)


def test_a_device_unplugged_between_two_calls_is_passed_over() -> None:
    replies = on_bus(scene(WLAN, ETH))
    del replies[get_all(NM, ETH.path, f"{NM}.Device")]
    assert read(replies)[:2] == (Link.WIFI, "wlan0")


def test_an_interface_name_is_made_printable() -> None:
    found = read_network(FakeMachine(on_bus(scene(Device("\x1b[2Jeth", CABLE)))))
    assert isinstance(found, Network)
    assert all(piece.seen.isprintable() for piece in found.evidence)


@pytest.mark.parametrize("reason", [Missing("m"), Refused("r"), TooSlow("s"), Garbled("g")])
def test_without_networkmanager_the_kernels_files_tell_the_link(reason: Exception) -> None:
    replies = files({"wlan0": ("wifi", "up")}, HEADER + route("wlan0")) | {get_all(NM, ROOT, NM): reason}
    assert read(replies) == (Link.WIFI, "wlan0", Internet.UNTESTED)


ALL = {"eth0": ("cable", "up"), "wlan0": ("wifi", "up"), "wwan0": ("mobile", "up"), "tun0": ("tunnel", "unknown")}


@pytest.mark.parametrize(
    ("interfaces", "routes", "routes_6", "expected"),
    [
        (ALL, route("eth0"), "", (Link.CABLE, "eth0", Internet.UNTESTED)),
        (ALL, route("wwan0"), "", (Link.MOBILE, "wwan0", Internet.UNTESTED)),
        (ALL, route("eth0", metric=100) + route("wlan0", metric=50), "", (Link.WIFI, "wlan0", Internet.UNTESTED)),
        (ALL, "", route_6("wlan0"), (Link.WIFI, "wlan0", Internet.UNTESTED)),
        (ALL, "", route_6("wlan0", metric="500") + route_6("eth0"), (Link.CABLE, "eth0", Internet.UNTESTED)),
        # A tunnel is answered with the link under it.
        ({"wlan0": ("wifi", "up"), "tun0": ("tunnel", "unknown")}, route("tun0"), "",
         (Link.WIFI, "wlan0", Internet.UNTESTED)),
        ({"veth0": ("tunnel", "up")}, route("veth0"), None, (Link.OTHER, "veth0", Internet.UNTESTED)),
        # OpenVPN's two half routes leave the default route alone.
        (ALL, route("tun0", mask="00000080") + route("wlan0", metric=600), "", (Link.WIFI, "wlan0", Internet.UNTESTED)),
        # Routes that lead nowhere: rejected, not up, the kernel's own last resort, one network only.
        ({"eth0": ("cable", "up")}, route("eth0", flags="0201"), "", (Link.CABLE, "eth0", Internet.LIMITED)),
        ({"eth0": ("cable", "up")}, route("eth0", flags="0000"), "", (Link.CABLE, "eth0", Internet.LIMITED)),
        ({"eth0": ("cable", "up")}, "", route_6("lo", flags="00200200"), (Link.CABLE, "eth0", Internet.LIMITED)),
        ({"eth0": ("cable", "up")}, route("eth0", "000200C0", "00FFFFFF", "0001"), None,
         (Link.CABLE, "eth0", Internet.LIMITED)),
        ({"wlan0": ("wifi", "dormant"), "eth0": ("cable", "down")}, "", "", (Link.NONE, "", Internet.NONE)),
    ],
)  # fmt: skip
def test_the_kernels_files(
    interfaces: dict[str, tuple[str, str]],
    routes: str,
    routes_6: str | None,
    expected: tuple[Link, str, Internet],
) -> None:
    assert read(files(interfaces, HEADER + routes, routes_6)) == expected


@pytest.mark.parametrize(
    "spoiled",
    [
        {ReadFile("/proc/net/route"): b""},
        {ReadFile("/proc/net/route"): HEADER.encode() + b"eth0\tzz\n"},
        {ReadFile("/proc/net/route"): Refused("closed")},
        {ReadFile("/proc/net/ipv6_route"): b"not a route\n"},
        {ListFolder("/sys/class/net"): []},
        {ListFolder("/sys/class/net"): ["../../etc"]},
    ],
    ids=str,
)
def test_files_that_cannot_be_trusted_give_unknown(spoiled: dict[Request, Any]) -> None:
    found = read_network(FakeMachine(files({"eth0": ("cable", "up")}) | spoiled))
    assert isinstance(found, Unknown)
    assert "NetworkManager" in found.reason
    assert found.hint


@pytest.mark.parametrize("devices", [None, "x", 7, ["/x"] * 101])
def test_a_networkmanager_that_answers_nonsense_is_not_believed(devices: object) -> None:
    told = scene(WLAN)
    told[ROOT][NM]["Devices"] = devices
    assert isinstance(read_network(FakeMachine(on_bus(told))), Unknown)
