"""Saved Wi-Fi networks, from every store this machine has: NetworkManager, netplan, wpa_supplicant, iwd, ConnMan.

Every account learns most of it over D-Bus; root also learns how strong the passphrases are. A
network that several stores hold is one network. No passphrase is ever at hand here: what a file
holds comes through ``ReadWithoutSecrets``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux import links
from peerkit.audit.probes.linux.savedwifi import connman, ifcfg, iwd, netplan, nm_dbus, nm_keyfile, wpa_supplicant
from peerkit.audit.probes.linux.savedwifi.found import Found, without_doubles
from peerkit.audit.probes.linux.savedwifi.store import SUDO
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing, Refused
from peerkit.model.facts import Evidence, Fact, Link, Unknown
from peerkit.model.facts_wifi import SavedWifi, Unseen
from peerkit.model.private import printable

_NM_BUS, _IWD_BUS = "NetworkManager over D-Bus", "iwd over D-Bus"
# What files in these folders hold and this account may not read, NetworkManager tells over D-Bus.
_TOLD_BY_NETWORKMANAGER = (nm_keyfile.ETC, nm_keyfile.RUN, nm_keyfile.LIB)
_KEEPERS = (_NM_BUS, nm_keyfile.ETC, _IWD_BUS, iwd.FOLDER, connman.FOLDER)
Source = tuple[str, Callable[[Machine], Found]]


def _sources() -> Iterator[Source]:
    yield _NM_BUS, nm_dbus.read
    for folder in _TOLD_BY_NETWORKMANAGER:
        yield folder, partial(nm_keyfile.read, folder=folder)
    for folder in netplan.FOLDERS:
        yield folder, partial(netplan.read, folder=folder)
    for folder in wpa_supplicant.FOLDERS:
        yield folder, partial(wpa_supplicant.read, folder=folder)
    yield _IWD_BUS, iwd.read_bus
    yield iwd.FOLDER, iwd.read
    yield connman.FOLDER, connman.read
    yield ifcfg.FOLDER, ifcfg.read


def read_saved_wifi(machine: Machine) -> SavedWifi | Unknown:
    """All stores joined; ``Unknown`` where none answers on a machine that has Wi-Fi, or may have."""
    reached: dict[str, Found] = {}
    failed: dict[str, CouldNotLook] = {}
    for name, source in _sources():
        try:
            reached[name] = source(machine)
        except Missing:
            continue
        except CouldNotLook as reason:
            failed[name] = reason
    if any(found.networks or found.files or found.unseen for found in reached.values()) or _keeps_none(reached, failed):
        return _joined(reached, failed)
    return _nothing(machine, failed)


def _keeps_none(reached: dict[str, Found], failed: dict[str, CouldNotLook]) -> bool:
    """Whether a program that keeps networks was reached, and keeps none; folders such as /etc prove nothing."""
    return any(name in reached for name in _KEEPERS) and not failed


def _joined(reached: dict[str, Found], failed: dict[str, CouldNotLook]) -> SavedWifi:
    told = _NM_BUS in reached
    unseen = [entry for name, found in reached.items() for entry in found.unseen if not _told(told, name, entry)]
    # A service that does not talk to this account is no loss where its files could be read.
    lost = {name: reason for name, reason in failed.items() if not (name == _IWD_BUS and iwd.FOLDER in reached)}
    unseen += [_closed(name, reason) for name, reason in lost.items()]
    networks = without_doubles(network for found in reached.values() for network in found.networks)
    counted = {found.source: len(found.networks) for found in reached.values() if found.networks or found.files}
    evidence = tuple(Evidence(_counted(count), source) for source, count in counted.items())
    if not evidence:
        evidence = tuple(Evidence(_counted(0), name) for name in reached if name in _KEEPERS)
    files = {file.path: file for found in reached.values() for file in found.files}
    return SavedWifi(networks=networks, files=tuple(files.values()), unseen=tuple(unseen), evidence=evidence)


def _counted(count: int) -> str:
    return f"{count or 'no'} saved {'network' if count == 1 else 'networks'}"


def _told(by_networkmanager: bool, name: str, entry: Unseen) -> bool:
    return by_networkmanager and name in _TOLD_BY_NETWORKMANAGER and entry.hint == SUDO


def _closed(name: str, reason: CouldNotLook) -> Unseen:
    hint = SUDO if isinstance(reason, Refused) else reason.unknown.hint
    return Unseen(f"Saved networks in {printable(name)}", printable(str(reason), 200), hint)


def _nothing(machine: Machine, failed: dict[str, CouldNotLook]) -> SavedWifi | Unknown:
    if failed:
        why = "; ".join(dict.fromkeys(printable(str(reason), 100) for reason in failed.values()))
        closed = any(isinstance(reason, Refused) for reason in failed.values())
        return Unknown(f"The saved Wi-Fi networks could not be looked at ({why}).", SUDO if closed else "")
    kinds = [links.kind(machine, name) for name in links.interfaces(machine)]
    if Link.WIFI in kinds:
        return Unknown("This computer has Wi-Fi, but no program that saves networks and that PeerKit knows was found.")
    return SavedWifi(evidence=(Evidence("no Wi-Fi adapter, and no saved network", links.FOLDER),))


READERS: dict[type[Fact], Reader] = {SavedWifi: read_saved_wifi}
