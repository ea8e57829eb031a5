"""A machine replayed from a recording, and the writing of one.

A recording is the list of everything that was asked of a machine in one run, with each reply or
the reason there was none. Replaying it gives the same facts anywhere; what it does not hold is
"could not find out", never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    CouldNotLook,
    Environ,
    FileState,
    Garbled,
    Holders,
    ListFolder,
    Machine,
    Missing,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Refused,
    Request,
    RunCommand,
    Signature,
    State,
    TooSlow,
    WhoAmI,
)
from peerkit.datafile import Record, Value, load
from peerkit.model.check import OS

SCHEMA = "peerkit.recording/1"
_FAILURES: dict[str, type[CouldNotLook]] = {
    "missing": Missing,
    "refused": Refused,
    "too slow": TooSlow,
    "garbled": Garbled,
}


class RecordedMachine(Machine):
    """Answers from a recording; what was not asked then is ``Missing`` now."""

    def __init__(self, system: OS, release: str, replies: Mapping[Request, Any]) -> None:
        self.os, self.release = system, release
        self._replies = dict(replies)

    def answer(self, request: Request) -> Any:
        if request not in self._replies:
            if isinstance(request, Environ):
                return None
            raise Missing("the recording does not hold this")
        reply = self._replies[request]
        if isinstance(reply, CouldNotLook):
            raise reply
        return reply


def load_recording(path: Path) -> RecordedMachine:
    """Read a recording. Raises ``UnreadableFile`` or ``BadData`` with file, line and column."""
    record = load(path).record(("schema", "made_at", "machine", "asked"))
    record["schema"].choice({SCHEMA: SCHEMA})
    record["made_at"].text()
    machine = record["machine"].record(("os", "release"))
    system = machine["os"].choice({system.value: system for system in OS})
    replies: dict[Request, Any] = {}
    for entry, (request, reply) in zip(record["asked"].list(), record["asked"].each(_entry), strict=True):
        if request in replies:
            entry.fail("this was asked already further up")
        replies[request] = reply
    return RecordedMachine(system, machine["release"].text(), replies)


def _entry(value: Value) -> tuple[Request, Any]:
    kinds = [key for key in value.mapping() if key in _READERS]
    if len(kinds) != 1:
        value.fail(f"expected exactly one of {', '.join(_READERS)}")
    own, read = _READERS[kinds[0]]
    if "failed" in value.mapping():
        record = value.record((kinds[0], "failed", "reason"), own)
        failure = record["failed"].choice(_FAILURES)
        return read(record, failure=failure(record["reason"].text()))
    return read(value.record((kinds[0],), own), failure=None)


def _bytes(record: Record) -> bytes:
    if "hex" in record:
        return bytes.fromhex(record["hex"].matching(r"([0-9a-f]{2})*", "an even number of hex digits"))
    if "text" not in record:
        record.value.fail("expected text or hex")
    return _string(record["text"]).encode("utf-8", "surrogateescape")


def _string(value: Value) -> str:
    if not isinstance(value.data, str | None):
        value.refuse("text")
    return value.data or ""


def _reply(value: Value) -> Any:
    """A D-Bus value: bytes are written as ``{bytes: <hex>}``, all else as it is."""
    if isinstance(value.data, dict):
        if set(value.data) == {"bytes"}:
            return bytes.fromhex(value.data["bytes"].matching(r"([0-9a-f]{2})*", "an even number of hex digits"))
        return {key: _reply(entry) for key, entry in value.data.items()}
    if isinstance(value.data, list):
        return [_reply(entry) for entry in value.data]
    return value.plain()


def _read_file(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ReadFile(record["read"].text()), failure or _bytes(record)


def _read_folder(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ListFolder(record["folder"].text()), failure or list(record["names"].each(Value.text))


def _read_link(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ReadLink(record["link"].text()), failure or record["to"].text()


def _read_changed(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Changed(record["changed"].text()), failure or record["at"].number(0, 1e11)


def _read_state(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    if failure:
        return FileState(record["state"].text()), failure
    mode, uid, gid, size = (int(record[key].number(0, 2**63)) for key in ("mode", "uid", "gid", "size"))
    return FileState(record["state"].text()), State(record["kind"].text(), mode, uid, gid, size)


def _read_profile(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    request = ReadWithoutSecrets(record["profile"].text(), record["form"].text())
    if failure:
        return request, failure
    return request, record["settings"].each(
        lambda entry: {key: _string(value) for key, value in entry.mapping().items()}
    )


def _read_signature(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Signature(record["signature"].text()), failure or record.get("is", _string, "")


def _read_run(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    request = RunCommand(record["run"].each(Value.text))
    if failure:
        return request, failure
    texts = (record.get("stdout", _string, ""), record.get("stderr", _string, ""))
    return request, Output(int(record["exit"].number(-255, 255)), *texts)


def _read_bus(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    call = BusCall(
        bus=record["bus"].text(),
        name=record["name"].text(),
        path=record["path"].text(),
        interface=record["interface"].text(),
        member=record["member"].text(),
        signature=record.get("signature", _string, ""),
        arguments=record.get("arguments", lambda v: v.each(_string), ()),
    )
    return call, failure or [_reply(entry) for entry in record["reply"].list()]


def _read_environ(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Environ(record["environ"].text()), failure or record.get("value", _string, None)


def _read_open(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    if failure:
        return OpenFiles(record["open"].text()), failure
    pairs = record["held"].each(lambda v: tuple(v.each(Value.text)))
    held = tuple((file, program) for file, program in pairs)
    return OpenFiles(record["open"].text()), Holders(held, int(record["hidden"].number(0, 1e7)))


def _read_whoami(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return WhoAmI(), failure or (
        int(record["whoami"].number(0, 2**32)),
        record["account"].text(),
        record["home"].text(),
    )


_BUS_KEYS = ("name", "path", "interface", "member", "signature", "arguments", "reply")
_READERS: dict[str, tuple[tuple[str, ...], Callable[..., tuple[Request, Any]]]] = {
    "read": (("text", "hex"), _read_file),
    "folder": (("names",), _read_folder),
    "link": (("to",), _read_link),
    "changed": (("at",), _read_changed),
    "state": (("kind", "mode", "uid", "gid", "size"), _read_state),
    "profile": (("form", "settings"), _read_profile),
    "signature": (("is",), _read_signature),
    "run": (("exit", "stdout", "stderr"), _read_run),
    "bus": (_BUS_KEYS, _read_bus),
    "environ": (("value",), _read_environ),
    "open": (("held", "hidden"), _read_open),
    "whoami": (("account", "home"), _read_whoami),
}
