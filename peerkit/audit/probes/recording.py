"""Writing a recording: everything that was asked of a machine in one run, secrets removed, as YAML people can read.

``recorded.py`` reads it. The writer makes its YAML itself: long texts become blocks as they stand, and every
character that is not plainly visible is written as an escape.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from peerkit.audit.probes.identity import unnamed
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    Clock,
    CouldNotLook,
    Environ,
    FileState,
    Garbled,
    ListFolder,
    OpenFiles,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Remembered,
    Request,
    RunCommand,
    Signature,
    WhoAmI,
)
from peerkit.audit.probes.recorded import FAILURES, SCHEMA
from peerkit.audit.probes.scrub import scrubbed
from peerkit.datafile import MAX_BYTES, MAX_SCALAR
from peerkit.errors import UnsafeRecording
from peerkit.model.private import printable

HEAD = """\
# What PeerKit asked this machine, and what it answered. Passwords, keys and hashes are not in here;
# names of networks, accounts and files are. Replay it with: peerkit audit all --recording FILE
"""
_PIECE = MAX_SCALAR // 2
_DEEPEST = 24
_WIDTH, _SHORT = 116, 60
_PLAIN = re.compile(r"[A-Za-z/][A-Za-z0-9/_.@+-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_WORDS = {"y", "yes", "n", "no", "on", "off", "true", "false", "null"}


def _quiet(_question: str) -> None:
    """Nobody wants to know."""


def write_recording(
    machine: Remembered, made_at: str, about: str = HEAD, left_out: Callable[[str], None] = _quiet
) -> str:
    """The recording as text. Raises ``UnsafeRecording`` where it would be too large.

    ``left_out`` is told each question whose answer was not written because it looked like a secret.
    """
    head = [*about.splitlines(), f"schema: {SCHEMA}", f"made_at: {_quoted(made_at)}", "machine:"]
    head += [f"  os: {machine.os.value}", f"  release: {_scalar(machine.release)}"]
    head += [f"  id: {_scalar(machine.pseudonym())}"]
    lines: list[str] = []
    # In an order of their own: which thread asked first tells nothing.
    for request, reply in sorted(machine.replies.items(), key=_place):
        # What is not set in the environment is not written: a recording without it says the same.
        if reply is None:
            continue
        clean = scrubbed(request, unnamed(request, reply))
        if isinstance(clean, Refused) and clean is not reply:
            left_out(printable(str(request), 160))
        lines += _entry(request, clean)
    lines = [*head, "asked:", *lines] if lines else [*head, "asked: []"]
    text = "\n".join(lines) + "\n"
    if len(text.encode()) > MAX_BYTES:
        raise UnsafeRecording(
            f"This machine answered more than {MAX_BYTES // 1024 // 1024} MB; a recording cannot hold that.",
            "Nothing was written.",
        )
    return text


def _place(asked: tuple[Request, Any]) -> tuple[int, str]:
    return list(_WRITERS).index(type(asked[0])), str(asked[0])


def _entry(request: Request, reply: Any) -> list[str]:
    if not isinstance(reply, CouldNotLook) and _depth(reply) > _DEEPEST:
        reply = Garbled("the answer was nested too deep for a recording")
    members = _WRITERS[type(request)](request, None if isinstance(reply, CouldNotLook) else reply)
    if isinstance(reply, CouldNotLook):
        kind = next(word for word, failure in FAILURES.items() if isinstance(reply, failure))
        members |= {"failed": kind, "reason": _text(reply.unknown.reason)}
        members |= {"hint": _text(reply.unknown.hint)} if reply.unknown.hint else {}
    lines = [line for key, value in members.items() for line in _member(key, value, "    ")]
    return ["  - " + lines[0].removeprefix("    "), *lines[1:]]


def _member(key: str, value: Any, indent: str) -> list[str]:
    """A key and its value, as lines."""
    name = f"{indent}{_scalar(key)}:"
    if isinstance(value, dict) and value:
        return [name, *(line for inner, entry in value.items() for line in _member(inner, entry, indent + "  "))]
    if isinstance(value, list) and value:
        if all(isinstance(entry, str | int | float) and len(str(entry)) <= _SHORT for entry in value):
            return _in_a_row(name, list(map(_scalar, value)), indent + "  ")
        return [name, *(line for entry in value for line in _listed(entry, indent + "  "))]
    if isinstance(value, str) and _as_block(value):
        body = value.removesuffix("\n")
        keep = "+" if body.endswith("\n") or not body else "" if value.endswith("\n") else "-"
        lines = value.split("\n")[:-1] if value.endswith("\n") else value.split("\n")
        return [f"{name} |2{keep}", *(f"{indent}  {line}" if line else "" for line in lines)]
    return [f"{name} {_scalar(value)}"]


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
        lines = [line for key, entry in value.items() for line in _member(key, entry, indent + "  ")]
    elif isinstance(value, list) and value:
        lines = [line for entry in value for line in _listed(entry, indent + "  ")]
    else:
        return [f"{indent}- {_scalar(value)}"]
    return [f"{indent}- " + lines[0].removeprefix(indent + "  "), *lines[1:]]


def _as_block(text: str) -> bool:
    # Visible ASCII and line breaks only: all else is easier to trust as an escape.
    return "\n" in text.rstrip("\n") and all(" " <= char <= "~" or char in "\n\t" for char in text)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if not isinstance(value, str):
        return "{}" if isinstance(value, dict) else "[]"
    return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS else _quoted(value)


def _quoted(text: str) -> str:
    """Text in double quotes, as YAML and JSON both read it."""
    return '"' + "".join(map(_visible, text)) + '"'


def _visible(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable() and not 0xD800 <= ord(char) <= 0xDFFF:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _text(text: str) -> Any:
    """A text as a recording holds it: in pieces where it is long, in hexadecimal where it is not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return {"hex": _hex(text.encode("utf-8", "surrogateescape"))}
    return text if len(text) <= _PIECE else [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]


