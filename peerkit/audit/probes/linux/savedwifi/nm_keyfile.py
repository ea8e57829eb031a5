"""NetworkManager's keyfiles, in the three folders it reads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from peerkit.audit.probes.linux.savedwifi import usual_address
from peerkit.audit.probes.linux.savedwifi.found import Found
from peerkit.audit.probes.linux.savedwifi.profile import network
from peerkit.audit.probes.linux.savedwifi.store import OTHERS_MAY, Settings, Store, read_store
from peerkit.audit.probes.machine import Machine, State
from peerkit.model.facts_wifi import SavedNetwork

ETC = "/etc/NetworkManager/system-connections"
RUN = "/run/NetworkManager/system-connections"
LIB = "/usr/lib/NetworkManager/system-connections"
_EXTENSION = ".nmconnection"
# Left behind by editors and package tools.
_PASSED_OVER = ("~", ".rpmsave", ".rpmnew", ".rpmorig", ".nmmeta")


def read(machine: Machine, folder: str) -> Found:
    """Every keyfile in the folder. Raises ``CouldNotLook``."""
    return read_store(machine, Store("NetworkManager", folder, "keyfile", _networks, loads=partial(loads, folder)))


def loads(folder: str, name: str, state: State | None) -> bool:
    """Whether NetworkManager takes the file: only root may own and read it, and some names are passed over."""
    if name.startswith(".") or name.endswith(_PASSED_OVER) or (folder != ETC and not name.endswith(_EXTENSION)):
        return False
    return state is None or (state.uid == 0 and not state.mode & OTHERS_MAY)


def _networks(machine: Machine, _path: str, settings: list[Settings]) -> Iterable[SavedNetwork]:
    usual = usual_address.of_networkmanager(machine)
    return [network(entry, "NetworkManager", usual, secrets_seen=True) for entry in settings[1:]]
