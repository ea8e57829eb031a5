"""Saved networks, from the file in which macOS 11 and newer keep them.

Only root may read it, and only from a program with Full Disk Access. Its dates, places and access points never
leave the room of passwords; no passphrase is in it: those lie in the keychain, which asks the person each time
a program wants one, so PeerKit does not. Without the file, ``networksetup`` still lists the names.
"""

from __future__ import annotations

from collections.abc import Mapping

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import CouldNotLook, Machine, ReadWithoutSecrets
from peerkit.audit.probes.macos import hardware
from peerkit.audit.probes.macos.version import major
from peerkit.model.facts import Evidence, Fact, Link, WifiProtection
from peerkit.model.facts_wifi import AddressPolicy, SavedNetwork, SavedWifi, SecretKept, ServerProof, Unseen

KNOWN = ReadWithoutSecrets("/Library/Preferences/com.apple.wifi.known-networks.plist", "macos-known-networks")
ADAPTER = ReadWithoutSecrets(
    "/Library/Preferences/SystemConfiguration/com.apple.airport.preferences.plist", "macos-airport"
)
_PROTECTION = {
    "open": WifiProtection.OPEN,
    "wep": WifiProtection.WEP,
    "wpa personal": WifiProtection.WPA,
    "wpa/wpa2 personal": WifiProtection.WPA_WPA2,
    "wpa2 personal": WifiProtection.WPA2,
    "wpa2/wpa3 personal": WifiProtection.WPA2_WPA3,
    "wpa3 personal": WifiProtection.WPA3,
    "enhanced open": WifiProtection.OWE,
    "owe": WifiProtection.OWE,
    "owe transition": WifiProtection.OWE_TRANSITION,
}
_ADDRESS = {"off": AddressPolicy.BUILT_IN, "static": AddressPolicy.PER_NETWORK, "rotating": AddressPolicy.PER_NETWORK}
_FIRST_WITH_MADE_UP_ADDRESSES = 15
_WITHOUT_PASSPHRASE = (WifiProtection.OPEN, WifiProtection.OWE, WifiProtection.OWE_TRANSITION)
_PROFILES = (
    "Look in System Settings, General, Device Management (macOS 13 and 14: Privacy & Security, Profiles): is there a"
    " profile of that network?"
)
_TYPE_IT = "To have one judged, type it yourself: peerkit audit passwords --ask"
_SUDO = (
    "As an administrator, run again with sudo, in a Terminal that has Full Disk Access (System Settings, Privacy &"
    " Security)."
)
_ACCESS = "Give Terminal Full Disk Access in System Settings, Privacy & Security, and run again with sudo."


def read_saved_wifi(machine: Machine) -> SavedWifi:
    """Every saved network; without the right to see them, how many there are. Raises ``CouldNotLook``."""
    try:
        settings = machine.answer(KNOWN)
    except CouldNotLook as reason:
        return _names_only(machine, reason)
    made_up = _made_up_addresses(machine)
    found = tuple(_network(one, made_up) for one in settings if "ssid" in one)
    seen = Evidence(f"networks saved: {len(found)}", KNOWN.path)
    return SavedWifi(networks=found, more=_PROFILES, sealed=_TYPE_IT, evidence=(seen,))


def _network(one: Mapping[str, str], made_up: AddressPolicy | None) -> SavedNetwork:
    words = one.get("security", "").lower()
    enterprise = words.endswith("enterprise")
    kind = WifiProtection.ENTERPRISE if enterprise else _PROTECTION.get(words, WifiProtection.UNRECOGNISED)
    return SavedNetwork(
        ssid=bytes.fromhex(one["ssid"]),
        protection=kind,
        joins_itself=one.get("joins_itself") != "no",
        hidden=one.get("hidden") == "yes",
        address=_ADDRESS.get(one.get("address", ""), made_up),
        server=ServerProof.UNCLEAR if enterprise else None,
        kept=SecretKept.NONE if kind in _WITHOUT_PASSPHRASE else SecretKept.KEYRING,
        stores=("macOS",),
    )


def _made_up_addresses(machine: Machine) -> AddressPolicy | None:
    """What holds for a network without a setting of its own: made-up addresses came with macOS 15."""
    try:
        if major(machine) < _FIRST_WITH_MADE_UP_ADDRESSES:
            return AddressPolicy.BUILT_IN
    except CouldNotLook:
        return None
    try:
        told = machine.answer(ADAPTER)
    except CouldNotLook:
        return AddressPolicy.PER_NETWORK
    off = any(one.get("made_up_addresses") == "no" for one in told)
    return AddressPolicy.BUILT_IN if off else AddressPolicy.PER_NETWORK


def _names_only(machine: Machine, reason: CouldNotLook) -> SavedWifi:
    uid, _, _ = machine.whoami()
    counted = _count(machine)
    if counted is None:
        raise type(reason)(reason.unknown.reason, _ACCESS if uid == 0 else _SUDO)
    what = "the one saved network" if counted == 1 else f"the {counted} saved networks"
    why = "macOS shows them only with sudo and Full Disk Access"
    unseen = Unseen(what, why, _ACCESS if uid == 0 else _SUDO)
    seen = Evidence(f"names listed: {counted}", "networksetup -listpreferredwirelessnetworks")
    return SavedWifi(unseen=(unseen,) if counted else (), more=unseen.hint, evidence=(seen,))


def _count(machine: Machine) -> int | None:
    """How many different names are saved; None where that is not told."""
    try:
        devices = [port.device for port in hardware.ports(machine) if port.link is Link.WIFI]
        outputs = [machine.run("networksetup", "-listpreferredwirelessnetworks", device) for device in devices]
    except CouldNotLook:
        return None
    told = [output.stdout for output in outputs if output.exit == 0]
    return len({name for text in told for name in names(text)}) if told else None


def names(text: str) -> list[str]:
    """The names in networksetup's list. Some versions put a heading before it, without a tab and with a colon."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and not lines[0].startswith("\t") and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    return [line.strip("\t ") for line in lines if line.startswith(("\t", " "))]


READERS: dict[type[Fact], Reader] = {SavedWifi: read_saved_wifi}
