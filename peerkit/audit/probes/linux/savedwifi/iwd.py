"""iwd's networks: its files, which only root may read, else what it tells over D-Bus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from peerkit.audit.probes.linux.properties import Properties
from peerkit.audit.probes.linux.savedwifi import usual_address
from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import graded, server_proof
from peerkit.audit.probes.linux.savedwifi.store import Settings, Store, read_store
from peerkit.audit.probes.machine import BusCall, Garbled, Machine, Missing
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import AddressPolicy, SavedNetwork, SecretKept, ServerProof

FOLDER = "/var/lib/iwd"
_NAME = "net.connman.iwd"
# ``open`` is also what iwd calls Enhanced Open, and ``psk`` both WPA2 and WPA3.
_KINDS = {
    "open": WifiProtection.OPEN,
    "wep": WifiProtection.WEP,
    "psk": WifiProtection.WPA2_WPA3,
    "8021x": WifiProtection.ENTERPRISE,
    "hotspot": WifiProtection.ENTERPRISE,
}
_SWITCHED_OFF = {("open", "open"): WifiProtection.OWE, ("psk", "personal"): WifiProtection.WPA3}
_EXTENSIONS = (".open", ".psk", ".8021x", ".hotspot")


def read(machine: Machine) -> Found:
    """Every network in iwd's folder. Raises ``CouldNotLook``."""
    store = Store("iwd", FOLDER, "iwd", _networks, takes=lambda name: name.endswith(_EXTENSIONS))
    return read_store(machine, store)


def _networks(machine: Machine, _path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    usual = usual_address.of_iwd(machine)
    return [_network(entry, usual) for entry in settings[1:]]


def _network(entry: Settings, usual: AddressPolicy | None) -> SavedNetwork:
    kind = _protection(entry)
    grade, alike = graded(entry.get("secret.Passphrase", "") or entry.get("secret.PreSharedKey", ""))
    trusts, named = entry.get("CACert", ""), "ServerDomainMask" in entry
    return SavedNetwork(
        ssid=bytes.fromhex(entry["ssid"]),
        protection=kind,
        joins_itself=entry.get("AutoConnect", "true").strip() != "false",
        hidden=entry.get("Hidden", "false").strip() == "true",
        address=_address(entry, usual),
        server=server_proof([entry.get("EAP-Method", "")], trusts, named)
        if kind is WifiProtection.ENTERPRISE
        else None,
        kept=_kept(entry, kind),
        grade=grade,
        alike=alike,
        stores=("iwd",),
    )


def _protection(entry: Settings) -> WifiProtection:
    off = [word.strip() for word in entry.get("DisabledTransitionModes", "").split(",")]
    better = (_SWITCHED_OFF.get((entry["kind"], word)) for word in off)
    return next(filter(None, better), _KINDS[entry["kind"]])


def _address(entry: Settings, usual: AddressPolicy | None) -> AddressPolicy | None:
    if entry.get("AlwaysRandomizeAddress", "").strip() == "true":
        return AddressPolicy.PER_VISIT
    return AddressPolicy.TYPED if entry.get("AddressOverride") else usual


def _kept(entry: Settings, kind: WifiProtection) -> SecretKept:
    if kind in (WifiProtection.OPEN, WifiProtection.OWE):
        return SecretKept.NONE
    if "kept" in entry:
        return SecretKept.ENCRYPTED
    return SecretKept.ON_DISK if any(key.startswith("secret.") for key in entry) else SecretKept.ASKED


def read_bus(machine: Machine) -> Found:
    """The networks iwd tells, to accounts it talks to, without secrets. Raises ``CouldNotLook``."""
    call = BusCall("system", _NAME, "/", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
    reply = machine.call(call)
    if len(reply) != 1 or not isinstance(reply[0], dict):
        raise Garbled("iwd did not list its objects")
    told = [entry.get(f"{_NAME}.KnownNetwork") for entry in reply[0].values() if isinstance(entry, dict)]
    networks = tuple(_known(Properties("iwd", values)) for values in told if isinstance(values, dict))
    offers_agents = any(isinstance(entry, dict) and f"{_NAME}.AgentManager" in entry for entry in reply[0].values())
    if not networks and not offers_agents:
        raise Missing("iwd does not run here")
    return Found("iwd over D-Bus", networks)


def _known(told: Properties) -> SavedNetwork:
    kind = _KINDS.get(told.text("Type"), WifiProtection.UNRECOGNISED)
    return SavedNetwork(
        ssid=told.text("Name").encode("utf-8", "surrogateescape"),
        protection=kind,
        joins_itself=told.on("AutoConnect"),
        hidden=told.on("Hidden"),
        server=ServerProof.UNCLEAR if kind is WifiProtection.ENTERPRISE else None,
        kept=SecretKept.NONE if kind is WifiProtection.OPEN else None,
        last_used=_seconds(str(told.values.get("LastConnectedTime", ""))),
        stores=("iwd",),
    )


def _seconds(moment: str) -> int | None:
    try:
        return int(datetime.fromisoformat(moment).timestamp())
    except (ValueError, OverflowError, OSError):
        return None
