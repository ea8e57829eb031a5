"""A machine replayed from a recording.

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
    Clock,
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
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.datafile import Record, Value, load
from peerkit.errors import NotFound
from peerkit.model.check import OS

SCHEMA = "peerkit.recording/1"
DEMOS = Path(__file__).parents[1] / "demos"
FAILURES: dict[str, type[CouldNotLook]] = {
    "missing": Missing,
    "refused": Refused,
    "too slow": TooSlow,
    "garbled": Garbled,
}


class RecordedMachine(Machine):
    """Answers from a recording; what was not asked then is ``Missing`` now."""

    def __init__(self, system: OS, release: str, replies: Mapping[Request, Any], known_as: str = "unknown") -> None:
        self.os, self.release = system, release
        self._replies = dict(replies)
        self._known_as = known_as

    def pseudonym(self) -> str:
        return self._known_as

    def answer(self, request: Request) -> Any:
        if request not in self._replies:
            if isinstance(request, Environ):
                return None
            raise Missing("the recording does not hold this")
        reply = self._replies[request]
        if isinstance(reply, CouldNotLook):
            raise reply
        return reply


def demo_names() -> tuple[str, ...]:
    """The made-up machines that ship with PeerKit."""
    return tuple(sorted(path.stem for path in DEMOS.glob("*.yaml")))


def demo_path(name: str) -> Path:
    """The recording of a made-up machine. Raises ``NotFound``."""
    if name not in demo_names():
        raise NotFound(f"There is no demo named {name!r}.", f"There are: {', '.join(demo_names())}.")
    return DEMOS / f"{name}.yaml"


def load_recording(path: Path) -> RecordedMachine:
    """Read a recording. Raises ``UnreadableFile`` or ``BadData`` with file, line and column."""
    record = load(path).record(("schema", "made_at", "machine", "asked"))
    record["schema"].choice({SCHEMA: SCHEMA})
    record["made_at"].text()
    machine = record["machine"].record(("os", "release"), ("id",))
    system = machine["os"].choice({system.value: system for system in OS})
    replies: dict[Request, Any] = {}
    for entry, (request, reply) in zip(record["asked"].list(), record["asked"].each(_entry), strict=True):
        if request in replies:
            entry.fail("this was asked already further up")
        replies[request] = reply
    return RecordedMachine(system, machine["release"].text(200), replies, machine.get("id", _pseudonym, "unknown"))


def _pseudonym(value: Value) -> str:
    return value.matching(r"[A-Za-z0-9-]{1,40}", "letters, digits and hyphens")


def _entry(value: Value) -> tuple[Request, Any]:
    kinds = [key for key in value.mapping() if key in _READERS]
    if len(kinds) != 1:
        value.fail(f"expected exactly one of {', '.join(_READERS)}")
    own, read = _READERS[kinds[0]]
    if "failed" in value.mapping():
        record = value.record((kinds[0], "failed", "reason"), ("hint", *own))
        kind = record["failed"].choice(FAILURES)
        failure = kind(_path(record["reason"]), record.get("hint", _string, ""))
    else:
        record, failure = value.record((kinds[0],), own), None
    try:
        return read(record, failure)
    except KeyError as missing:
        value.fail(f"the key {missing} is missing")


def _bytes(record: Record) -> bytes:
    if "hex" in record:
        return _unhexed(record["hex"])
    if "text" not in record:
        record.value.fail("expected text or hex")
    return _string(record["text"]).encode("utf-8", "surrogateescape")


def _string(value: Value) -> str:
    """Text as it is; as ``{hex: ...}`` where it is not UTF-8; as a list of pieces where it is very long."""
    if isinstance(value.data, dict):
        return _unhexed(value.record(("hex",))["hex"]).decode("utf-8", "surrogateescape")
    if isinstance(value.data, list):
        return "".join(value.each(_string))
    if not isinstance(value.data, str | None):
        value.refuse("text")
    return value.data or ""


def _path(value: Value) -> str:
    return _string(value) or value.text()


def _unhexed(value: Value) -> bytes:
    if isinstance(value.data, list):
        return b"".join(value.each(_unhexed))
    if isinstance(value.data, int) and not isinstance(value.data, bool):
        value.fail("hex digits belong in quotes")
    digits = _string(value)
    if len(digits) % 2 or not set(digits) <= set("0123456789abcdef"):
        value.fail("expected an even number of hex digits")
    return bytes.fromhex(digits)


def _reply(value: Value) -> Any:
    """A D-Bus value as it is; ``{bytes: <hex>}``, and ``{pairs: [[key, value], ...]}`` where keys are no names."""
    if isinstance(value.data, dict):
        if set(value.data) == {"bytes"}:
            return _unhexed(value.data["bytes"])
        if set(value.data) == {"pairs"}:
            return dict(value.data["pairs"].each(_pair))
        return {key: _reply(entry) for key, entry in value.data.items()}
    if isinstance(value.data, list):
        return [_reply(entry) for entry in value.data]
    return value.plain()


def _pair(value: Value) -> tuple[Any, Any]:
    pair = value.list()
    if len(pair) != 2 or isinstance(pair[0].data, dict | list):
        value.fail("expected a plain key and its value")
    return pair[0].plain(), _reply(pair[1])


def _read_file(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ReadFile(_path(record["read"])), failure or _bytes(record)


def _read_folder(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ListFolder(_path(record["folder"])), failure or list(record["names"].each(_path))


def _read_link(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return ReadLink(_path(record["link"])), failure or _path(record["to"])


def _read_changed(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Changed(_path(record["changed"])), failure or record["at"].number(0, 1e11)


def _read_state(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    if failure:
        return FileState(_path(record["state"])), failure
    mode, uid, gid, size = (int(record[key].number(0, 2**63)) for key in ("mode", "uid", "gid", "size"))
    return FileState(_path(record["state"])), State(record["kind"].text(), mode, uid, gid, size)


def _read_profile(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    request = ReadWithoutSecrets(_path(record["profile"]), record["form"].text())
    if failure:
        return request, failure
    settings = record["settings"].each(lambda v: {key: _string(value) for key, value in v.mapping().items()})
    return request, list(settings)


def _read_signature(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Signature(_path(record["starts"])), failure or record.get("is", _string, "")


def _read_run(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    request = RunCommand(record["run"].each(_string))
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
    return Environ(_path(record["environ"])), failure or record.get("value", _string, None)


def _read_open(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    if failure:
        return OpenFiles(_path(record["open"])), failure
    pairs = record["held"].each(lambda v: tuple(v.each(_string)))
    if any(len(pair) != 2 for pair in pairs):
        record["held"].fail("expected pairs of file and program")
    held = tuple((file, program) for file, program in pairs)
    return OpenFiles(_path(record["open"])), Holders(held, int(record["hidden"].number(0, 1e7)))


def _read_whoami(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return WhoAmI(), failure or (
        int(record["whoami"].number(0, 2**32)),
        _path(record["account"]),
        _path(record["home"]),
    )


def _read_clock(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return Clock(), failure or record["clock"].number(0, 1e11)


def _read_registry(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    hive, _, key = _path(record["registry"]).partition("\\")
    names = record.get("names", lambda v: v.each(_string), ())
    return ReadRegistry(hive, key, names), failure or dict(record.get("values", _reply, {}))


def _read_native(record: Record, failure: CouldNotLook | None) -> tuple[Request, Any]:
    return AskNative(record["native"].text()), failure or _reply(record["reply"])


_BUS_KEYS = ("name", "path", "interface", "member", "signature", "arguments", "reply")
_READERS: dict[str, tuple[tuple[str, ...], Callable[..., tuple[Request, Any]]]] = {
    "read": (("text", "hex"), _read_file),
    "folder": (("names",), _read_folder),
    "link": (("to",), _read_link),
    "changed": (("at",), _read_changed),
    "state": (("kind", "mode", "uid", "gid", "size"), _read_state),
    "profile": (("form", "settings"), _read_profile),
    "starts": (("is",), _read_signature),
    "run": (("exit", "stdout", "stderr"), _read_run),
    "bus": (_BUS_KEYS, _read_bus),
    "environ": (("value",), _read_environ),
    "open": (("held", "hidden"), _read_open),
    "whoami": (("account", "home"), _read_whoami),
    "clock": ((), _read_clock),
    "registry": (("names", "values"), _read_registry),
    "native": (("reply",), _read_native),
}
