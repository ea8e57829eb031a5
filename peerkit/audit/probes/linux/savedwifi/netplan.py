"""netplan's YAML, which Ubuntu writes for NetworkManager's networks and people write for others."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.audit.probes.linux.savedwifi import usual_address
from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import network
from peerkit.audit.probes.linux.savedwifi.store import Settings, Store, read_store
from peerkit.audit.probes.machine import Machine
from peerkit.model.facts_wifi import SavedNetwork

FOLDERS = ("/etc/netplan", "/run/netplan", "/lib/netplan")


def read(machine: Machine, folder: str) -> Found:
    """Every access point in every file of the folder. Raises ``CouldNotLook``."""
    store = Store("netplan", folder, "netplan", _networks, takes=lambda name: name.endswith((".yaml", ".yml")))
    return read_store(machine, store)


def _networks(machine: Machine, _path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    usual = usual_address.of_networkmanager(machine)
    return [network(entry, "netplan", usual, secrets_seen=True) for entry in settings[1:]]
