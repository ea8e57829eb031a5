"""Writing YAML that people can read: long texts become blocks as they stand, and every character that is not
plainly visible is written as an escape.
"""

from __future__ import annotations

import re
from typing import Any

_WIDTH, _SHORT = 116, 60
_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9/_.@+-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_WORDS = {"y", "yes", "n", "no", "on", "off", "true", "false", "null"}


def member(key: str, value: Any, indent: str) -> list[str]:
    """A key and its value, as lines."""
    name = f"{indent}{scalar(key)}:"
    if isinstance(value, dict) and value:
        return [name, *(line for inner, entry in value.items() for line in member(inner, entry, indent + "  "))]
    if isinstance(value, list) and value:
        if all(isinstance(entry, str | int | float) and len(str(entry)) <= _SHORT for entry in value):
            return _in_a_row(name, list(map(scalar, value)), indent + "  ")
        return [name, *(line for entry in value for line in _listed(entry, indent + "  "))]
    if isinstance(value, str) and _as_block(value):
        body = value.removesuffix("\n")
        keep = "+" if body.endswith("\n") or not body else "" if value.endswith("\n") else "-"
        lines = value.split("\n")[:-1] if value.endswith("\n") else value.split("\n")
        return [f"{name} |2{keep}", *(f"{indent}  {line}" if line else "" for line in lines)]
    return [f"{name} {scalar(value)}"]


def _in_a_row(name: str, words: list[str], indent: str) -> list[str]:
    """A list of short values side by side, on as few lines as it takes."""
    lines, line = [], f"{name} ["
    for number, word in enumerate(words, 1):
        end = "]" if number == len(words) else ", "
        if len(line) + len(word) > _WIDTH:
            lines.append(line.rstrip())
            line = indent
        line += word + end
    return [*lines, line]


def _listed(value: Any, indent: str) -> list[str]:
    if isinstance(value, dict) and value:
        lines = [line for key, entry in value.items() for line in member(key, entry, indent + "  ")]
    elif isinstance(value, list) and value:
        lines = [line for entry in value for line in _listed(entry, indent + "  ")]
    else:
        return [f"{indent}- {scalar(value)}"]
    return [f"{indent}- " + lines[0].removeprefix(indent + "  "), *lines[1:]]


def _as_block(text: str) -> bool:
    # Visible ASCII and line breaks only: all else is easier to trust as an escape.
    return "\n" in text.rstrip("\n") and all(" " <= char <= "~" or char in "\n\t" for char in text)


def scalar(value: Any) -> str:
    """A plain value; of a dict or a list only the empty one."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if not isinstance(value, str):
        return "{}" if isinstance(value, dict) else "[]"
    return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS else quoted(value)


def quoted(text: str) -> str:
    """Text in double quotes, as YAML and JSON both read it."""
    return '"' + "".join(map(_visible, text)) + '"'


def _visible(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