def _hex(raw: bytes) -> Any:
    digits = raw.hex()
    return digits if len(digits) <= _PIECE else [digits[at : at + _PIECE] for at in range(0, len(digits), _PIECE)]


def _file(request: ReadFile, reply: bytes | None) -> dict[str, Any]:
    members: dict[str, Any] = {"read": _text(request.path)}
    if reply is None:
        return members
    try:
        return members | {"text": _text(reply.decode())}
    except UnicodeDecodeError:
        return members | {"hex": _hex(reply)}


def _folder(request: ListFolder, reply: list[str] | None) -> dict[str, Any]:
    return {"folder": _text(request.path)} | ({} if reply is None else {"names": list(map(_text, reply))})


def _state(request: FileState, reply: Any) -> dict[str, Any]:
    state = {} if reply is None else {field.name: getattr(reply, field.name) for field in fields(reply)}
    return {"state": _text(request.path)} | state


def _profile(request: ReadWithoutSecrets, reply: Any) -> dict[str, Any]:
    members: dict[str, Any] = {"profile": _text(request.path), "form": request.form}
    if reply is None:
        return members
    return members | {"settings": [{key: _text(value) for key, value in entry.items()} for entry in reply]}


def _run(request: RunCommand, reply: Any) -> dict[str, Any]:
    members: dict[str, Any] = {"run": list(map(_text, request.argv))}
    if reply is None:
        return members
    texts = {"stdout": reply.stdout, "stderr": reply.stderr}
    return members | {"exit": reply.exit} | {key: _text(text) for key, text in texts.items() if text}


def _bus(request: BusCall, reply: Any) -> dict[str, Any]:
    names = ("bus", "name", "path", "interface", "member")
    members: dict[str, Any] = {name: getattr(request, name) for name in names}
    members |= {"signature": request.signature} if request.signature else {}
    members |= {"arguments": list(map(_text, request.arguments))} if request.arguments else {}
    return members | ({} if reply is None else {"reply": [_told(value) for value in reply]})


def _told(value: Any) -> Any:
    """A D-Bus value in the form that ``recorded.py`` reads."""
    if isinstance(value, bytes | bytearray):
        return {"bytes": _hex(bytes(value))}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        if all(map(_names, value)) and set(value) not in ({"bytes"}, {"pairs"}):
            return {key: _told(entry) for key, entry in value.items()}
        return {"pairs": [[key, _told(entry)] for key, entry in value.items()]}
    if isinstance(value, list | tuple):
        return [_told(entry) for entry in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _names(key: Any) -> bool:
    return isinstance(key, str) and 0 < len(key) <= 100 and key.isascii() and key.isprintable()


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return 1 + max(map(_depth, inner), default=0)


def _open(request: OpenFiles, reply: Any) -> dict[str, Any]:
    members: dict[str, Any] = {"open": _text(request.prefix)}
    if reply is None:
        return members
    return members | {"held": [[_text(file), _text(program)] for file, program in reply.held], "hidden": reply.hidden}


def _whoami(_request: WhoAmI, reply: Any) -> dict[str, Any]:
    uid, account, home = reply or (0, "", "")
    return {"whoami": uid} | ({} if reply is None else {"account": _text(account), "home": _text(home)})


def _one(key: str, asked: str, told: str) -> Callable[[Any, Any], dict[str, Any]]:
    """A writer for a question of one word that gets one word back."""

    def write(request: Any, reply: Any) -> dict[str, Any]:
        value = _text(reply) if isinstance(reply, str) else reply
        return {key: _text(getattr(request, asked))} | ({} if reply is None else {told: value})

    return write


def _clock(_request: Clock, reply: Any) -> dict[str, Any]:
    return {"clock": reply}


_WRITERS: dict[type[Any], Callable[[Any, Any], dict[str, Any]]] = {
    Clock: _clock,
    WhoAmI: _whoami,
    Environ: _one("environ", "name", "value"),
    ReadFile: _file,
    ListFolder: _folder,
    ReadLink: _one("link", "path", "to"),
    FileState: _state,
    Changed: _one("changed", "path", "at"),
    ReadWithoutSecrets: _profile,
    Signature: _one("starts", "path", "is"),
    OpenFiles: _open,
    RunCommand: _run,
    BusCall: _bus,
}
