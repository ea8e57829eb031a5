"""What is written is what was answered: replayed, it gives the same replies and the same findings, and no secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    Clock,
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
    Remembered,
    Request,
    RunCommand,
    Signature,
    State,
    TooSlow,
    WhoAmI,
)
from peerkit.audit.probes.recorded import RecordedMachine, load_recording
from peerkit.audit.probes.recording import _WRITERS, write_recording
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.errors import UnsafeRecording
from tests.fake_machine import FakeMachine

MADE_AT = "2026-11-21T10:00:00Z"
HOSTILE = "\x1b[2J[red]<script>=cmd()\n\r\t\x00\x85\u2028\u202e\ufeff\udcff \\ \" '"


def recorded(replies: dict[Request, Any], folder: Path) -> RecordedMachine:
    """Ask everything, write it down, read it back."""
    machine = Remembered(FakeMachine(replies))
    for request in replies:
        try:
            machine.answer(request)
        except (Missing, Refused, TooSlow, Garbled):
            continue
    file = folder / "machine.yaml"
    file.write_text(write_recording(machine, MADE_AT))
    return load_recording(file)


def told(machine: Machine, request: Request) -> Any:
    try:
        return machine.answer(request)
    except (Missing, Refused, TooSlow, Garbled) as failure:
        return type(failure), failure.unknown


def unfailing(reply: Any) -> Any:
    return (type(reply), reply.unknown) if isinstance(reply, Missing | Refused | TooSlow | Garbled) else reply


ONE_OF_EACH: dict[Request, Any] = {
    Clock(): 1_795_000_000.25,
    ReadRegistry("HKLM", "SOFTWARE\\Example", ("Text", "Number")): {"Text": "C:\\x", "Number": 5, "Raw": b"\1\0"},
    ReadRegistry("HKCU", "Empty"): {},
    AskNative("power"): {"percent": 96, "list": [1, None, {"a": False}], "bytes": "not bytes"},
    WhoAmI(): (1000, "robin", "/home/robin"),
    Environ("LANG"): "C.UTF-8",
    ReadFile("/etc/a"): b"one\n  two\n\nthree",
    ReadFile("/etc/b"): b"\xff\x00\x01",
    ReadFile("/etc/empty"): b"",
    ListFolder("/etc"): ["a", "b", "no", "1", " x", "[", "#"],
    ReadLink("/etc/l"): "../b",
    Changed("/etc/a"): 1.5,
    FileState("/etc/a"): State("file", 0o600, 0, 0, 5),
    ReadWithoutSecrets("/etc/k", "keyfile"): [{}, {"wifi.ssid": "4869", "secret.psk": "STRONG 00ff00ff00ff00ff"}],
    Signature("/k"): "",
    Signature("/l"): "kwallet",
    OpenFiles("/dev/video"): Holders((("/dev/video0", "cheese"),), 3),
    RunCommand(("tool", "", "-x")): Output(1, "out\n", "err"),
    BusCall("system", "a.b", "/c", "d", "e", "s", ("", "f")): [
        "x",
        1,
        2.5,
        True,
        b"\x00\xff",
        {"k": [b"", "", {}]},
        [],
    ],
}


def test_every_kind_of_question_comes_back_as_it_was(tmp_path: Path) -> None:
    machine = recorded(ONE_OF_EACH, tmp_path)
    for request, reply in ONE_OF_EACH.items():
        assert told(machine, request) == reply, request
        assert type(told(machine, request)) is type(reply), request


def test_every_kind_of_question_can_be_written() -> None:
    assert set(_WRITERS) == set(get_args(Request))
    assert {type(request) for request in ONE_OF_EACH} == set(_WRITERS), "this test asks all of them"


@pytest.mark.parametrize("kind", [Missing, Refused, TooSlow, Garbled])
def test_failures_come_back_with_reason_and_hint(kind: type[Any], tmp_path: Path) -> None:
    failures = {request: kind(f"because {HOSTILE}", f"read {HOSTILE}") for request in ONE_OF_EACH}
    failures[ReadFile("/etc/no-hint")] = kind("just so")
    machine = recorded(failures, tmp_path)
    for request, failure in failures.items():
        assert told(machine, request) == unfailing(failure), request


def test_names_and_texts_of_any_kind(tmp_path: Path) -> None:
    hostile: dict[Request, Any] = {
        WhoAmI(): (0, HOSTILE, f"/home/{HOSTILE}"),
        Environ("X"): HOSTILE,
        ReadFile(f"/etc/{HOSTILE}"): HOSTILE.encode("utf-8", "surrogateescape"),
        ListFolder(f"/{HOSTILE}"): [HOSTILE, "plain"],
        ReadLink("/l"): HOSTILE,
        ReadWithoutSecrets(f"/{HOSTILE}", "keyfile"): [{"k": HOSTILE}],
        OpenFiles("/x"): Holders(((HOSTILE, HOSTILE),), 0),
        RunCommand(("tool", HOSTILE)): Output(0, HOSTILE, HOSTILE * 2),
        BusCall("system", "a", "/", "b", "c"): [{HOSTILE[:-1].replace("\udcff", ""): HOSTILE.replace("\udcff", "")}],
    }
    machine = recorded(hostile, tmp_path)
    for request, reply in hostile.items():
        assert told(machine, request) == reply, request
    text = (tmp_path / "machine.yaml").read_text()
    assert all(char == "\n" or char.isprintable() for char in text)


def test_what_is_not_set_in_the_environment_takes_no_line(tmp_path: Path) -> None:
    machine = recorded({Environ("UNSET"): None}, tmp_path)
    assert machine.environ("UNSET") == ""
    assert "UNSET" not in (tmp_path / "machine.yaml").read_text()


def test_long_answers_come_in_pieces(tmp_path: Path) -> None:
    long: dict[Request, Any] = {
        RunCommand(("long",)): Output(0, "line of text\n" * 45_000),
        ReadFile("/bin"): b"\xfe" * 300_000,
    }
    machine = recorded(long, tmp_path)
    for request, reply in long.items():
        assert told(machine, request) == reply


def test_too_much_is_refused_before_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerkit.audit.probes.recording.MAX_BYTES", 1024 * 1024)
    replies: dict[Request, Any] = {ReadFile(f"/f{n}"): b"x y\n" * 60_000 for n in range(5)}
    machine = Remembered(FakeMachine(replies))
    for request in replies:
        machine.answer(request)
    with pytest.raises(UnsafeRecording, match="1 MB"):
        write_recording(machine, MADE_AT)


def test_what_looks_like_a_secret_is_left_out_and_said(tmp_path: Path) -> None:
    request, key = RunCommand(("strange",)), "nQ8fJ2kLx7Vb4TzR1mWc9YpD3sHg6aEu5oNi0BtUqXw="
    machine, told_of = Remembered(FakeMachine({request: Output(0, key), Clock(): 1.0})), []
    for asked in (request, Clock()):
        machine.answer(asked)
    file = tmp_path / "machine.yaml"
    file.write_text(write_recording(machine, MADE_AT, left_out=told_of.append))
    assert key not in file.read_text()
    assert told_of == ["RunCommand(argv=('strange',))"]
    replayed = load_recording(file)
    assert told(replayed, request)[0] is Refused
    assert replayed.now() == 1.0


def test_an_answer_nested_too_deep_is_recorded_as_not_understood(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(60):
        deep = [deep]
    call = BusCall("system", "a", "/", "b", "c")
    assert told(recorded({call: [deep]}, tmp_path), call)[0] is Garbled


def test_a_recording_is_readable(tmp_path: Path) -> None:
    recorded(ONE_OF_EACH, tmp_path)
    text = (tmp_path / "machine.yaml").read_text()
    assert "  - read: /etc/a\n    text: |2-\n      one\n        two\n\n      three\n" in text
    assert '    names: [a, b, "no", "1", " x", "[", "#"]\n' in text
    assert "  - run: [tool" in text
    assert text.startswith("# What PeerKit asked this machine")


def test_the_order_does_not_depend_on_who_asked_first(tmp_path: Path) -> None:
    texts = []
    for replies in (ONE_OF_EACH, dict(reversed(ONE_OF_EACH.items()))):
        recorded(replies, tmp_path)
        texts.append((tmp_path / "machine.yaml").read_text())
    assert texts[0] == texts[1]


ANY_TEXT = st.text(max_size=40)
WORDS = st.text(alphabet="ab =:#-'\"[]{},&*!|>%@`\\\n\t~0", max_size=30)
TEXTS = ANY_TEXT | WORDS | st.sampled_from(["no", "1:30", "010", "null", "~", "2026-11-21", "- a", "a: b", "|", ">"])
SIMPLE = TEXTS | st.integers(-(2**63), 2**64 - 1) | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
D_BUS = st.recursive(
    SIMPLE | st.binary(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.integers(0, 9), inner, max_size=3),
    max_leaves=8,
)


def safe(reply: Any) -> bool:
    """Leave out what the scrubber rightly changes: this test is about writing."""
    from peerkit.audit.probes.scrub import scrubbed

    return bool(scrubbed(BusCall("system", "", "", "", ""), reply) == reply)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(D_BUS, max_size=3).filter(safe), st.binary(max_size=60).filter(lambda raw: safe([raw])), TEXTS)
def test_any_answer_comes_back(tmp_path: Path, reply: list[Any], raw: bytes, name: str) -> None:
    if not name or not safe(name) or not safe([raw.decode("utf-8", "surrogateescape")]):
        return
    call, file, run = BusCall("system", "a", "/", "b", "c"), ReadFile(f"/{name}"), RunCommand(("x", name))
    text = raw.decode("utf-8", "surrogateescape")
    replies: dict[Request, Any] = {call: reply, file: raw, run: Output(0, text, name), ListFolder("/"): [name]}
    machine = recorded(replies, tmp_path)
    for request, expected in replies.items():
        assert told(machine, request) == expected
