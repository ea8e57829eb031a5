"""One exception root for everything PeerKit can tell a person about.

Each error carries a message (what happened), a hint (what to do about it) and the exit code of
docs/exit-codes.md. Only ``peerkit.cli`` catches it; nothing below ``cli`` prints or exits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended; the same meaning in every command."""

    FINE = 0
    FAILED = 1
    WRONG_USAGE = 2
    UNDETERMINED = 3
    COULD_NOT_RUN = 4


class PeerkitError(Exception):
    """Root of all errors a person may see."""

    exit_code = ExitCode.COULD_NOT_RUN

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WrongUsage(PeerkitError):
    """The words of the call do not fit together (a name that does not exist, two options that clash)."""

    exit_code = ExitCode.WRONG_USAGE


class NotFound(PeerkitError):
    """A checklist, platform or check of that name does not exist."""


class UnreadableFile(PeerkitError):
    """A file is missing, refused, too large, or not text."""


class VaultLocked(PeerkitError):
    """A keyring or vault stayed locked, so that nothing in it could be looked at."""


class UnsafeRecording(PeerkitError):
    """A recording would hold more than a file may hold."""


class HistoryBroken(PeerkitError):
    """The history database cannot be read or written."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a data file: where it is, and what was expected there."""

    line: int
    column: int
    where: str
    what: str


class BadData(PeerkitError):
    """A data file holds mistakes; the message names file, line, column and key for each of them."""

    SHOWN = 20

    def __init__(self, file: str, problems: Sequence[Problem], hint: str = "") -> None:
        self.file = file
        self.problems = tuple(sorted(set(problems)))
        lines = [
            f"{file}:{p.line}:{p.column}: " + (f"{p.where}: " if p.where else "") + p.what
            for p in self.problems[: self.SHOWN]
        ]
        left = len(self.problems) - len(lines)
        if left > 0:
            lines.append(f"... and {left} more")
        super().__init__("\n".join(lines), hint)
