"""Who may look into the folders of the account at the screen, from their lists of rights.

Windows has no permission bits: a right that anyone else has becomes the bit that stands for it elsewhere. The lists
are in SDDL, whose letters Microsoft explains under "ACE Strings" and "SID Strings"; no word in them is translated.
"""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Garbled, Machine
from peerkit.audit.probes.windows.asking import Told, account, listed, require_own_settings
from peerkit.model.facts import Evidence, Fact
from peerkit.model.facts_privacy import Folder, Home, PrivateFolders

_ENTRY = re.compile(r"\(([^()]*)\)")
_OWNER = re.compile(r"O:(S-[\d-]+|[A-Z]{2})")
# The system, administrators, the owner, the trusted installer; services, apps and capabilities have ids of their own.
_TRUSTED = ("SY", "BA", "CO", "OW", "S-1-3-4", "S-1-5-18", "S-1-5-32-544", "LA")
_PROGRAMS = ("S-1-5-80-", "S-1-15-")
_LISTS, _WRITES, _ENTERS = 0x1, 0x2, 0x20  # FILE_LIST_DIRECTORY, FILE_ADD_FILE, FILE_TRAVERSE
_LETTERS = {
    "FA": 0x1F01FF, "GA": 0x1F01FF, "FR": 0x120089, "GR": 0x120089, "FW": 0x120116, "GW": 0x120116, "FX": 0x1200A0,
    "GX": 0x1200A0, "CC": 0x1, "DC": 0x2, "WP": 0x20,
}  # fmt: skip
_BITS = ((_LISTS, 0o4), (_WRITES, 0o2), (_ENTERS, 0o1))
_OWN, _OWN_BITS, _OTHER = 1, 0o700, 0


def mode_of(sddl: str, own: str) -> int:
    """The rights of anyone but the account ``own``, the system and administrators. Raises ``Garbled``."""
    _, found, entries = sddl.partition("D:")
    if not found:
        raise Garbled("a list of rights could not be understood")
    if entries.startswith("NO_ACCESS_CONTROL"):
        return _OWN_BITS | 0o7
    rights = 0
    for entry in _ENTRY.findall(entries.partition("S:(")[0]):
        fields = entry.split(";")
        if len(fields) < 6:
            raise Garbled("a list of rights could not be understood")
        kind, flags, letters, sid = fields[0], fields[1], fields[2], fields[5]
        trusted = sid in (*_TRUSTED, own) or sid.startswith(_PROGRAMS)
        # What is only for those inside says nothing of the folder itself; denials are left out, to the safe side.
        if kind == "A" and "IO" not in flags and not trusted:
            rights |= _rights(letters)
    return _OWN_BITS | sum(bit for right, bit in _BITS if rights & right)


def _rights(letters: str) -> int:
    if re.fullmatch(r"0x[0-9A-Fa-f]{1,8}", letters):
        return int(letters, 16)
    found = 0
    for at in range(0, len(letters), 2):
        found |= _LETTERS.get(letters[at : at + 2], 0)
    return found


def read_private_folders(machine: Machine) -> PrivateFolders:
    """The profile of the account and the private folders in it. Raises ``CouldNotLook``."""
    require_own_settings(machine)
    who = account(machine)
    folders = [_folder(one, who.text("sid")) for one in listed(machine, "folders")]
    if not folders:
        raise Garbled("Windows did not list the folders of this account")
    home = Home(account=who.text("account"), uid=_OWN, home=folders[0], inside=tuple(folders[1:]))
    evidence = (Evidence(f"rights of {len(folders)} folders, as bits: {folders[0].mode:04o}", "Get-Acl"),)
    return PrivateFolders(homes=(home,), evidence=evidence)


def _folder(told: Told, own: str) -> Folder:
    sddl = told.text("sddl")
    owner = _OWNER.match(sddl)
    trusted = owner is not None and owner[1] in (*_TRUSTED, own)
    return Folder(told.text("path"), mode_of(sddl, own), _OWN if trusted else _OTHER)


READERS: dict[type[Fact], Reader] = {PrivateFolders: read_private_folders}
