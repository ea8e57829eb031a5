"""Made-up machines to ask about networks: NetworkManager's objects, and the kernel's files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from peerkit.audit.probes.machine import BusCall, ListFolder, Missing, ReadFile, Request

NM = "org.freedesktop.NetworkManager"
ROOT = "/org/freedesktop/NetworkManager"
Scene = dict[str, dict[str, dict[str, Any]]]
PSK, EAP, SAE, OWE, OWE_PAIR, SUITE_B = 0x100, 0x200, 0x400, 0x800, 0x1000, 0x2000
TKIP, CCMP = 0x44, 0x88
CABLE, WIFI, MODEM, BRIDGE, TUN, WIREGUARD, LOOPBACK = 1, 2, 8, 13, 16, 29, 32
HEADER = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"


@dataclass(frozen=True)
class Point:
    """An access point, in NetworkManager's numbers."""

    ssid: bytes
    flags: int = 1
    wpa: int = 0
    rsn: int = PSK | CCMP


@dataclass(frozen=True)
class Device:
    """A device, in NetworkManager's numbers: state 100 is connected, mode 3 a hotspot of one's own."""

    interface: str
    kind: int
    state: int = 100
    point: Point | None = None
    mode: int = 2

    @property
    def path(self) -> str:
        return f"{ROOT}/Devices/{self.interface}"


def scene(
    *devices: Device,
    connectivity: int = 4,
    available: bool = True,
    enabled: bool = True,
    primary: Iterable[Device] = (),
) -> Scene:
    """All objects of a NetworkManager."""
    connection = f"{ROOT}/ActiveConnection/1"
    manager = {
        "Connectivity": connectivity,
        "ConnectivityCheckAvailable": available,
        "ConnectivityCheckEnabled": enabled,
        "PrimaryConnection": connection if primary else "/",
        "Devices": [device.path for device in devices],
    }
    found: Scene = {ROOT: {NM: manager}}
    found[connection] = {f"{NM}.Connection.Active": {"Devices": [device.path for device in primary]}}
    for device in devices:
        found |= _objects(device)
    return found


def _objects(device: Device) -> Scene:
    values = {"Interface": device.interface, "DeviceType": device.kind, "State": device.state}
    found: Scene = {device.path: {f"{NM}.Device": values}}
    if device.kind != WIFI:
        return found
    path = f"{ROOT}/AccessPoint/{device.interface}"
    point = device.point
    wireless = {"Mode": device.mode, "ActiveAccessPoint": path if point else "/"}
    found[device.path][f"{NM}.Device.Wireless"] = wireless
    if point:
        flags = {"Ssid": point.ssid, "Flags": point.flags, "WpaFlags": point.wpa, "RsnFlags": point.rsn}
        found[path] = {f"{NM}.AccessPoint": flags}
    return found


def get_all(service: str, path: str, interface: str) -> BusCall:
    return BusCall("system", service, path, "org.freedesktop.DBus.Properties", "GetAll", "s", (interface,))


def on_bus(objects: Scene, service: str = NM) -> dict[Request, Any]:
    """The replies of a service with these objects."""
    return {
        get_all(service, path, interface): [values]
        for path, interfaces in objects.items()
        for interface, values in interfaces.items()
    }


def files(
    interfaces: Mapping[str, tuple[str, str]], routes: str = HEADER, routes_6: str | None = ""
) -> dict[Request, Any]:
    """The kernel's files for interfaces of a kind (cable, wifi, mobile, tunnel) and a state (up, down)."""
    entries = {
        "cable": ["device", "operstate", "type", "uevent"],
        "wifi": ["device", "operstate", "phy80211", "type", "uevent", "wireless"],
        "mobile": ["device", "operstate", "type", "uevent"],
        "tunnel": ["operstate", "type", "uevent"],
    }
    found: dict[Request, Any] = {
        ListFolder("/sys/class/net"): sorted([*interfaces, "lo"]),
        ListFolder("/sys/class/net/lo"): entries["tunnel"],
        ReadFile("/proc/net/route"): routes.encode(),
        ReadFile("/proc/net/ipv6_route"): Missing("no IPv6") if routes_6 is None else routes_6.encode(),
    }
    for name, (kind, state) in interfaces.items():
        folder = f"/sys/class/net/{name}"
        found[ListFolder(folder)] = entries[kind]
        found[ReadFile(f"{folder}/operstate")] = f"{state}\n".encode()
        found[ReadFile(f"{folder}/type")] = b"65534\n" if kind == "tunnel" else b"1\n"
        found[ReadFile(f"{folder}/uevent")] = b"DEVTYPE=wwan\n" if kind == "mobile" else b"INTERFACE=x\n"
    return found


def route(name: str, target: str = "00000000", mask: str = "00000000", flags: str = "0003", metric: int = 0) -> str:
    """A line of ``/proc/net/route``."""
    return f"{name}\t{target}\t010200C0\t{flags}\t0\t0\t{metric}\t{mask}\t0\t0\t0\n"


def route_6(name: str, target: str = "0" * 32, length: str = "00", flags: str = "00000003", metric: str = "400") -> str:
    """A line of ``/proc/net/ipv6_route``."""
    zero = "0" * 32
    return f"{target} {length} {zero} 00 {zero} {metric:0>8} 00000002 00000000 {flags} {name:>8}\n"
