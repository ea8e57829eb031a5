"""A machine under a folder: /sys, /proc and /etc as the kernel and the system lay them out, and no live one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import (
    Changed,
    FileState,
    ListFolder,
    Machine,
    ReadFile,
    ReadLink,
    Request,
    WhoAmI,
)
from peerkit.model.check import OS
from tests.fake_machine import FakeMachine

SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class RootedMachine(Machine):
    """Files below a folder; all else from literals, or missing."""

    def __init__(self, root: Path, replies: Mapping[Request, Any] | None = None) -> None:
        self.os, self.release = OS.LINUX, "Test OS 1"
        self._root, self._live, self._fake = str(root), LiveMachine(OS.LINUX), FakeMachine(replies)

    def answer(self, request: Request) -> Any:
        match request:
            case ReadFile(path) | ListFolder(path) | ReadLink(path) | Changed(path) | FileState(path):
                return self._live.answer(type(request)(self._root + path))
        return self._fake.answer(request)


class Sysroot:
    """Builds such a folder, a device at a time, parents first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: dict[str, str] = {}
        self._numbers = 0
        self._swaps: list[str] = []
        self._mounts: list[str] = []
        for folder in ("sys/block", "sys/class/block", "sys/dev/block", "proc/self", "proc/net", "dev/mapper"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        self.swap()

    def write(self, path: str, text: str) -> None:
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))

    def device(
        self,
        name: str,
        on: tuple[str, ...] = (),
        part_of: str = "",
        mapping: str = "",
        uuid: str = "",
        number: str = "",
        **attributes: str,
    ) -> str:
        """A block device; its number. ``on`` are its slaves, ``attributes`` further files, __ for a slash."""
        self._numbers += 1
        number = number or f"240:{self._numbers}"
        folder = f"{self._folders[part_of]}/{name}" if part_of else f"devices/pci0000:00/block/{name}"
        self._folders[name] = folder
        attributes |= {"dev": number, "size": "2097152", **({"partition": "1"} if part_of else {})}
        for kind in ("holders",) if part_of else ("holders", "slaves"):
            (self.root / f"sys/{folder}/{kind}").mkdir(parents=True)
        for slave in on:
            self._link(f"{folder}/slaves/{slave}", self._folders[slave])
            self._link(f"{self._folders[slave]}/holders/{name}", folder)
        if mapping:
            attributes |= {"dm__name": mapping, "dm__uuid": uuid}
            os.symlink(f"../{name}", self.root / f"dev/mapper/{mapping}")
        for attribute, value in attributes.items():
            self.write(f"sys/{folder}/{attribute.replace('__', '/')}", f"{value}\n")
        for link in (f"class/block/{name}", f"dev/block/{number}", *(() if part_of else (f"block/{name}",))):
            self._link(link, folder)
        return number

    def _link(self, link: str, folder: str) -> None:
        os.symlink(os.path.relpath(folder, os.path.dirname(link)), self.root / "sys" / link)

    def mount(self, point: str, number: str, kind: str = "ext4", source: str = "none") -> None:
        mount = 30 + len(self._mounts)
        self._mounts.append(f"{mount} 1 {number} / {point} rw,relatime shared:1 - {kind} {source} rw\n")
        self.write("proc/self/mountinfo", "".join(self._mounts))

    def swap(self, path: str = "", kind: str = "partition") -> None:
        self._swaps += [f"{path:<40}{kind}\t16777216\t\t0\t\t-2\n"] if path else []
        self.write("proc/swaps", SWAPS + "".join(self._swaps))

    def btrfs(self, *members: str) -> None:
        """The kernel's list of the disks of one btrfs, beside the list of what btrfs can do."""
        (self.root / "sys/fs/btrfs/features").mkdir(parents=True)
        for member in members:
            self.write(f"sys/fs/btrfs/0000-1111/devices/{member}", "")

    def machine(self, replies: Mapping[Request, Any] | None = None) -> RootedMachine:
        return RootedMachine(self.root, {WhoAmI(): (1000, "robin", "/home/robin"), **(replies or {})})
