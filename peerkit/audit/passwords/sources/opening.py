"""An export, opened once: a regular file within limits, recognised by what is in it, never copied."""

from __future__ import annotations

import codecs
import csv
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from peerkit.errors import UnreadableFile

# More than any vendor's export without attachments; a 1PUX may carry some.
LARGEST = 256 * 1024 * 1024
# All of a JSON document is in memory at once, several times over.
LARGEST_JSON = 64 * 1024 * 1024
# So many passwords are looked at: ten times what people have, and a report of some megabytes.
MOST_ENTRIES = 20_000
# A note may be long; a quote that never ends must not swallow the file.
_LONGEST_FIELD = 1024 * 1024
_START = 8192


class Opened:
    """An open export. ``start`` is how it begins; the place in it is still at the beginning."""

    def __init__(self, path: Path, file: BinaryIO, size: int) -> None:
        self.path, self.size = path, size
        self._file = file
        self.start = file.read(_START)
        file.seek(0)

    @property
    def binary(self) -> BinaryIO:
        """The file itself, for formats that jump about in it."""
        return self._file

    def text(self) -> io.TextIOWrapper:
        """Its text, read as it is needed. Bytes that are no text stay as surrogates; line breaks stay as they are."""
        return io.TextIOWrapper(self._file, encoding(self.start), errors=_errors(self.start), newline="")

    def json(self) -> Any:
        """The JSON document in it. Raises ``UnreadableFile``."""
        return json_of(self._file.read(LARGEST_JSON + 1), self.path)


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open an export for reading. Raises ``UnreadableFile``, whose text holds nothing of the file.

    Opened without blocking, so that a pipe put in its place cannot hang the run.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "unreadable").lower()
        raise UnreadableFile(f"{path} cannot be read: {reason}.", "Check the path and who may read it.") from None
    try:
        size = _checked(handle, path)
        with os.fdopen(handle, "rb", closefd=False) as file:
            yield Opened(path, file, size)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise UnreadableFile(f"{path} cannot be read: {reason}.", "Is the disk in order?") from None
    finally:
        os.close(handle)


def _checked(handle: int, path: Path) -> int:
    """The size of an open file. Raises ``UnreadableFile`` for what is no file, or too large."""
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableFile(f"{path} is not a regular file.", "Give the path of an export, saved as a file.")
    if state.st_size > LARGEST:
        raise UnreadableFile(f"{path} is larger than {LARGEST // 2**20} MB.", "Export without attachments, or as CSV.")
    return state.st_size


def encoding(start: bytes) -> str:
    """The encoding a text begins in, told by its mark, or by the zeros of UTF-16 without one."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(start) > 3 and start[1] == start[3] == 0 != start[0]:
        return "utf-16-le"
    if len(start) > 3 and start[0] == start[2] == 0 != start[1]:
        return "utf-16-be"
    return "utf-8-sig"


def _errors(start: bytes) -> str:
    return "surrogateescape" if encoding(start) == "utf-8-sig" else "replace"


def start_of_text(start: bytes) -> str:
    """The beginning as text, to recognise it by."""
    return start.decode(encoding(start), "replace").lstrip("\ufeff \t\r\n")


def json_of(raw: bytes, path: Path) -> Any:
    """The document in the bytes. Raises ``UnreadableFile``, whose text holds nothing of it."""
    import json

    if len(raw) > LARGEST_JSON:
        raise UnreadableFile(f"{path} holds more than {LARGEST_JSON // 2**20} MB of JSON.", "Export as CSV instead.")
    try:
        return json.loads(raw.decode(encoding(raw[:16]), _errors(raw[:16])))
    except RecursionError:
        raise UnreadableFile(f"{path} is nested too deeply to be an export.", "Export it once more.") from None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        where = f" (line {line})" if line else ""
        raise UnreadableFile(f"{path} is not whole JSON{where}.", "Export it once more; do not edit it.") from None


def rows(text: io.TextIOBase, delimiter: str, path: Path) -> Iterator[list[str]]:
    """The rows of a CSV text, line breaks inside quotes included. Raises ``UnreadableFile``, quoting nothing.

    RFC 4180: a quote inside a quoted field is doubled.
    """
    number = 0
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        for row in csv.reader(text, delimiter=delimiter):
            number += 1
            yield row
    except csv.Error:
        raise UnreadableFile(
            f"{path} could not be read after row {number}: a field never ends.",
            "A quotation mark may be missing there. Export it once more; do not edit it.",
        ) from None
    except UnicodeError:
        raise UnreadableFile(f"{path} stops being text after row {number}.", "Export it once more.") from None
    finally:
        csv.field_size_limit(before)


def as_text(value: Any) -> str:
    """A text out of JSON, where one may be missing or of another kind."""
    return value if isinstance(value, str) else ""


def as_list(value: Any) -> list[Any]:
    """A list out of JSON; empty where there is none."""
    return value if isinstance(value, list) else []


def as_mapping(value: Any) -> dict[str, Any]:
    """A mapping out of JSON; empty where there is none."""
    return value if isinstance(value, dict) else {}
