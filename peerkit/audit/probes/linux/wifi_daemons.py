"""Wi-Fi in use as iwd and wpa_supplicant tell it, for machines without NetworkManager.

Both usually speak only to root and the group ``netdev`` or ``sudo``; then they refuse, which is
normal. Neither is asked to scan. Names and words: iwd's ``doc/*-api.txt`` and
``src/diagnostic.c``, wpa_supplicant's ``doc/dbus.doxygen``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peerkit.audit.probes.linux.properties import Properties, properties
from peerkit.audit.probes.linux.wifi_kinds import Offer, offer_of_words, protection
from peerkit.audit.probes.machine import BusCall, CouldNotLook, Garbled, Machine
from peerkit.model.facts import Evidence, WifiInUse, WifiProtection
from peerkit.model.private import PrivateKind, printable, private

_IWD = "net.connman.iwd"
_IWD_SECURITY = {
    "Open": WifiProtection.OPEN,
    "OWE": WifiProtection.OWE,
    "WPA1-Personal": WifiProtection.WPA,
    "WPA2-Personal": WifiProtection.WPA2,
    "WPA3-Personal": WifiProtection.WPA3,
    "WPA2-Enterprise": WifiProtection.ENTERPRISE,
    "FILS": WifiProtection.ENTERPRISE,
}
# "open" is also what iwd calls Enhanced Open, and "psk" every kind of password: those need the diagnostics.
_IWD_TYPES = {
    "wep": WifiProtection.WEP,
    "8021x": WifiProtection.ENTERPRISE,
    "hotspot": WifiProtection.ENTERPRISE,
}
_SUPPLICANT = "fi.w1.wpa_supplicant1"
_SUPPLICANT_PATH = "/fi/w1/wpa_supplicant1"


def from_iwd(machine: Machine) -> WifiInUse | None:
    """The network iwd is connected to, or None. Raises ``CouldNotLook``."""
    call = BusCall("system", _IWD, "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
    reply = machine.call(call)
    if len(reply) != 1 or not isinstance(reply[0], dict):
        raise Garbled("iwd did not list its objects")
    for path in reply[0]:
        station = _iwd_object(reply[0], path, f"{_IWD}.Station")
        if station.values.get("State") in ("connected", "roaming"):
            network = _iwd_object(reply[0], station.text("ConnectedNetwork"), f"{_IWD}.Network")
            return _iwd_network(machine, path, network)
    return None


def _iwd_object(objects: Mapping[str, Any], path: str, interface: str) -> Properties:
    entry = objects.get(path)
    values = entry.get(interface) if isinstance(entry, dict) else None
    return Properties("iwd", values if isinstance(values, dict) else {})


def _iwd_network(machine: Machine, station: str, network: Properties) -> WifiInUse:
    ssid, kind = network.text("Name").encode("utf-8", "surrogateescape"), network.text("Type")
    try:
        told = machine.call(BusCall("system", _IWD, station, f"{_IWD}.StationDiagnostic", "GetDiagnostics"))
    except CouldNotLook:
        told = []  # Added in iwd 1.11, and not there between two access points.
    diagnostics = told[0] if told and isinstance(told[0], dict) else {}
    security = str(diagnostics.get("Security", ""))
    # "WPA2-Personal + FT" is the same with a faster hand-over.
    found = _IWD_SECURITY.get(security.removesuffix(" + FT"), _IWD_TYPES.get(kind, WifiProtection.UNRECOGNISED))
    if found is WifiProtection.WPA2 and "TKIP" in str(diagnostics.get("PairwiseCipher", "")):
        found = WifiProtection.WPA2_TKIP
    told_as = f"type {printable(kind, 40)}, security {printable(security, 40) or '-'}"
    seen = f"{private(PrivateKind.NETWORK, ssid)}: {told_as}"
    return WifiInUse(connected=True, ssid=ssid, protection=found, evidence=(Evidence(seen, "iwd over D-Bus"),))


def from_supplicant(machine: Machine) -> WifiInUse | None:
    """The network wpa_supplicant is connected to, or None. Raises ``CouldNotLook``."""
    daemon = properties(machine, _SUPPLICANT, _SUPPLICANT_PATH, _SUPPLICANT)
    for path in daemon.paths("Interfaces"):
        interface = properties(machine, _SUPPLICANT, path, f"{_SUPPLICANT}.Interface")
        bss = interface.text("CurrentBSS")
        if interface.text("State") == "completed" and bss != "/":
            return _supplicant_network(interface, properties(machine, _SUPPLICANT, bss, f"{_SUPPLICANT}.BSS"))
    return None


def negotiated_owe(machine: Machine) -> bool:
    """Whether wpa_supplicant says that Enhanced Open is in use, which an access point's flags cannot tell."""
    try:
        found = from_supplicant(machine)
    except CouldNotLook:
        return False
    return found is not None and found.protection is WifiProtection.OWE


def _supplicant_network(interface: Properties, bss: Properties) -> WifiInUse:
    ssid, mode = bss.raw("SSID"), str(interface.values.get("CurrentAuthMode", ""))
    wpa, rsn = _offer(bss.mapping("WPA")), _offer(bss.mapping("RSN"))
    found = WifiProtection.OWE if mode == "OWE" else protection(bss.on("Privacy"), wpa, rsn)
    seen = f"{private(PrivateKind.NETWORK, ssid)}: {found.value}, in use {printable(mode, 40) or '-'}"
    source = "wpa_supplicant over D-Bus"
    return WifiInUse(connected=True, ssid=ssid, protection=found, evidence=(Evidence(seen, source),))


def _offer(told: Mapping[str, Any]) -> Offer:
    return offer_of_words(_words(told.get("KeyMgmt", [])), _words(told.get("Pairwise", [])))


def _words(value: object) -> Iterable[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
