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
_NM_FOLDERS = (nm_keyfile.ETC, nm_keyfile.RUN, nm_keyfile.LIB)
_NETPLAN = tuple(f"netplan in {folder}" for folder in netplan.FOLDERS)
_MADE_BY_NETPLAN = f"wpa_supplicant in {wpa_supplicant.NETPLAN}"
# What these hold and this account may not read, NetworkManager tells over D-Bus; a folder this account may not
# enter keeps what lies in it from other accounts, too.
_TOLD_BY_NETWORKMANAGER = (*_NM_FOLDERS, ifcfg.FOLDER)
# Programs that keep networks; a folder such as /etc is not one of theirs alone.
_KEEPERS = (_NM_BUS, nm_keyfile.ETC, _IWD_BUS, iwd.FOLDER, connman.FOLDER)
Source = tuple[str, Callable[[Machine], Found]]
Reached = dict[str, Found]
Failed = dict[str, CouldNotLook]


def _sources() -> Iterator[Source]:
    yield _NM_BUS, nm_dbus.read
    for folder in _NM_FOLDERS:
        yield folder, partial(nm_keyfile.read, folder=folder)
    for name, folder in zip(_NETPLAN, netplan.FOLDERS, strict=True):
        yield name, partial(netplan.read, folder=folder)
    for folder in wpa_supplicant.FOLDERS:
        yield f"wpa_supplicant in {folder}", partial(wpa_supplicant.read, folder=folder)
    yield _IWD_BUS, iwd.read_bus
    yield iwd.FOLDER, iwd.read
    yield connman.FOLDER, connman.read
    yield ifcfg.FOLDER, ifcfg.read


def read_saved_wifi(machine: Machine) -> SavedWifi | Unknown:
    """All stores joined; ``Unknown`` where none answers on a machine that has Wi-Fi, or may have."""
    reached: Reached = {}
    failed: Failed = {}
    for name, source in _sources():
        try:
            reached[name] = source(machine)
        except Missing:
            continue
        except CouldNotLook as reason:
            failed[name] = reason
    lost = {name: reason for name, reason in failed.items() if not _no_loss(name, reason, reached, failed)}
    anything = any(found.networks or found.files or found.unseen for found in reached.values())
    if anything or (not lost and any(name in reached for name in _KEEPERS)):
        return _joined(reached, lost, _told(reached, failed))
    return _nothing(machine, lost)


def _told(reached: Reached, failed: Failed) -> tuple[str, ...]:
    """The stores whose networks NetworkManager tells over D-Bus, so that a closed one hides none.

    netplan hands its Wi-Fi to NetworkManager, or writes a file for wpa_supplicant; without such a
    file, NetworkManager has them all.
    """
    if _NM_BUS not in reached:
        return ()
    made = reached.get(_MADE_BY_NETPLAN)
    elsewhere = _MADE_BY_NETPLAN in failed or (made is not None and (made.files or made.unseen))
    return _TOLD_BY_NETWORKMANAGER if elsewhere else _TOLD_BY_NETWORKMANAGER + _NETPLAN


def _no_loss(name: str, reason: CouldNotLook, reached: Reached, failed: Failed) -> bool:
    if name == _IWD_BUS:
        # It does not talk to this account, but its files could be read.
        return iwd.FOLDER in reached
    return isinstance(reason, Refused) and name in _told(reached, failed)


def _joined(reached: Reached, lost: Failed, told: tuple[str, ...]) -> SavedWifi:
    unseen = [
        entry for name, found in reached.items() for entry in found.unseen if not (name in told and entry.hint == SUDO)
    ]
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


def _closed(name: str, reason: CouldNotLook) -> Unseen:
    hint = SUDO if isinstance(reason, Refused) else reason.unknown.hint
    return Unseen(f"Saved networks in {printable(name)}", printable(str(reason), 200), hint)


def _nothing(machine: Machine, failed: Failed) -> SavedWifi | Unknown:
    if failed:
        why = "; ".join(dict.fromkeys(printable(str(reason), 100) for reason in failed.values()))
        closed = any(isinstance(reason, Refused) for reason in failed.values())
        return Unknown(f"The saved Wi-Fi networks could not be looked at ({why}).", SUDO if closed else "")
    kinds = [links.kind(machine, name) for name in links.interfaces(machine)]
    if Link.WIFI in kinds:
        return Unknown("This computer has Wi-Fi, but no program that saves networks and that PeerKit knows was found.")
    return SavedWifi(evidence=(Evidence("no Wi-Fi adapter, and no saved network", links.FOLDER),))


READERS: dict[type[Fact], Reader] = {SavedWifi: read_saved_wifi}
