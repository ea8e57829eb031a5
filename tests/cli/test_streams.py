"""Streams that are closed, full or broken, and faults anywhere: a message and an exit code, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit

PEERKIT = [str(Path(sys.executable).with_name("peerkit"))]
COMMANDS = ["--version", "--help", "checklist list", "checklist show pre-call", "ready --no-save --format json",
            "settings show"]  # fmt: skip
# Python writes at once, or keeps up to 8 KB back and writes at the end: the fault strikes in different places.
BUFFERING = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


def shell(line: str, words: str, unbuffered: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", *PEERKIT, *words.split()],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip


@BUFFERING
@pytest.mark.parametrize("words", COMMANDS)
def test_a_full_disk(words: str, unbuffered: str) -> None:
    ended = shell('"$@" >/dev/full', words, unbuffered)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr.startswith("The output could not be written: no space left on device.\n")
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


@BUFFERING
@pytest.mark.parametrize("words", COMMANDS)
def test_a_closed_output(words: str, unbuffered: str) -> None:
    ended = shell('"$@" >&-', words, unbuffered)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert ended.stderr == "There is nowhere to print to: the standard output is closed.\n"


@BUFFERING
@pytest.mark.parametrize("words", COMMANDS)
def test_a_reader_who_left(words: str, unbuffered: str) -> None:
    """The pipe is closed before the first byte: quietly 4, and not the 1 that means "failed"."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as broken:
        ended = subprocess.run(
            [*PEERKIT, *words.split()], env=os.environ | {"PYTHONUNBUFFERED": unbuffered}, stdin=subprocess.DEVNULL,
            stdout=broken, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (4, "")


@BUFFERING
def test_nobody_hears_the_errors(unbuffered: str) -> None:
    for line in ('"$@" 2>/dev/full', '"$@" 2>&-'):
        assert shell(line, "checklist show nosuch", unbuffered).returncode == 4
        assert shell(line, "ready --no-save", unbuffered).returncode == 3


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_a_terminal_that_cannot_show_signs(locale: str) -> None:
    ended = subprocess.run(
        [*PEERKIT, "ready", "--no-save"], env=os.environ | {"LC_ALL": locale, "PYTHONIOENCODING": "ascii"},
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 3
    assert ended.stdout.isascii()
    assert ended.stderr == b""


PLACES = [
    "peerkit.cli.run.Shelf.of_this_account", "peerkit.cli.run.load_settings", "peerkit.cli.run.for_this_machine",
    "peerkit.cli.run.prepare", "peerkit.cli.run.fill_from_file", "peerkit.render.session.render_session",
    "peerkit.render.json.render_session_json", "peerkit.checklists.engine.Run.report", "peerkit.cli.run.paper",
]  # fmt: skip
FAULTS: list[tuple[BaseException, int]] = [
    (RuntimeError("secret"), 4), (KeyError("secret"), 4), (MemoryError(), 4), (RecursionError(), 4),
    (AssertionError(), 4), (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), 4), (StopIteration(), 4),
    (OSError(errno.EIO, "Input/output error", "/a/file\x1b[31m"), 4), (KeyboardInterrupt(), 3),
    (PermissionError(errno.EACCES, "Permission denied", "/x"), 4), (NotImplementedError(), 4),
]  # fmt: skip


def raising(fault: BaseException) -> Callable[..., None]:
    def broken(*_: object, **__: object) -> None:
        raise fault

    return broken


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=lambda value: type(value).__name__)
def test_a_fault_anywhere_is_told_kindly(
    peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch, place: str, fault: BaseException, code: int
) -> None:
    monkeypatch.setattr(place, raising(fault))
    ended = peerkit("ready", *(["--format", "json"] if place.endswith("json") else []))
    assert ended.code == code
    assert ended.err.strip()
    for never in ("Traceback", "secret", "\x1b", 'File "'):
        assert never not in ended.err
    if isinstance(fault, OSError) and fault.filename:
        assert ended.err.startswith(("/a/file\\x1b[31m could not be used: input/output error.", "/x could not be used"))


def test_a_fault_says_where_it_is_and_that_a_call_is_still_a_way(
    peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerkit.cli.run.prepare", raising(ZeroDivisionError("x")))
    ended = peerkit("ready")
    assert "PeerKit itself made a mistake (ZeroDivisionError at test_streams.py:" in ended.err
    assert "a phone call is always a way to begin" in ended.err


def test_whoever_helps_can_see_the_whole_fault(peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerkit.cli.run.prepare", raising(ZeroDivisionError("x")))
    monkeypatch.setenv("PEERKIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        peerkit("ready")


@pytest.mark.parametrize("fault", [RuntimeError(), OSError(), AssertionError(), ZeroDivisionError()])
def test_a_broken_reader_is_not_known_and_harms_no_other(
    peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    from peerkit.audit.probes.linux import LinuxProbe
    from peerkit.model.facts import Power

    monkeypatch.setattr(LinuxProbe, "readers", {**LinuxProbe.readers, Power: raising(fault)})
    ended = peerkit("ready")
    assert ended.code == 3
    assert f"The answer could not be understood ({type(fault).__name__})." in ended.out


def test_a_broken_check_is_not_known_and_harms_no_other(peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from peerkit.audit.checks import load_check

    def load(name: str) -> object:
        check = load_check(name)
        return replace(check, needs={}, rule=raising(RuntimeError("secret"))) if name == "within-hours" else check

    monkeypatch.setattr("peerkit.readiness.load_check", load)
    ended = peerkit("ready")
    assert ended.code == 3
    assert "This check broke (RuntimeError); the others are not affected." in " ".join(ended.out.split())
    assert "secret" not in ended.out + ended.err


@pytest.mark.parametrize(("fault", "code"), [(KeyboardInterrupt, 3), (EOFError, 3)])
def test_stopping_at_a_yes_or_no_question_changes_nothing(
    peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], code: int
) -> None:
    peerkit("ready")
    monkeypatch.setattr("peerkit.cli.checklist.interactive", lambda: True)
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", raising(fault()))
    assert peerkit("checklist", "purge").code == code
    assert len(json.loads(peerkit("checklist", "history", "--format", "json").out)["runs"]) == 1


def test_ctrl_c_before_anything_hears_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from peerkit.__main__ import main

    monkeypatch.setattr("sys.argv", ["peerkit", "ready"])
    monkeypatch.setattr("peerkit.cli.main", raising(KeyboardInterrupt()))
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 3


@pytest.mark.parametrize("words", ["audit all", "audit passwords --ask"])
def test_a_report_that_could_not_be_written_is_refused_before_the_work(
    peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr("peerkit.audit.probes.for_this_machine", raising(AssertionError("the work began")))
    ended = peerkit(*words.split(), "-o", "/dev/null")
    assert (ended.code, ended.err.split("\n")[0]) == (2, "/dev/null is not a file.")
