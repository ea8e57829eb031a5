"""Asking a machine: every question is a ``Request``, every reply a plain value or ``CouldNotLook``.

One machine answers live, one from a recording, one from a mounted disk image. ``Remembered`` puts
a memory before any of them, so that nothing is asked twice in one run; what it remembers *is* a
recording.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.model.check import OS
from peerkit.model.facts import Unknown

READ_LIMIT = 1024 * 1024


@dataclass(frozen=True)
class ReadFile:
    """The bytes of a regular file, ``READ_LIMIT`` at most."""

    path: str


@dataclass(frozen=True)
class ListFolder:
    """The names in a folder, sorted."""

    path: str


@dataclass(frozen=True)
class ReadLink:
    """Where a symbolic link points."""

    path: str


@dataclass(frozen=True)
class Changed:
    """When a file was last written, in seconds since 1970."""

    path: str


@dataclass(frozen=True)
class FileState:
    """What kind of file it is, and whose; a symbolic link is not followed. The reply is a ``State``."""

    path: str


@dataclass(frozen=True)
class ReadWithoutSecrets:
    """The settings in a file that may hold secrets, in a form that the room ``passwords`` knows.

    The reply is a list of flat mappings from text to text. The secrets are taken out before there
    is a reply, and only how strong they are stays: no reader, memory or recording ever holds one.
    """

    path: str
    form: str


@dataclass(frozen=True)
class Signature:
    """What a file says it is in its first bytes: the reply is a name of ``SIGNATURES``, or "" for any other.

    The rest of the file is never read: it may be a keyring full of passwords.
    """

    path: str


SIGNATURES = {
    b"GnomeKeyring\n\r\0\n": "gnome-keyring, encrypted",
    b"[keyring]": "gnome-keyring, clear text",
    b"KWALLET\n\r\0\r\n": "kwallet",
    b"kych": "macos-keychain",
}


@dataclass(frozen=True)
class RunCommand:
    """A command by bare name and its arguments; the reply is an ``Output``."""

    argv: tuple[str, ...]


@dataclass(frozen=True)
class BusCall:
    """A D-Bus method call that never starts a service and never asks for a password.

    The reply is the list of returned values, variants unwrapped, ``ay`` as bytes.
    """

    bus: str
    name: str
    path: str
    interface: str
    member: str
    signature: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Environ:
    """A variable of the environment; the reply is text, or None when it is not set."""

    name: str


@dataclass(frozen=True)
class OpenFiles:
    """Which of some files are held open, by which programs: the reply is an ``Holders``."""

    prefix: str


@dataclass(frozen=True)
class WhoAmI:
    """The account PeerKit runs as: the reply is ``(uid, name, home folder)``."""


@dataclass(frozen=True)
class Clock:
    """The present moment, in seconds since 1970: a recording replayed next year still tells its own day."""


Request = (
    ReadFile
    | ListFolder
    | ReadLink
    | Changed
    | FileState
    | ReadWithoutSecrets
    | Signature
    | RunCommand
    | BusCall
    | Environ
    | OpenFiles
    | WhoAmI
    | Clock
    | ReadRegistry
    | AskNative
)


@dataclass(frozen=True)
class Output:
    """How a command ended. Text is UTF-8; bytes that are not stay visible as surrogates."""

    exit: int
    stdout: str
    stderr: str = ""


@dataclass(frozen=True)
class State:
    """A file as ``lstat`` tells it. ``kind`` is file, folder, link or other; ``mode`` the permission bits."""

    kind: str
    mode: int
    uid: int
    gid: int
    size: int


@dataclass(frozen=True)
class Holders:
    """``held``: pairs of file and program name; ``hidden``: programs this account may not look into."""

    held: tuple[tuple[str, str], ...]
    hidden: int


class CouldNotLook(Exception):
    """The machine gave no answer; ``unknown`` carries the reason to the report."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.unknown = Unknown(reason, hint)


class Missing(CouldNotLook):
    """The file, tool or service is not there."""


class Refused(CouldNotLook):
    """It is there, but this account may not look."""


class TooSlow(CouldNotLook):
    """No answer within the time limit."""


class Garbled(CouldNotLook):
    """An answer came, but not in a form that can be trusted."""


class Machine(ABC):
    """A machine that answers requests. Subclasses answer; the short methods spell the requests."""

    os: OS
    release: str

    @abstractmethod
    def answer(self, request: Request) -> Any:
        """The reply to a request. Raises ``CouldNotLook``."""

    def pseudonym(self) -> str:
        """A name for this machine that is always the same and tells nothing about it."""
        return "unknown"

    def close(self) -> None:  # noqa: B027  # most machines hold nothing open
        """Let go of what is held open; the machine may still be asked afterwards."""

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ``CouldNotLook``."""
        reply: bytes = self.answer(ReadFile(path))
        return reply

    def text(self, path: str) -> str:
        """The text of a file; bytes that are not UTF-8 stay visible as surrogates."""
        return self.read(path).decode("utf-8", "surrogateescape")

    def folder(self, path: str) -> tuple[str, ...]:
        """The names in a folder, sorted. Raises ``CouldNotLook``."""
        return tuple(self.answer(ListFolder(path)))

    def run(self, *argv: str) -> Output:
        """Run a command. Raises ``CouldNotLook``; a non-zero exit is a reply, not an error."""
        reply: Output = self.answer(RunCommand(argv))
        return reply

    def call(self, call: BusCall) -> list[Any]:
        """Call a D-Bus method. Raises ``CouldNotLook``."""
        reply: list[Any] = self.answer(call)
        return reply

    def native(self, name: str) -> Any:
        """What the system's own functions say. Raises ``CouldNotLook``."""
        return self.answer(AskNative(name))

    def environ(self, name: str) -> str:
        """A variable of the environment; empty when it is not set."""
        return self.answer(Environ(name)) or ""

    def whoami(self) -> tuple[int, str, str]:
        """User id, account name and home folder."""
        uid, name, home = self.answer(WhoAmI())
        return int(uid), str(name), str(home)

    def now(self) -> float:
        """Seconds since 1970 by the machine's clock."""
        return float(self.answer(Clock()))


class Remembered(Machine):
    """Asks another machine each question once, and keeps the reply, failures included."""

    def __init__(self, machine: Machine) -> None:
        self.os = machine.os
        self._machine = machine
        self._lock = threading.Lock()
        self._asking: dict[Request, threading.Lock] = {}
        self.replies: dict[Request, Any] = {}

    @property
    def release(self) -> str:  # type: ignore[override]  # the machine behind is asked only when a report is made
        """The system and its version, as the machine behind says."""
        return self._machine.release

    def pseudonym(self) -> str:
        return self._machine.pseudonym()

    def close(self) -> None:
        self._machine.close()

    def answer(self, request: Request) -> Any:
        # A lock for each request: two threads never ask the same thing, and a slow answer holds up nothing else.
        with self._lock:
            asking = self._asking.setdefault(request, threading.Lock())
        with asking:
            if request not in self.replies:
                try:
                    self.replies[request] = self._machine.answer(request)
                except CouldNotLook as reason:
                    self.replies[request] = reason
            reply = self.replies[request]
        if isinstance(reply, CouldNotLook):
            raise reply
        return reply
