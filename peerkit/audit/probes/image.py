"""A mounted disk image: files only, and never one outside of it.

An image may come from anywhere, so its links are followed as they would be from inside, the way
``chroot`` does it: an absolute link starts at the image's own top, ``..`` ends there. Every step is
opened below the one before (openat(2)) without following links, so that no link can lead out, not
even one that is changed while PeerKit looks.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from peerkit.audit.probes.live import guarded, secrets_left_out
from peerkit.audit.probes.machine import (
    READ_LIMIT,
    SIGNATURES,
    Changed,
    Clock,
    CouldNotLook,
    Environ,
    FileState,
    ListFolder,
    Machine,
    Missing,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Request,
    Signature,
    State,
)
from peerkit.errors import UnreadableFile
from peerkit.model.check import OS
from peerkit.model.private import printable

T = TypeVar("T")
_ONLY_FILES = "a disk image can only be asked for its files"
_RUNNING = "Run PeerKit on the running machine."
# Filled by the kernel of a running system. Where somebody mounted them into the image, they tell of
# the machine PeerKit runs on, and not of the image.
_OF_THE_KERNEL = frozenset({"dev", "proc", "run", "sys"})
_MOST_LINKS = 40  # as in Linux: path_resolution(7)
_MOST_NAMES = 100_000
_KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}


def _flags(*names: str) -> int:
    """Flags of open(2), as far as this system has them."""
    return sum(getattr(os, f"O_{name}", 0) for name in names)


_FOLDER = _flags("PATH", "DIRECTORY", "CLOEXEC")
_LISTED = _flags("DIRECTORY", "NOFOLLOW", "CLOEXEC")
_FILE = _flags("NOFOLLOW", "NONBLOCK", "NOCTTY", "CLOEXEC")


class ImageMachine(Machine):
    """Answers from the files below a folder; whatever only a running system could tell is ``Missing``."""

    def __init__(self, root: Path, system: OS = OS.LINUX) -> None:
        self.os = system
        self._root = str(root)
        if os.open not in os.supports_dir_fd:
            raise UnreadableFile("A disk image cannot be audited on this system.", "Audit it on Linux or macOS.")
        try:
            os.close(os.open(self._root, _FOLDER))
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "not readable").lower()
            hint = "Give the folder at which the disk image is mounted."
            raise UnreadableFile(f"{printable(self._root)} cannot be audited: {reason}.", hint) from None

    @property
    def release(self) -> str:  # type: ignore[override]  # asked for only when a report is made
        """The system and its version in one line, as the image says."""
        from peerkit.audit.probes.linux.release import parse_os_release

        for path in ("/etc/os-release", "/usr/lib/os-release"):
            try:
                said = parse_os_release(self.text(path))
            except CouldNotLook:
                continue
            if name := said.get("PRETTY_NAME") or said.get("NAME"):
                return printable(name, 80)
        return "a disk image that does not name its system"

    def pseudonym(self) -> str:
        import hashlib

        try:
            raw = self.read("/etc/machine-id").strip()
        except CouldNotLook:
            return "unknown"
        # The same as on the running machine: see LiveMachine.
        return hashlib.blake2b(raw, key=b"peerkit.machine", digest_size=6).hexdigest()

    def answer(self, request: Request) -> Any:
        match request:
            case ReadFile(path):
                return self._at(path, _read)
            case ReadWithoutSecrets(path):
                return secrets_left_out(request, self._at(path, _read))
            case Signature(path):
                return self._at(path, _signature)
            case ListFolder(path):
                return self._at(path, _names)
            case Changed(path):
                return self._at(path, lambda folder, name: _stat(folder, name).st_mtime)
            case FileState(path):
                return self._at(path, _state, follow=False)
            case ReadLink(path):
                return self._at(path, lambda folder, name: os.readlink(name, dir_fd=folder), follow=False)
            case Environ():
                return None
            case Clock():
                return time.time()  # an image is judged by the day on which it is looked at
        raise Missing(_ONLY_FILES, _RUNNING)

    def _at(self, path: str, look: Callable[[int, str], T], *, follow: bool = True) -> T:
        """What ``look`` sees of a name in an open folder. Raises ``CouldNotLook``."""

        def within(path: str) -> T:
            with _walk(self._root, path, follow=follow) as (folder, name):
                return look(folder, name)

        return guarded(path, within)


@contextmanager
def _walk(root: str, path: str, *, follow: bool) -> Iterator[tuple[int, str]]:
    """The open folder a path leads to, and the name in it, which is no link where ``follow`` is set."""
    folders = [os.open(root, _FOLDER)]
    try:
        yield _walked(folders, path, follow=follow)
    finally:
        for folder in folders:
            os.close(folder)


def _walked(folders: list[int], path: str, *, follow: bool) -> tuple[int, str]:
    steps, links = _steps(path), 0
    while steps:
        step = steps.pop()
        if step == "..":
            _leave(folders, keep=max(1, len(folders) - 1))
            continue
        if len(folders) == 1 and step in _OF_THE_KERNEL:
            raise Missing(_ONLY_FILES, _RUNNING)
        target = _target(folders[-1], step) if steps or follow else None
        if target is not None:
            links += 1
            if links > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            if target.startswith("/"):
                _leave(folders, keep=1)
            steps += _steps(target)
        elif steps:
            folders.append(os.open(step, _FOLDER | _flags("NOFOLLOW"), dir_fd=folders[-1]))
        else:
            return folders[-1], step
    return folders[-1], "."


def _steps(path: str) -> list[str]:
    """The names on a path, the first one last."""
    return [step for step in reversed(path.split("/")) if step not in ("", ".")]


def _leave(folders: list[int], keep: int) -> None:
    while len(folders) > keep:
        os.close(folders.pop())


def _target(folder: int, name: str) -> str | None:
    """Where a link points; None for what is no link. Raises ``OSError``."""
    try:
        return os.readlink(name, dir_fd=folder)
    except OSError as error:
        if error.errno == errno.EINVAL:
            return None
        raise


def _stat(folder: int, name: str) -> os.stat_result:
    return os.stat(name, dir_fd=folder, follow_symlinks=False)


def _start(folder: int, name: str, size: int) -> bytes:
    # Looked at before it is opened: to open a device can already do something to it.
    if not stat.S_ISREG(_stat(folder, name).st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    with open(os.open(name, _FILE, dir_fd=folder), "rb", buffering=0) as file:  # noqa: PTH123  # needs the descriptor
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        chunks = []
        while size > 0 and (chunk := file.read(size)):
            chunks.append(chunk)
            size -= len(chunk)
    return b"".join(chunks)


def _read(folder: int, name: str) -> bytes:
    raw = _start(folder, name, READ_LIMIT + 1)
    if len(raw) > READ_LIMIT:
        raise OSError(errno.EFBIG, f"larger than {READ_LIMIT // 1024} KB")
    return raw


def _signature(folder: int, name: str) -> str:
    start = _start(folder, name, max(map(len, SIGNATURES)))
    return next((known for magic, known in SIGNATURES.items() if start.startswith(magic)), "")


def _names(folder: int, name: str) -> list[str]:
    handle = os.open(name, _LISTED, dir_fd=folder)
    try:
        with os.scandir(handle) as entries:
            names = sorted(entry.name for entry in islice(entries, _MOST_NAMES + 1))
    finally:
        os.close(handle)
    if len(names) > _MOST_NAMES:
        raise OSError(errno.EFBIG, f"more than {_MOST_NAMES} names")
    return names


def _state(folder: int, name: str) -> State:
    found = _stat(folder, name)
    kind = _KINDS.get(stat.S_IFMT(found.st_mode), "other")
    return State(kind, stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, found.st_size)
