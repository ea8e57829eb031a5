"""Facts about where data is kept: disks, homes, swap space, and what it takes to unlock them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Fact


class Guard(Enum):
    """How what is written to a place is kept from whoever holds the disk."""

    ENCRYPTED = "encrypted"
    MEMORY = "kept in memory only"
    CLEAR = "not encrypted"
    PARTLY = "spread over several disks, of which not all are encrypted"
    UNSEEN = "could not be seen"


@dataclass(frozen=True)
class Storage:
    """What a folder or a swap area is kept on.

    ``where`` is a path as read. ``how`` names the encryption, or says why it could not be seen.
    """

    where: str
    guard: Guard
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class DiskEncryption(Fact):
    """What the system and the homes are kept on. Drives that encrypt by themselves cannot be told apart.

    ``system`` starts with ``/``; ``/var`` and ``/tmp`` follow where they are mounted on their own.
    ``homes`` is the home of the account asked about, or all of ``/home`` where there is none such.
    ``diskless`` is a container or a live system, which has no disk of its own.
    """

    system: tuple[Storage, ...]
    homes: tuple[Storage, ...]
    diskless: bool = False


@dataclass(frozen=True, kw_only=True)
class Swap(Fact):
    """Where memory is moved to when it runs short, and how ``/`` is kept, which decides what that means."""

    areas: tuple[Storage, ...]
    system: Guard


@dataclass(frozen=True)
class KeySlot:
    """One way to unlock an encrypted disk, and the work one guess costs.

    ``rounds`` are PBKDF2 iterations or Argon2 passes; ``memory`` is KiB, 0 for PBKDF2. ``token``
    names what holds the key where that is not a person.
    """

    kdf: str
    rounds: int
    memory: int = 0
    digest: str = ""
    token: str = ""


@dataclass(frozen=True)
class LuksHeader:
    """What it takes to unlock one disk. ``slots`` is empty for LUKS1, whose header is not read.

    ``opens_itself`` names what unlocks it with nobody there.
    """

    device: str
    version: int
    slots: tuple[KeySlot, ...] = ()
    opens_itself: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DiskUnlock(Fact):
    """The LUKS disks in use. ``hidden`` counts those whose header could not be read."""

    headers: tuple[LuksHeader, ...]
    hidden: int = 0
