"""The machine PeerKit runs on."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from functools import singledispatchmethod
from pathlib import Path
from typing import Any, TypeVar

from peerkit.audit.probes import command, thismachine
from peerkit.audit.probes.bus import Buses
from peerkit.audit.probes.machine import (
    READ_LIMIT,
    SIGNATURES,
    BusCall,
    Changed,
    Clock,
    Environ,
    FileState,
    Garbled,
    Holders,
    ListFolder,
    Machine,
    Missing,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Request,
    RunCommand,
    Signature,
    State,
    WhoAmI,
)
from peerkit.audit.probes.systemcalls import KEYRING_BACKEND, AskNative
from peerkit.model.check import OS

T = TypeVar("T")
# Without O_NONBLOCK a pipe put in the file's place would hang the run for ever; without O_BINARY, which only
# Windows knows, line breaks would change. What a system lacks is 0.
_FLAGS: int = 0
for _flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)


class LiveMachine(Machine):
    """Answers from the files, commands and buses of this machine. Reading only, within limits."""

    def __init__(self, system: OS, command_folders: tuple[str, ...] = ()) -> None:
        self.os = system
        usual = command.MAC_FOLDERS if system is OS.MACOS else command.SYSTEM_FOLDERS
        self._folders = command_folders or usual
        self._buses = Buses()

    @property
    def release(self) -> str:  # type: ignore[override]  # asked for only when a report is made
        """The system and its version in one line."""
        return thismachine.release_of(self.os)

    def pseudonym(self) -> str:
        import hashlib

        raw = thismachine.id_of(self.os)
        if not raw:
            return "unknown"
        # systemd asks programs never to show the id itself, but a keyed hash of it: machine-id(5).
        return hashlib.blake2b(raw, key=b"peerkit.machine", digest_size=6).hexdigest()

    def close(self) -> None:
        """Close what is open; the machine may still be asked afterwards."""
        self._buses.close()

    @singledispatchmethod
    def answer(self, request: Request) -> Any:
        raise Garbled(f"a live machine cannot answer {type(request).__name__}")

    @answer.register
    def _(self, request: ReadFile) -> bytes:
        return guarded(request.path, _read)

    @answer.register
    def _(self, request: ListFolder) -> list[str]:
        return guarded(request.path, lambda path: sorted(os.listdir(path)))

    @answer.register
    def _(self, request: ReadLink) -> str:
        return guarded(request.path, os.readlink)

    @answer.register
    def _(self, request: Changed) -> float:
        return guarded(request.path, lambda path: os.stat(path).st_mtime)

    @answer.register
    def _(self, request: FileState) -> State:
        return guarded(request.path, _state)

    @answer.register
    def _(self, request: ReadWithoutSecrets) -> list[dict[str, str]]:
        return secrets_left_out(request, guarded(request.path, _read))

    @answer.register
    def _(self, request: Signature) -> str:
        return guarded(request.path, signature)

    @answer.register
    def _(self, request: RunCommand) -> Output:
        return command.run(request.argv, folders=self._folders)

    @answer.register
    def _(self, request: BusCall) -> list[Any]:
        return self._buses.call(request)

    @answer.register
    def _(self, request: Environ) -> str | None:
        return os.environ.get(request.name)

    @answer.register
    def _(self, request: OpenFiles) -> Holders:
        return open_files(request.prefix)

    @answer.register
    def _(self, request: Clock) -> float:
        return time.time()

    @answer.register
    def _(self, request: AskNative) -> Any:
        if request.name == KEYRING_BACKEND:
            return keyring_backend()
        raise Garbled(f"this system has no function named {request.name}")

    @answer.register
    def _(self, request: WhoAmI) -> tuple[int, str, str]:
        return thismachine.account()


def guarded(path: str, look: Callable[[str], T]) -> T:
    """What ``look`` sees at a path. Raises ``CouldNotLook`` with the system's own reason where it refuses."""
    try:
        return look(path)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(f"{path} is not there") from None
    except PermissionError:
        raise Refused(f"{path} may not be read by this account") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not readable"
        raise Garbled(f"{path} could not be read: {reason.lower()}") from None


def _start(path: str, size: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | _FLAGS)
    # Without a buffer no more is read than was asked for.
    with open(handle, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise Garbled(f"{path} is not a regular file")
        chunks = []
        while size > 0 and (chunk := file.read(size)):
            chunks.append(chunk)
            size -= len(chunk)
    return b"".join(chunks)


def _read(path: str) -> bytes:
    raw = _start(path, READ_LIMIT + 1)
    if len(raw) > READ_LIMIT:
        raise Garbled(f"{path} is larger than {READ_LIMIT // 1024} KB")
    return raw


def _state(path: str) -> State:
    found = os.lstat(path)
    kinds = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
    kind = kinds.get(stat.S_IFMT(found.st_mode), "other")
    return State(kind, stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, found.st_size)


def signature(path: str) -> str:
    """The name of the signature a file starts with, or ""."""
    start = _start(path, max(map(len, SIGNATURES)))
    return next((name for magic, name in SIGNATURES.items() if start.startswith(magic)), "")


def secrets_left_out(request: ReadWithoutSecrets, raw: bytes) -> list[dict[str, str]]:
    """What may be known of such a file. Raises ``Garbled``, with nothing of what the file holds."""
    from peerkit.audit.passwords import account_files
    from peerkit.audit.passwords.wifi_files import Malformed, without_secrets

    try:
        if request.form in account_files.FORMS:
            return account_files.FORMS[request.form](raw)
        return without_secrets(request.form, request.path.rpartition("/")[2], raw)
    except Malformed as reason:
        raise Garbled(str(reason)) from None


def keyring_backend() -> dict[str, str]:
    """Name and kind of the back-end programs get when they ask for the keyring. Raises ``Missing``."""
    from peerkit.audit.passwords.sources.system_keyring import NoKeyring, backend_in_use

    try:
        name, kind = backend_in_use()
    except NoKeyring as error:
        raise Missing(error.reason, error.hint) from None
    return {"name": name, "kind": kind.name}


def open_files(prefix: str, proc: Path = Path("/proc")) -> Holders:
    """Which programs hold files whose path starts with ``prefix`` open, as far as this account may see."""
    held: set[tuple[str, str]] = set()
    hidden = 0
    for process in proc.glob("[0-9]*"):
        try:
            names = os.listdir(process / "fd")
        except PermissionError:
            hidden += 1
            continue
        except OSError:
            continue
        found = {link for name in names if (link := _target(f"{process}/fd/{name}")).startswith(prefix)}
        held |= {(link, _program(process)) for link in found}
    return Holders(tuple(sorted(held)), hidden)


def _target(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:  # closed since it was listed
        return ""


def _program(process: Path) -> str:
    try:
        return (process / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return "a program that just ended"
