"""The offline file of leaked passwords from Have I Been Pwned, searched where it lies: nothing is loaded or built.

The file has one SHA-1 or NTLM hash a line, sorted, with or without ``:`` and how often it was seen
(haveibeenpwned.com/Passwords). A small file is read whole when it is opened. Of a large one, samples are looked at,
and every answer looks at the lines around it: a few lines in the wrong place elsewhere can go unseen, as can a
last count that was cut short, and hashes other than NTLM that have as many digits.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from peerkit.audit.passwords.digests import Digest
from peerkit.audit.passwords.hashlines import HashLines, Unreliable
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import UnreadableFile

SAMPLES = 64
SMALL = 4_000_000
_LINE = re.compile(rb"([0-9A-Fa-f]{40}|[0-9A-Fa-f]{32})(?::([0-9]{1,18}))?")
_PART_OF_A_LINE = re.compile(rb"[0-9A-Fa-f]{0,40}:?")
_LONGEST_LINE = 160
_BOM = b"\xef\xbb\xbf"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_RIGHT_FILE = 'Give the file of leaked passwords from haveibeenpwned.com, unpacked, the one "ordered by hash".'


@dataclass(frozen=True)
class Sighting:
    """What the file says of one password: ``seen`` is None where it could not be looked up, for ``reason``.

    ``count`` is how often it was seen in leaks, None where the file keeps no count. ``reason`` ends the sentence
    "It could not be looked up, because ...".
    """

    seen: bool | None
    count: int | None = None
    reason: str = ""


class Leaks:
    """An open file of leaked passwords; ``name`` says what it is, for people.

    ``notes`` are whole sentences about what is odd in the file as a whole; most often there is none.
    """

    def __init__(self, handle: int, digest: Digest, lines: HashLines, notes: tuple[str, ...]) -> None:
        self._handle: int | None = handle
        self._digest, self._lines, self.notes = digest, lines, notes
        self._mark = _mark(handle)
        self._doubt = ""
        self.name = f"a file of {_amount(lines)} leaked passwords ({digest.label})"

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open and try the file. Raises ``UnreadableFile`` where it cannot be searched, and says what it is instead."""
        try:
            flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
            handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise UnreadableFile(f"{path}: {(error.strerror or 'cannot be opened').lower()}.", _RIGHT_FILE) from error
        try:
            return cls(handle, *_tried(handle))
        except (OSError, Unreliable) as error:
            os.close(handle)
            what = error.strerror if isinstance(error, OSError) else error
            raise UnreadableFile(f"{path} cannot be searched: {what}.", _RIGHT_FILE) from error

    def look_up(self, secrets: Sequence[Secret]) -> list[Sighting]:
        """One sighting for each secret, in their order. Never raises for what is in the file.

        Once a part of the file proved to be out of order, no password counts as not seen any more.
        """
        hashes = [self._digest.of(secret.reveal()) for secret in secrets]
        found = {target: self._look(target) for target in sorted(set(hashes))}
        if self._handle is None or _mark(self._handle) != self._mark:
            changed = Sighting(None, reason="the file was changed while it was read")
            return [changed] * len(hashes)
        doubt = Sighting(None, reason=self._doubt)
        return [doubt if self._doubt and found[target].seen is False else found[target] for target in hashes]

    def _look(self, target: bytes) -> Sighting:
        try:
            line = self._lines.find(target)
        except Unreliable as error:
            self._doubt = self._doubt or str(error)
            return Sighting(None, reason=str(error))
        except OSError as error:
            return Sighting(None, reason=f"reading the file failed ({(error.strerror or 'no reason given').lower()})")
        # Lists padded against onlookers hold invented hashes that were seen 0 times.
        return Sighting(False) if line is None or line.times == 0 else Sighting(True, line.times)

    def close(self) -> None:
        """Close the file. May be called twice."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _mark(handle: int) -> tuple[int, int]:
    status = os.fstat(handle)
    return status.st_size, status.st_mtime_ns


def _amount(lines: HashLines) -> str:
    if lines.whole:
        return f"{lines.count:,}"
    rough = round(lines.count, 2 - len(str(lines.count)))
    return f"about {rough // 10**6} million" if rough >= 10**6 else f"about {rough:,}"


def _tried(handle: int) -> tuple[Digest, HashLines, tuple[str, ...]]:
    """What the file is, surveyed. Raises ``Unreliable`` where it is something else."""
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        raise Unreliable("it is not a file")
    head = os.read(handle, _LONGEST_LINE)
    begin = len(_BOM) if head.startswith(_BOM) else 0
    line = _LINE.fullmatch(head[begin:].split(b"\n", 1)[0].rstrip())
    if line is None:
        raise Unreliable(_foreign(head[begin:]))
    digest = Digest(len(line[1]))
    end, cut = _end(handle, status.st_size, begin)
    lines = HashLines(handle, digest.value, begin, end)
    lines.survey(SAMPLES, SMALL)
    return digest, lines, _notes(cut, *lines.missing_ends())


def _notes(cut: bool, starts_late: bool, ends_early: bool) -> tuple[str, ...]:
    notes = []
    if starts_late:
        notes.append("The file of leaked passwords does not start at its beginning: a part of it is missing.")
    if ends_early:
        notes.append("The file of leaked passwords ends early: a part of it is missing.")
    if cut:
        notes.append("The last line of the file of leaked passwords is cut off.")
    return tuple(notes)


def _end(handle: int, size: int, begin: int) -> tuple[int, bool]:
    """Where the last whole line ends, and whether another one follows that was cut off."""
    start = max(begin, size - 2 * _LONGEST_LINE)
    os.lseek(handle, start, os.SEEK_SET)
    tail = os.read(handle, size - start)
    used = tail.rstrip()
    newline = used.rfind(b"\n") + 1
    if _LINE.fullmatch(used[newline:]):
        return start + len(used), False
    if newline and _PART_OF_A_LINE.fullmatch(used[newline:]):
        return start + newline, True
    raise Unreliable("its last line is not what the first one is")


def _foreign(head: bytes) -> str:
    """What a file is that does not begin with a hash."""
    first = head.split(b"\n", 1)[0].rstrip()
    if not head.strip():
        return "it is empty"
    if head.startswith(_PACKED):
        return "it is packed; unpack it first"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "its text is in UTF-16; it must be plain text as it was downloaded"
    if re.fullmatch(rb"[0-9A-Fa-f]{35}:[0-9]+", first):
        return "it is one piece of the download, without the first five digits of each hash"
    if re.fullmatch(rb"[0-9A-Fa-f]{41,}(?::[0-9]+)?", first):
        return "its hashes are neither SHA-1 nor NTLM"
    return "it does not hold hashes"
