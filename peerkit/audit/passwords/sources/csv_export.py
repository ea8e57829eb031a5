"""CSV exports: one reader for all programs, row by row, so that a file of any length costs little memory."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Mapping

from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.secret import Secret
from peerkit.audit.passwords.sources.columns import NAMES, Columns, program_of
from peerkit.audit.passwords.sources.opening import MOST_ENTRIES, Opened, rows, start_of_text
from peerkit.errors import UnreadableFile
from peerkit.model.facts_wifi import Unseen

# The comma, and what a spreadsheet makes of it when it saves the file again.
_DELIMITERS = (",", ";", "\t")
_LASTPASS_NOTE = "http://sn"


def delimiter_of(start: bytes) -> str | None:
    """The sign between the columns, where the first row is one of a known program; None where it is not."""
    lines = start_of_text(start).splitlines()[:1]
    for delimiter in _DELIMITERS:
        try:
            heads = next(csv.reader(lines, delimiter=delimiter), [])
        except csv.Error:
            continue
        if program_of(heads):
            return delimiter
    return None


def read(file: Opened) -> Collection:
    """Its passwords. Raises ``UnreadableFile``."""
    delimiter = delimiter_of(file.start)
    if delimiter is None:
        raise UnreadableFile(
            f"{file.path} is no export that PeerKit knows.",
            f"It reads CSV from {', '.join(NAMES)}; JSON from Bitwarden and Proton Pass; 1PUX and KDBX.",
        )
    table = rows(file.text(), delimiter, file.path)
    heads = [head.strip().lstrip("\ufeff").lower() for head in next((row for row in table if row), [])]
    columns = program_of(heads)
    if columns is None:
        raise UnreadableFile(f"{file.path} has a first row that cannot be read.", "Export it once more.")
    entries = tuple(itertools.islice(_entries(table, heads, columns), MOST_ENTRIES + 1))
    return limited(f"{columns.program}, CSV", entries, exported=True)


def limited(kind: str, entries: tuple[Entry, ...], *, exported: bool) -> Collection:
    """A collection of at most ``MOST_ENTRIES``, which says so where there were more."""
    unseen: tuple[Unseen, ...] = ()
    if len(entries) > MOST_ENTRIES:
        unseen = (Unseen("the rest of the file", f"only the first {MOST_ENTRIES:,} passwords are looked at", ""),)
    return Collection(kind=kind, entries=entries[:MOST_ENTRIES], unseen=unseen, exported=exported)


def _entries(table: Iterator[list[str]], heads: list[str], columns: Columns) -> Iterator[Entry]:
    for row in table:
        cells = dict(zip(heads, row, strict=False))
        if not row or _is_no_login(cells, columns):
            continue
        yield Entry(
            secret=Secret(cells.get(columns.password, "")),
            title=cells.get(columns.title, ""),
            site=cells.get(columns.site, ""),
            user=next((cells[name] for name in columns.users if cells.get(name)), ""),
            second_factor=True if columns.code and cells.get(columns.code) else None,
        )


def _is_no_login(cells: Mapping[str, str], columns: Columns) -> bool:
    column, word = columns.only
    if column and cells.get(column, word) not in (word, ""):
        return True
    return cells.get("url") == _LASTPASS_NOTE and columns.program == "LastPass"
