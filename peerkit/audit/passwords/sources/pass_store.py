"""The store of ``pass``: a folder of files that GnuPG encrypts, the password on the first line of each.

The layout is that of passwordstore.org (read 2026-11-21): ``.gpg-id`` in the folder, ``.gpg`` files below it; lines
after the first are free, often ``user: name`` and ``url: address``, and an ``otpauth:`` line is a one-time code.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from peerkit.audit.passwords.entry import Collection, Entry, wipe_all
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import UnreadableFile
from peerkit.model.facts_wifi import Unseen

ID_FILE, ENDING = ".gpg-id", ".gpg"
MOST_FILES = 10_000
LARGEST_FILE = 1024 * 1024
_NAMED = re.compile(r"(user(?:name)?|login|e-?mail|url|site)\s*:\s*(.+)", re.IGNORECASE)


class Undecryptable(Exception):
    """GnuPG did not open a file. The text says why; ``final`` means that no other will open either."""

    def __init__(self, reason: str, hint: str = "", *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.final = reason, hint, final


_STRANGE = Undecryptable(
    f"they are links, no files, or larger than {LARGEST_FILE // 2**20} MB",
    "Look at them with pass itself.",
)
# Gives what is in one file. Raises ``Undecryptable``.
Decrypt = Callable[[Path], bytearray]


def is_store(folder: Path) -> bool:
    """Whether the folder is one of ``pass``."""
    return (folder / ID_FILE).is_file()


def read(folder: Path, decrypt: Decrypt) -> Collection:
    """Every password in the store. Raises ``UnreadableFile`` where none could be opened."""
    entries: list[Entry] = []
    unopened: list[Undecryptable] = []
    small, strange = _files(folder)
    try:
        for path in small[:MOST_FILES]:
            try:
                raw = decrypt(path)
            except Undecryptable as reason:
                unopened.append(reason)
                if reason.final:
                    break
                continue
            entries.append(_entry(raw, path.relative_to(folder).as_posix().removesuffix(ENDING)))
            raw[:] = bytes(len(raw))
    except BaseException:
        wipe_all(entries)
        raise
    if unopened and not entries:
        raise UnreadableFile(f"{folder} could not be opened: {unopened[0].reason}.", unopened[0].hint)
    unseen = (*_unseen(len(small) - len(entries), unopened), *_unseen(strange, [_STRANGE]))
    return Collection(kind="pass", entries=tuple(entries), unseen=unseen)


def _unseen(left: int, unopened: list[Undecryptable]) -> Iterator[Unseen]:
    if not left:
        return
    why = unopened[0] if unopened else Undecryptable(f"only the first {MOST_FILES:,} are looked at")
    yield Unseen(f"{left} {'file' if left == 1 else 'files'} of the store", why.reason, why.hint)


def _files(folder: Path) -> tuple[list[Path], int]:
    """The encrypted files in order, and how many others there are that are no small files."""
    found = sorted(_named_so(folder))
    small = [path for path in found if _is_small_file(path)]
    return small, len(found) - len(small)


def _named_so(folder: Path) -> Iterator[Path]:
    """Links to folders are not followed, so that none leads out of the store."""
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(ENDING):
                yield Path(place, name)


def _is_small_file(path: Path) -> bool:
    try:
        state = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(state.st_mode) and state.st_size <= LARGEST_FILE


def _entry(raw: bytearray, name: str) -> Entry:
    first, *lines = raw.decode("utf-8", "surrogateescape").splitlines() or [""]
    said: dict[str, str] = {}
    for line in lines:
        if found := _NAMED.match(line):
            kind = "url" if found[1].lower() in ("url", "site") else "user"
            said.setdefault(kind, found[2].strip())
    code = any("otpauth://" in line for line in (first, *lines))
    # A file that keeps nothing but a one-time code has no password.
    secret = Secret("" if first.startswith("otpauth://") else first)
    return Entry(
        secret=secret, title=name, site=said.get("url", ""), user=said.get("user", ""),
        second_factor=True if code else None,
    )  # fmt: skip
