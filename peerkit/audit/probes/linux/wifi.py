"""The Wi-Fi network in use: its name as raw bytes, and how it is protected.

NetworkManager is asked first (any account may), then iwd and wpa_supplicant. The kernel's files
tell whether a Wi-Fi link is up at all, but not how it is protected. What a tool prints is not
read: a network's name may hold a line that looks like another network.
"""

from __future__ import annotations

from collections.abc import Callable

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import links, networkmanager
from peerkit.audit.probes.linux.networkmanager import NAME, NO_OBJECT, Device
from peerkit.audit.probes.linux.properties import Properties, properties
from peerkit.audit.probes.linux.wifi_daemons import from_iwd, from_supplicant, negotiated_owe
from peerkit.audit.probes.linux.wifi_kinds import offer_of_flags, protection
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Refused
from peerkit.model.facts import Evidence, Fact, Link, Unknown, WifiInUse, WifiProtection
from peerkit.model.private import PrivateKind, printable, private

_PRIVACY = 0x1  # NM80211ApFlags
_LONGEST_NAME = 32  # IEEE 802.11: a name is 0 to 32 bytes.


def read_wifi(machine: Machine) -> WifiInUse | Unknown:
    """The first service that knows of a joined network; without one, the kernel says whether there is any."""
    sources: tuple[Callable[[Machine], WifiInUse | None], ...] = (from_networkmanager, from_iwd, from_supplicant)
    tried: list[CouldNotLook] = []
    for source in sources:
        try:
            found = source(machine)
        except CouldNotLook as reason:
            tried.append(reason)
            continue
        if found is not None:
            return found
    return _from_files(machine, tried)


def from_networkmanager(machine: Machine) -> WifiInUse | None:
    """The network NetworkManager is connected to, or None where it manages no Wi-Fi link that is up."""
    daemon = networkmanager.manager(machine)
    devices = [device for device in networkmanager.connected(machine, daemon) if device.link is Link.WIFI]
    guests = [device for device in devices if not device.hotspot]
    if guests:
        return _network(machine, guests[0])
    if devices:
        seen = f"{printable(devices[0].interface, 40)} is a hotspot of this computer's own"
        return WifiInUse(connected=False, evidence=(Evidence(seen, networkmanager.SOURCE),))
    return None


def _network(machine: Machine, device: Device) -> WifiInUse:
    path = device.wireless.text("ActiveAccessPoint") if device.wireless else NO_OBJECT
    if path == NO_OBJECT:
        raise Garbled("NetworkManager does not tell which access point is in use")
    point = properties(machine, NAME, path, f"{NAME}.AccessPoint")
    ssid = point.raw("Ssid")
    if len(ssid) > _LONGEST_NAME:
        raise Garbled("NetworkManager told a network name that is too long")
    found = _protection(point)
    if found is WifiProtection.OWE_TRANSITION and negotiated_owe(machine):
        found = WifiProtection.OWE
    flags = ", ".join(f"{name} {point.number(name):#x}" for name in ("Flags", "WpaFlags", "RsnFlags"))
    evidence = Evidence(f"{private(PrivateKind.NETWORK, ssid)}: {found.value} ({flags})", networkmanager.SOURCE)
    return WifiInUse(connected=True, ssid=ssid, protection=found, evidence=(evidence,))


def _protection(point: Properties) -> WifiProtection:
    wpa, rsn = offer_of_flags(point.number("WpaFlags")), offer_of_flags(point.number("RsnFlags"))
    return protection(bool(point.number("Flags") & _PRIVACY), wpa, rsn)


def _from_files(machine: Machine, tried: list[CouldNotLook]) -> WifiInUse | Unknown:
    try:
        names = [name for link, name in links.joined_links(machine) if link is Link.WIFI]
    except CouldNotLook as files:
        why = _reasons([*tried, files])
        return Unknown(f"Nothing told whether this computer is on Wi-Fi ({why}).", _hint(tried))
    if not names:
        return WifiInUse(connected=False, evidence=(Evidence("no Wi-Fi link is up", links.FOLDER),))
    why = _reasons(tried) or "no service knows of the link"
    reason = f"This computer is on Wi-Fi ({printable(names[0], 40)}), but nothing told how it is protected ({why})."
    return Unknown(reason, _hint(tried))


def _reasons(tried: list[CouldNotLook]) -> str:
    return "; ".join(dict.fromkeys(str(reason) for reason in tried))


def _hint(tried: list[CouldNotLook]) -> str:
    if any(isinstance(reason, Refused) for reason in tried):
        return "Run again with sudo."
    return "Look in the Wi-Fi settings: a network with a lock and WPA2 or WPA3 is protected."


READERS: dict[type[Fact], Reader] = {WifiInUse: read_wifi}
