"""Shipped data in a form that reads faster: JSON beside each YAML file, written by ``make docs``.

The YAML stays the one truth. The JSON carries the size and checksum of the YAML it was made from;
as soon as somebody edits the YAML the two differ, and the YAML is read. What the JSON cannot give
is line numbers, so a mistake found in it sends the reader back to the YAML.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from peerkit.datafile import load, parse
from peerkit.datafile.value import Value
from peerkit.errors import BadData

T = TypeVar("T")


def compiled_path(path: Path) -> Path:
    """Where the JSON of a YAML file lies."""
    return path.parent / "compiled" / f"{path.stem}.json"


def compile_text(text: str, name: str) -> str:
    """The JSON of a YAML text. Raises ``BadData``."""
    made = {"made_from": _mark(text.encode()), "data": parse(text, name).plain()}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_shipped(path: Path, read: Callable[[Value], T]) -> T:
    """Read a shipped file with ``read``, from its JSON where that is current. Raises ``BadData``."""
    try:
        made = json.loads(compiled_path(path).read_bytes())
        if made["made_from"] == _mark(path.read_bytes()):
            return read(_value(made["data"], path.name, ""))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, BadData):
        pass  # the YAML says what is wrong, and where
    return read(load(path, path.name))


def _mark(raw: bytes) -> list[int]:
    return [len(raw), zlib.crc32(raw)]


def _value(data: Any, file: str, where: str) -> Value:
    if isinstance(data, dict):
        data = {key: _value(entry, file, key) for key, entry in data.items()}
    elif isinstance(data, list):
        data = [_value(entry, file, where) for entry in data]
    return Value(file, where, 1, 1, data)
