"""What is mounted where, and where swap space is: the two tables the kernel keeps.

Lines end in a newline only: a mount point may hold any other character, and blanks, tabs,
newlines and backslashes in it are written as octal escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peerkit.audit.probes.machine import Garbled, Machine

_LONGEST_PATH = 4096  # PATH_MAX of Linux
MOUNTS, SWAPS = "/proc/self/mountinfo", "/proc/swaps"
_ESCAPE = re.compile(r"\\([0-3][0-7]{2})")
_NUMBER = re.compile(r"\d+:\d+")


@dataclass(frozen=True)
class Mount:
    """One line of mountinfo (proc_pid_mountinfo(5)). ``number`` is ``major:minor``, 0:N without a device."""

    point: str
    number: str
    kind: str
    source: str


@dataclass(frozen=True)
class SwapArea:
    """One line of /proc/swaps. ``kind`` is partition or file."""

    path: str
    kind: str


Mounts = Mapping[str, Mount]


def plain(text: str) -> str:
    """The text without its octal escapes."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), text)


def parse_mounts(text: str) -> tuple[Mount, ...]:
    """All mounts, in the kernel's order. Raises ``Garbled``."""
    found = []
    for line in text.split("\n"):
        if not line:
            continue
        fields = line.split(" ")
        try:
            tail = fields[fields.index("-", 6) + 1 :]
            mount = Mount(plain(fields[4]), fields[2], tail[0], plain(tail[1]))
        except (ValueError, IndexError):
            raise Garbled(f"{MOUNTS} has a line that cannot be understood") from None
        if not _NUMBER.fullmatch(mount.number):
            raise Garbled(f"{MOUNTS} has a line without a device number")
        found.append(mount)
    if not found:
        raise Garbled(f"{MOUNTS} is empty")
    return tuple(found)


def by_point(mounts: Iterable[Mount]) -> Mounts:
    """What lies at each mount point: the last line wins, because it was mounted over the others."""
    return {mount.point: mount for mount in mounts}


def read_mounts(machine: Machine) -> Mounts:
    """What is mounted now. Raises ``CouldNotLook``."""
    return by_point(parse_mounts(machine.text(MOUNTS)))


def holding(mounts: Mounts, path: str) -> Mount | None:
    """The mount a path lies on."""
    if len(path) > _LONGEST_PATH:
        return None
    here = path.rstrip("/")
    while here and here not in mounts:
        here = here.rpartition("/")[0]
    return mounts.get(here or "/")


def parse_swaps(text: str) -> tuple[SwapArea, ...]:
    """All swap areas. Raises ``Garbled``."""
    head, _, rest = text.partition("\n")
    if head.split()[:2] != ["Filename", "Type"]:
        raise Garbled(f"{SWAPS} is not in the form known")
    found = []
    for line in filter(None, rest.split("\n")):
        fields = re.split(r"[ \t]+", line)
        if len(fields) < 5 or fields[1] not in ("partition", "file"):
            raise Garbled(f"{SWAPS} has a line that cannot be understood")
        found.append(SwapArea(plain(fields[0]), fields[1]))
    return tuple(found)
