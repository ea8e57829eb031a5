"""Volumes that encrypt, or spread, by themselves: ZFS, btrfs, and encrypted homes."""

from __future__ import annotations

import posixpath
import re

from peerkit.audit.probes.linux.disk.blocks import Kept, name_by_path
from peerkit.audit.probes.machine import CouldNotLook, Garbled, Machine, Missing, ReadLink
from peerkit.model.facts_disk import Guard

ZFS = ("zfs", "get", "-H", "-o", "name,value", "-t", "filesystem,volume", "encryption")
_ZVOLS, _DEEPEST, _MOST = "/dev/zvol", 8, 500
_FLAGS = re.compile(r"^([A-Za-z-]{10,}) +\S", re.M)


def parse_zfs(text: str) -> dict[str, str]:
    """Encryption by dataset, from ``zfs get -H -o name,value``. Raises ``Garbled``."""
    found = {}
    for line in filter(None, text.split("\n")):
        name, tab, value = line.partition("\t")
        if not tab or "\t" in value:
            raise Garbled("zfs answered in a form that cannot be understood")
        found[name] = value
    return found


def dataset(machine: Machine, name: str) -> Kept:
    """How ZFS keeps one dataset."""
    try:
        output = machine.run(*ZFS)
    except CouldNotLook as reason:
        return Guard.UNSEEN, f"it lies on ZFS, and {reason.unknown.reason}"
    value = parse_zfs(output.stdout).get(name, "") if output.exit == 0 else ""
    if value == "off":
        return Guard.CLEAR, ""
    if re.fullmatch(r"aes-\d{3}-[gc]cm|on", value):
        return Guard.ENCRYPTED, f"ZFS {value}"
    return Guard.UNSEEN, "it lies on ZFS, which did not say whether it is encrypted"


def zvol(machine: Machine, device: str) -> Kept:
    """How the ZFS volume behind ``zdN`` is kept; its name stands in the links under /dev/zvol."""
    waiting, looked = [(_ZVOLS, 0)], 0
    while waiting and looked < _MOST:
        folder, depth = waiting.pop()
        looked += 1
        try:
            entries = machine.folder(folder)
        except CouldNotLook:
            continue
        for entry in entries:
            path = f"{folder}/{entry}"
            try:
                target: str = machine.answer(ReadLink(path))
            except CouldNotLook:
                waiting += [(path, depth + 1)] if depth < _DEEPEST else []
                continue
            if posixpath.basename(target) == device:
                return dataset(machine, path.removeprefix(f"{_ZVOLS}/"))
    return Guard.UNSEEN, "it lies on a ZFS volume whose name could not be found"


def btrfs_members(machine: Machine, source: str) -> tuple[str, ...]:
    """Every device of the btrfs that ``source`` is one of. Raises ``CouldNotLook``."""
    first = name_by_path(machine, source)
    for uuid in machine.folder("/sys/fs/btrfs"):
        try:
            members = machine.folder(f"/sys/fs/btrfs/{uuid}/devices")
        except Missing:
            continue  # "features" has no devices
        if first in members:
            return members
    raise Missing("the kernel does not list the disks of this btrfs")


def parse_flags(text: str) -> bool | None:
    """Whether ``lsattr -d`` shows the flag for fscrypt; None when it shows no flags at all."""
    flags = _FLAGS.search(text)
    return "E" in flags[1] if flags else None


def parse_fscrypt(text: str) -> bool | None:
    """What ``fscrypt status FOLDER`` says; None when it does not say."""
    if re.search(r'^".*" is encrypted with fscrypt\.$', text, re.M):
        return True
    if "is not encrypted" in text or "is not setup for use with fscrypt" in text:
        return False
    return None


def fscrypt(machine: Machine, home: str) -> bool | None:
    """Whether a home folder is encrypted by the file system; None where that could not be seen."""
    for argv, parse in ((("lsattr", "-d", home), parse_flags), (("fscrypt", "status", home), parse_fscrypt)):
        try:
            output = machine.run(*argv)
        except CouldNotLook:
            continue
        said = parse(output.stdout + output.stderr)
        if said is not None:
            return said
    return None
