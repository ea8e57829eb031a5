"""From a block device down to the disks under it, through sysfs, which every account may read.

A mapping whose UUID starts with one of the kinds below encrypts what passes through it; a place is
encrypted when *every* way down to a disk crosses one. ``lsblk`` draws the same, but draws a file
system that spans several disks on one of them only.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, ReadLink
from peerkit.model.facts_disk import Guard

SYS = "/sys/class/block"
_MOST_LINKS = 16
# What cryptsetup names its encrypting mappings (lib/libdevmapper.c); CRYPT-VERITY and CRYPT-INTEGRITY
# only check, and are left out on purpose.
_KINDS = {
    "CRYPT-LUKS1-": "LUKS1",
    "CRYPT-LUKS2-": "LUKS2",
    "CRYPT-PLAIN-": "dm-crypt without a header",
    "CRYPT-TCRYPT-": "VeraCrypt",
    "CRYPT-BITLK-": "BitLocker",
    "CRYPT-FVAULT2-": "FileVault",
}
_NAME = re.compile(r"(?!\.)[^/\x00]{1,128}")

Kept = tuple[Guard, str]


def crypt_kind(uuid: str) -> str:
    """The encryption a device-mapper UUID stands for; empty for none."""
    return next((kind for start, kind in _KINDS.items() if uuid.startswith(start)), "")


def together(parts: Iterable[Kept]) -> Kept:
    """What is spread over several places is kept only as well as all of them are."""
    found = list(parts)
    guards = {guard for guard, _ in found}
    if not found:
        return Guard.UNSEEN, "no disk was seen under it"
    how = ", ".join(dict.fromkeys(text for _, text in found if text))
    if guards <= {Guard.ENCRYPTED, Guard.MEMORY}:
        return (Guard.ENCRYPTED if Guard.ENCRYPTED in guards else Guard.MEMORY), how
    if guards == {Guard.CLEAR}:
        return Guard.CLEAR, ""
    return (Guard.PARTLY, how) if guards & {Guard.CLEAR, Guard.PARTLY} else (Guard.UNSEEN, how)


def attribute(machine: Machine, name: str, what: str) -> str:
    """An attribute of a block device; empty where it has none. Raises ``CouldNotLook`` when it may not be read."""
    try:
        return machine.text(f"{SYS}/{name}/{what}").strip("\n")
    except Missing:
        return ""


def slaves(machine: Machine, name: str) -> tuple[str, ...]:
    """The devices a device is made of; partitions and disks have none."""
    try:
        return tuple(entry for entry in machine.folder(f"{SYS}/{name}/slaves") if _NAME.fullmatch(entry))
    except Missing:
        return ()


def disk_of(machine: Machine, name: str) -> str:
    """The disk a partition is cut from; empty where the device is not a partition."""
    if not attribute(machine, name, "partition"):
        return ""
    target: str = machine.answer(ReadLink(f"{SYS}/{name}"))
    return posixpath.basename(posixpath.dirname(target))


def name_by_number(machine: Machine, number: str) -> str:
    """The kernel's name of ``major:minor``. Raises ``CouldNotLook``."""
    target: str = machine.answer(ReadLink(f"/sys/dev/block/{number}"))
    return posixpath.basename(target)


def name_by_path(machine: Machine, path: str) -> str:
    """The kernel's name of a path under /dev, links followed. Raises ``CouldNotLook``."""
    for _ in range(_MOST_LINKS):
        try:
            target: str = machine.answer(ReadLink(path))
        except CouldNotLook:
            break
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    folder, name = posixpath.split(path)
    if folder == "/dev/mapper":
        return _mapping(machine, name)
    known = path.removeprefix("/dev/").replace("/", "!")  # the kernel writes a slash in a name as "!"
    if not path.startswith("/dev/") or not attribute(machine, known, "dev"):
        raise Missing("the kernel does not list the device under it")
    return known


def _mapping(machine: Machine, name: str) -> str:
    for device in machine.folder(SYS):
        if device.startswith("dm-") and attribute(machine, device, "dm/name") == name:
            return device
    raise Missing("the kernel does not list the mapping under it")


def mappings(machine: Machine) -> tuple[tuple[str, str], ...]:
    """Kernel name and UUID of every device-mapper mapping. Raises ``CouldNotLook``, also where no disk is listed."""
    devices = machine.folder(SYS)
    if not devices:
        raise Missing("the kernel lists no disk at all")
    if not all(re.fullmatch(r"[\w!:.-]+", name) for name in devices):
        raise Garbled("the kernel's list of disks cannot be understood")
    return tuple((name, attribute(machine, name, "dm/uuid")) for name in devices if name.startswith("dm-"))
