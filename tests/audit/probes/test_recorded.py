"""Reading a recording: whatever somebody hands over is either read whole or refused with its place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerkit.audit.probes.machine import (
    BusCall,
    Clock,
    CouldNotLook,
    Environ,
    ListFolder,
    Missing,
    Output,
    ReadFile,
    Refused,
    RunCommand,
    TooSlow,
    WhoAmI,
)
from peerkit.audit.probes.recorded import RecordedMachine, demo_names, demo_path, load_recording
from peerkit.errors import BadData, NotFound, PeerkitError, UnreadableFile
from peerkit.model.check import OS

HEAD = """\
schema: peerkit.recording/1
made_at: "2026-11-21T10:00:00Z"
machine: {os: linux, release: Test OS 1, id: ab12}
asked:
"""


def load(text: str | bytes, folder: Path) -> RecordedMachine:
    file = folder / "machine.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_recording(file)


def test_a_machine_from_a_recording(tmp_path: Path) -> None:
    machine = load(
        HEAD
        + """\
  - {read: /etc/a, text: "one\\n"}
  - {read: /etc/raw, hex: ff00}
  - {folder: /etc, names: [a, raw]}
  - {run: [tool, -x], exit: 1, stdout: out}
  - {clock: 1795000000}
  - {whoami: 1000, account: robin, home: /home/robin}
  - {environ: LANG, value: C.UTF-8}
  - {bus: system, name: a.b, path: /, interface: a.b, member: Get, reply: [{bytes: "6869"}, {pairs: [[1, x]]}]}
