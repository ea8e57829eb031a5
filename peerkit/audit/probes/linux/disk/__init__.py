"""Whether what is written stays readable to whoever takes the disk: folders, swap, unlocking.

Everything comes from the kernel's own tables and needs no root, except LUKS headers. A mounted
image has no such tables, and then it is Unknown: what crypttab says is a plan, not a fact.
"""

from __future__ import annotations

import posixpath
import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.linux.disk import blocks, volumes
from peerkit.audit.probes.linux.disk.blocks import Kept
from peerkit.audit.probes.linux.disk.luks import read_disk_unlock
from peerkit.audit.probes.linux.disk.mounts import (
    MOUNTS,
    SWAPS,
    Mount,
    Mounts,
    SwapArea,
    holding,
    parse_swaps,
    read_mounts,
)
from peerkit.audit.probes.machine import CouldNotLook, Machine, Missing, ReadLink
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.facts_disk import DiskEncryption, DiskUnlock, Guard, Storage, Swap
from peerkit.model.private import PrivateKind, printable, private

_MEMORY = {"tmpfs", "ramfs"}
_STACKED = {"ecryptfs": "eCryptfs", "fuse.gocryptfs": "gocryptfs", "fuse.encfs": "EncFS", "fuse.cryfs": "CryFS"}
_ELSEWHERE = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "virtiofs", "ceph"}
# A root of these kinds is a container or a live system, unless the real one lies at /sysroot (ostree).
_IMAGES = {"overlay", "squashfs", "erofs", "composefs", "aufs"}
_FSCRYPT = {"ext4", "f2fs"}
_MOST_STEPS = 40
_RUNNING = "Run PeerKit on the running machine."


class Disks:
    """Walks from a path or a device down to disks, on one machine with the mounts it has."""

    def __init__(self, machine: Machine, mounts: Mounts) -> None:
        self._machine = machine
        self._known: dict[str, Kept] = {}
        self.mounts = mounts

    def mount(self, mount: Mount) -> Kept:
        """How a mounted file system is kept."""
        if mount.kind in _MEMORY:
            return Guard.MEMORY, ""
        if mount.kind in _STACKED:
            return Guard.ENCRYPTED, _STACKED[mount.kind]
        if mount.kind in _ELSEWHERE:
            return Guard.UNSEEN, "it lies on another computer"
        if mount.kind == "zfs":
            return volumes.dataset(self._machine, mount.source)
        try:
            if mount.kind == "btrfs":
                return self._all_of(volumes.btrfs_members(self._machine, mount.source))
            if mount.number.startswith("0:"):
                return Guard.UNSEEN, f"it is a file system of the kind {printable(mount.kind, 30)}"
            return self.device(blocks.name_by_number(self._machine, mount.number))
        except CouldNotLook as reason:
            return Guard.UNSEEN, reason.unknown.reason

    def path(self, path: str) -> Kept:
        """How the file system a path lies on is kept."""
        mount = holding(self.mounts, path)
        return self.mount(mount) if mount else (Guard.UNSEEN, "nothing is mounted there")

    def device(self, name: str) -> Kept:
        """How what is written to a block device is kept, down to its disks. Raises ``CouldNotLook``."""
        if name not in self._known:
            self._known[name] = (Guard.UNSEEN, "its devices go round in a circle")  # until the walk is back
            self._known[name] = self._walk(name)
        return self._known[name]

    def _all_of(self, names: tuple[str, ...]) -> Kept:
        return blocks.together(self.device(name) for name in names)

    def _walk(self, name: str) -> Kept:
        if kind := blocks.crypt_kind(blocks.attribute(self._machine, name, "dm/uuid")):
            return Guard.ENCRYPTED, kind
        if under := blocks.slaves(self._machine, name):
            return self._all_of(under)
        if file := blocks.attribute(self._machine, name, "loop/backing_file"):
            return self.path(file)
        if disk := blocks.disk_of(self._machine, name):
            return self.device(disk)
        if re.fullmatch(r"zd\d+", name):
            return volumes.zvol(self._machine, name)
        if re.fullmatch(r"z?ram\d+", name):
            spill = blocks.attribute(self._machine, name, "backing_dev")
            if spill in ("", "none"):
                return Guard.MEMORY, name
            return self.device(blocks.name_by_path(self._machine, spill))
        if not blocks.attribute(self._machine, name, "dev"):
            return Guard.UNSEEN, "the kernel does not list the disk under it"
        return Guard.CLEAR, ""


