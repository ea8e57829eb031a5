"""Writing a recording: everything that was asked of a machine in one run, secrets removed, as YAML people can read.

``recorded.py`` reads it; ``yamltext.py`` sets it as YAML.
"""

from __future__ import annotations

import math
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
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.audit.probes.yamltext import member, quoted, scalar
from peerkit.datafile import MAX_BYTES, MAX_SCALAR
from peerkit.errors import UnsafeRecording
from peerkit.model.check import OS
from peerkit.model.private import printable

HEAD = """\
# What PeerKit asked this machine, and what it answered. Passwords, keys and hashes are not in here;
# names of networks, accounts and files are. Replay it with: peerkit audit all --recording FILE
"""
_PIECE = MAX_SCALAR // 2
_DEEPEST = 24


def _quiet(_question: str) -> None:
    """Nobody wants to know."""


def _needed(system: OS, request: Request, reply: Any) -> Any:
    """The reply without what no reader of this system looks at."""
    if system is not OS.MACOS:
        return reply
    from peerkit.audit.probes.macos.needed import only_needed

    return only_needed(request, reply)


def write_recording(
    machine: Remembered, made_at: str, about: str = HEAD, left_out: Callable[[str], None] = _quiet
) -> str:
    """The recording as text. Raises ``UnsafeRecording`` where it would be too large.

    ``left_out`` is told each question whose answer was not written because it looked like a secret.
    """
    head = [*about.splitlines(), f"schema: {SCHEMA}", f"made_at: {quoted(made_at)}", "machine:"]
    head += [f"  os: {machine.os.value}", f"  release: {scalar(machine.release)}"]
    head += [f"  id: {scalar(machine.pseudonym())}"]
    lines: list[str] = []
    # In an order of their own: which thread asked first tells nothing.
    for request, reply in sorted(machine.replies.items(), key=_place):
        # What is not set in the environment is not written: a recording without it says the same.
        if reply is None:
            continue
        clean = scrubbed(request, unnamed(request, _needed(machine.os, request, reply)))
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
    lines = [line for key, value in members.items() for line in member(key, value, "    ")]
    return ["  - " + lines[0].removeprefix("    "), *lines[1:]]


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


def _registry(request: ReadRegistry, reply: Any) -> dict[str, Any]:
    members: dict[str, Any] = {"registry": _text(str(request))}
    members |= {"names": list(map(_text, request.names))} if request.names else {}
    return members | ({"values": _told(reply)} if reply else {})


def _native(request: AskNative, reply: Any) -> dict[str, Any]:
    return {"native": request.name} | ({} if reply is None else {"reply": _told(reply)})


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
    ReadRegistry: _registry,
    AskNative: _native,
}