""",
        tmp_path,
    )
    assert (machine.os, machine.release, machine.pseudonym()) == (OS.LINUX, "Test OS 1", "ab12")
    assert machine.read("/etc/a") == b"one\n"
    assert machine.read("/etc/raw") == b"\xff\x00"
    assert machine.folder("/etc") == ("a", "raw")
    assert machine.run("tool", "-x") == Output(1, "out")
    assert machine.now() == 1_795_000_000
    assert machine.whoami() == (1000, "robin", "/home/robin")
    assert machine.environ("LANG") == "C.UTF-8"
    assert machine.call(BusCall("system", "a.b", "/", "a.b", "Get")) == [b"hi", {1: "x"}]


@pytest.mark.parametrize("request_", [ReadFile("/x"), ListFolder("/x"), RunCommand(("x",)), Clock(), WhoAmI()])
def test_what_it_does_not_hold_could_not_be_looked_at(request_: Any, tmp_path: Path) -> None:
    machine = load(HEAD.replace("asked:", "asked: []"), tmp_path)
    with pytest.raises(Missing, match="the recording does not hold this"):
        machine.answer(request_)
    assert machine.answer(Environ("X")) is None, "what is not set is not written down"


@pytest.mark.parametrize(("word", "kind"), [("missing", Missing), ("refused", Refused), ("too slow", TooSlow)])
def test_failures_are_replayed(word: str, kind: type[CouldNotLook], tmp_path: Path) -> None:
    machine = load(f"{HEAD}  - {{read: /a, failed: {word}, reason: because, hint: ask root}}\n", tmp_path)
    with pytest.raises(kind) as caught:
        machine.read("/a")
    assert (caught.value.unknown.reason, caught.value.unknown.hint) == ("because", "ask root")


MISTAKES = {
    "{read: /a, text: x, colour: red}": "5:25: asked[1].colour: unknown key",
    "{raed: /a, text: x}": "asked[1]: expected exactly one of read",
    "{read: /a, folder: /a}": "expected exactly one of",
    "{read: /a}": "expected text or hex",
    "{read: /a, hex: abc}": "even number of hex digits",
    '{read: /a, hex: "0g"}': "even number of hex digits",
    "{read: /a, hex: 12}": "hex digits belong in quotes",
    '{read: "", text: x}': "expected text, found nothing",
    "{read: /a, text: {hex: zz}}": "even number of hex digits",
    "{read: /a, text: {hexx: aa}}": "unknown key",
    "{folder: /a}": "the key 'names' is missing",
    "{folder: /a, names: x}": "expected a list",
    "{folder: /a, names: [no]}": "put it in quotes",
    "{run: [x]}": "the key 'exit' is missing",
    "{run: [x], exit: 999}": "expected a number from -255 to 255",
    "{run: x, exit: 0}": "expected a list",
    "{state: /a, kind: file}": "the key 'mode' is missing",
    "{whoami: 0}": "the key 'account' is missing",
    "{clock: soon}": "expected a number",
    "{bus: system, name: a}": "the key 'path' is missing",
    "{bus: system, name: a, path: /, interface: a, member: b}": "the key 'reply' is missing",
    "{bus: system, name: a, path: /, interface: a, member: b, reply: [{bytes: x}]}": "even number of hex digits",
    "{bus: system, name: a, path: /, interface: a, member: b, reply: [{pairs: [[1]]}]}": "a plain key and its value",
    "{bus: system, name: a, path: /, interface: a, member: b, reply: [{pairs: [[[1], 2]]}]}": "a plain key",
    "{open: /dev/video, held: [[a]], hidden: 0}": "expected pairs of file and program",
    "{read: /a, failed: broken, reason: x}": "expected one of garbled, missing, refused, too slow",
    "{read: /a, failed: missing}": "the key 'reason' is missing",
    "[read, /a]": "expected names with values",
    "read": "expected names with values",
}


@pytest.mark.parametrize("entry", MISTAKES)
def test_a_mistake_is_named_with_its_place(entry: str, tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        load(f"{HEAD}  - {entry}\n", tmp_path)
    assert MISTAKES[entry] in caught.value.message
    assert "machine.yaml:5:" in caught.value.message


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("recording/1", "recording/9"), "expected one of peerkit.recording/1"),
        (("os: linux", "os: beos"), "expected one of linux, macos, windows"),
        (("release: Test OS 1", "relase: x"), "unknown key; did you mean 'release'?"),
        (("id: ab12", 'id: "../x"'), "letters, digits and hyphens"),
        (("schema:", "shema:"), "the key 'schema' is missing"),
        (("made_at:", "asked: []\nmade_at:"), "this key stands here twice"),
    ],
)
def test_a_wrong_head_is_refused(change: tuple[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        load(HEAD.replace(*change) + "  - {clock: 1}\n", tmp_path)
    assert said in caught.value.message


def test_the_same_question_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"asked\[2\]: this was asked already further up"):
        load(HEAD + "  - {read: /a, text: x}\n  - {read: /a, text: z}\n", tmp_path)


BOMBS = {
    "aliases": "a: &a [x, x]\nb: [*a, *a]\n",
    "a tag": "schema: !!python/object/apply:os.system [id]\n",
    "depth": HEAD + "  - " + "[" * 100_000,
    "many values": HEAD + "  - {folder: /a, names: [" + "x," * 400_000 + "]}\n",
    "a text of 2 MB": HEAD + f"  - {{read: /a, text: {'x' * 2_000_000}}}\n",
    "a file of 9 MB": HEAD + "#" * 9_000_000,
    "two documents": HEAD + "  - {clock: 1}\n---\na: 1\n",
    "nothing": "",
    "a null byte": HEAD + "  - {read: /a, text: \0}\n",
    "not UTF-8": HEAD.encode() + b"  - {read: /a, text: \xff}\n",
    "a list": "- 1\n",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_and_rubbish_are_refused(bomb: str, tmp_path: Path) -> None:
    with pytest.raises((BadData, UnreadableFile)) as caught:
        load(BOMBS[bomb], tmp_path)
    assert len(caught.value.message) < 4000


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "none", "."):
        with pytest.raises(UnreadableFile):
            load_recording(tmp_path / name)


def test_demos_are_found_by_name_only() -> None:
    for name in ("../../settings", "", "no such", "/etc/passwd"):
        with pytest.raises(NotFound):
            demo_path(name)
    for name in demo_names():
        assert demo_path(name).is_file()


PIECES = st.sampled_from(
    ["read", "run", "bus", "state", "failed", ": ", "[", "]", "{", "}", "- ", "\n  ", "'", '"', "/a", "hex", "0", "~"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    try:
        machine = load(f"{HEAD}  - {{{text}".encode("utf-8", "surrogatepass"), tmp_path)
    except PeerkitError as error:
        assert error.message  # noqa: PT017  # either way is right; nothing else may be raised
    else:
        assert machine.os is OS.LINUX