def read_disk_encryption(machine: Machine) -> DiskEncryption | Unknown:
    """What ``/``, ``/var``, ``/tmp`` and the home are kept on."""
    disks = Disks(machine, _mounts(machine))
    root = disks.mounts.get("/")
    if root is None:
        return Unknown("No file system is shown at /, so PeerKit cannot tell whether the disk is encrypted.", _RUNNING)
    if root.kind in _IMAGES:
        root = disks.mounts.get("/sysroot")
        if root is None:
            evidence = Evidence("/ has no disk of its own", MOUNTS)
            return DiskEncryption(system=(), homes=(), diskless=True, evidence=(evidence,))
    system = [Storage("/", *disks.mount(root))]
    for point in ("/var", "/tmp"):  # noqa: S108  # looked at, not written to
        mount = disks.mounts.get(point)
        system += [Storage(point, *disks.mount(mount))] if mount else []
    homes = _homes(machine, disks)
    seen = [Evidence(f"{storage.where}: {_kept(storage)}", MOUNTS) for storage in system]
    seen += [Evidence(f"{private(PrivateKind.PATH, storage.where)}: {_kept(storage)}", MOUNTS) for storage in homes]
    return DiskEncryption(system=tuple(system), homes=homes, evidence=tuple(seen))


def _mounts(machine: Machine) -> Mounts:
    try:
        return read_mounts(machine)
    except Missing:
        raise Missing("only a running system shows what its disks are", _RUNNING) from None


def _kept(storage: Storage) -> str:
    return f"{storage.guard.value} ({storage.how})" if storage.how else storage.guard.value


def _homes(machine: Machine, disks: Disks) -> tuple[Storage, ...]:
    if home := _home(machine):
        return (Storage(home, *_home_kept(machine, disks, _resolved(machine, home))),)
    points = [point for point in disks.mounts if point.startswith("/home/")]
    return tuple(Storage(point, *disks.path(point)) for point in ("/home", *points))


def _home(machine: Machine) -> str:
    """The home of the account asked about; under sudo that of the one who called it; empty for root itself."""
    try:
        uid, _, home = machine.whoami()
    except CouldNotLook:
        return ""
    if uid != 0:
        return home
    caller = machine.environ("SUDO_USER")
    if not caller or caller == "root":
        return ""
    try:
        lines = machine.text("/etc/passwd").split("\n")
    except CouldNotLook:
        return ""
    entries = [line.split(":") for line in lines if line.startswith(f"{caller}:")]
    home = entries[0][5] if entries and len(entries[0]) == 7 else ""
    return home if home.startswith("/") else ""


def _resolved(machine: Machine, path: str) -> str:
    """The path with its links followed, as far as they can be seen."""
    done, steps = "/", path.strip("/").split("/")
    for _ in range(_MOST_STEPS):
        if not steps:
            return done
        here = posixpath.normpath(posixpath.join(done, steps.pop(0)))
        try:
            target: str = machine.answer(ReadLink(here))
        except CouldNotLook:
            done = here
            continue
        steps = target.strip("/").split("/") + steps
        done = "/" if target.startswith("/") else done
    return path


def _home_kept(machine: Machine, disks: Disks, home: str) -> Kept:
    guard, how = disks.path(home)
    mount = holding(disks.mounts, home)
    if guard in (Guard.CLEAR, Guard.PARTLY) and mount and mount.kind in _FSCRYPT and volumes.fscrypt(machine, home):
        return Guard.ENCRYPTED, "fscrypt"
    return guard, how


def read_swap(machine: Machine) -> Swap:
    """Every swap area, and what lies under it."""
    try:
        areas = parse_swaps(machine.text(SWAPS))
    except Missing:
        raise Missing("only a running system shows where its swap space is", _RUNNING) from None
    disks = Disks(machine, _mounts(machine))
    found = tuple(Storage(area.path, *_swap_kept(machine, disks, area)) for area in areas)
    seen = "; ".join(f"{private(PrivateKind.PATH, area.where)}: {_kept(area)}" for area in found)
    system, _ = disks.path("/")
    return Swap(areas=found, system=system, evidence=(Evidence(seen or "no swap space", SWAPS),))


def _swap_kept(machine: Machine, disks: Disks, area: SwapArea) -> Kept:
    try:
        if area.kind == "file":
            return disks.path(area.path.removesuffix(" (deleted)"))
        return disks.device(blocks.name_by_path(machine, area.path))
    except CouldNotLook as reason:
        return Guard.UNSEEN, reason.unknown.reason


READERS: dict[type[Fact], Reader] = {
    DiskEncryption: read_disk_encryption,
    Swap: read_swap,
    DiskUnlock: read_disk_unlock,
}
