"""Whether others on this machine can look into a home: the permissions of the home and of private folders in it."""

from __future__ import annotations

from peerkit.audit.probes.linux.accounts import Account, accounts, concerned, groups
from peerkit.audit.probes.machine import CouldNotLook, FileState, Garbled, Machine, Missing, State
from peerkit.model.facts import Evidence
from peerkit.model.facts_privacy import Folder, Home, PrivateFolders
from peerkit.model.private import PrivateKind, private

# Where notes, recordings, mail, keys and saved passwords usually lie.
_INSIDE = (
    "Desktop", "Documents", "Downloads", "Pictures", "Videos", ".config", ".gnupg", ".local/share", ".mozilla",
    ".ssh", ".thunderbird",
)  # fmt: skip
_OTHERS_ENTER, _GROUP_ENTERS = 0o001, 0o010


def read_private_folders(machine: Machine) -> PrivateFolders:
    """The home of the account asked about, or every person's. Raises ``CouldNotLook``."""
    entries = concerned(machine)
    everyone = accounts(machine)
    found: list[Home] = []
    hidden = 0
    for entry in entries:
        try:
            found.append(_home(machine, entry, everyone))
        except CouldNotLook:
            hidden += 1
    if not found:
        raise Missing("no home folder of a person could be looked at", "Run again with sudo.")
    seen = "; ".join(f"{private(PrivateKind.PATH, one.home.path)} mode {one.home.mode:04o}" for one in found)
    return PrivateFolders(homes=tuple(found), hidden=hidden, evidence=(Evidence(seen, "lstat"),))


def _home(machine: Machine, entry: Account, everyone: tuple[Account, ...]) -> Home:
    home = _folder(machine, entry, entry.home, everyone)
    if home is None:
        raise Missing("the home folder is not there")
    # What lies inside a home that nobody else may enter is out of reach, whatever its own permissions.
    entered = home.mode & _OTHERS_ENTER or (home.shared_group and home.mode & _GROUP_ENTERS)
    inside: list[Folder] = []
    for name in _INSIDE if entered else ():
        try:
            folder = _folder(machine, entry, f"{entry.home}/{name}", everyone)
        except Missing:
            continue
        inside += [folder] if folder else []
    return Home(account=entry.name, uid=entry.uid, home=home, inside=tuple(inside))


def _folder(machine: Machine, entry: Account, path: str, everyone: tuple[Account, ...]) -> Folder | None:
    state = machine.answer(FileState(path))
    if not isinstance(state, State):
        raise Garbled("the permissions of a home folder could not be understood")
    if state.kind != "folder":
        return None
    return Folder(path, state.mode, state.uid, _shared(machine, entry, state.gid, everyone))


def _shared(machine: Machine, entry: Account, gid: int, everyone: tuple[Account, ...]) -> bool:
    """Whether anyone else is in that group. Most systems give each account a group of its own."""
    if any(one.gid == gid and one.name != entry.name for one in everyone if one.of_a_person):
        return True
    members = {name for number, names in groups(machine).values() if number == gid for name in names}
    return bool(members - {entry.name})
