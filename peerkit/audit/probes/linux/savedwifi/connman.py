"""ConnMan's networks: a folder for each, named after the adapter, the network and its protection."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import graded
from peerkit.audit.probes.linux.savedwifi.store import Settings, Store, read_store
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedNetwork, SecretKept, ServerProof, WifiRole

FOLDER = "/var/lib/connman"
_KINDS = {
    "none": WifiProtection.OPEN,
    "wep": WifiProtection.WEP,
    "psk": WifiProtection.WPA2_WPA3,
    "ieee8021x": WifiProtection.ENTERPRISE,
}


def read(machine: Machine) -> Found:
    """Every Wi-Fi service ConnMan keeps. Raises ``CouldNotLook``."""

    def takes(name: str) -> bool:
        return name.startswith("wifi_")

    return read_store(machine, Store("ConnMan", FOLDER, "connman", _networks, takes=takes, inner="/settings"))


def _networks(_machine: Machine, _path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    return [_network(entry) for entry in settings[1:]]


def _network(entry: Settings) -> SavedNetwork:
    kind = _KINDS.get(entry["security"], WifiProtection.UNRECOGNISED)
    grade, alike = graded(entry.get("secret.Passphrase", ""))
    return SavedNetwork(
        ssid=bytes.fromhex(entry["ssid"]),
        protection=kind,
        # ConnMan joins by itself only what was joined before, its favourites.
        joins_itself=entry.get("AutoConnect") == "true" and entry.get("Favorite") == "true",
        hidden=entry.get("Hidden") == "true",
        role=WifiRole.AD_HOC if entry["mode"] == "adhoc" else WifiRole.GUEST,
        # The log-in of an enterprise network lies in a file of its own.
        server=ServerProof.UNCLEAR if kind is WifiProtection.ENTERPRISE else None,
        kept=SecretKept.NONE if kind is WifiProtection.OPEN else SecretKept.ON_DISK if grade else SecretKept.ASKED,
        grade=grade,
        alike=alike,
        stores=("ConnMan",),
    )
