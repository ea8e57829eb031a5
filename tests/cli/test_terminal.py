"""The keyboard in a real terminal: what is no text, what is no key, and what ends it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

PEERKIT = str(Path(sys.executable).with_name("peerkit"))


def hear_ctrl_c() -> None:
    """Whoever starts the tests in the background has them, and so the child, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def ready(request: pytest.FixtureRequest) -> Iterator[pexpect.spawn]:
    """``peerkit ready`` in a terminal that reads strict UTF-8, at its first question."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8:strict", "TERM": "dumb"}
    child = pexpect.spawn(
        PEERKIT, ["ready", "--no-save"], env=environment, timeout=30, dimensions=(24, 80), preexec_fn=hear_ctrl_c
    )
    child.expect("1 of [0-9]+")
    child.expect("leave and come back later")
    yield child
    child.close(force=True)


def exit_code(child: pexpect.spawn) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    code: int | None = child.exitstatus
    return code


def test_bytes_that_are_no_text_as_a_reason(ready: pexpect.spawn) -> None:
    ready.send("s")
    ready.expect("Enter alone goes back")
    ready.send(b"\xff\xfe because\r")
    ready.expect("You said: skipped")


def test_bytes_that_are_no_text_as_a_key(ready: pexpect.spawn) -> None:
    ready.send(b"\xff")
    ready.expect("Please press one of the keys above")
    ready.send("y")
    ready.expect("You said: yes")


def test_arrow_keys_and_pasted_text_answer_nothing(ready: pexpect.spawn) -> None:
    for keys in ("\x1b[A", "\x1bOP", "yes", "nnn"):
        ready.send(keys)
        ready.expect("Please press one of the keys above")
    ready.send("q")
    assert exit_code(ready) == 3


@pytest.mark.parametrize("keys", ["q", "\x03", "\x04"])
def test_leaving_by_key(ready: pexpect.spawn, keys: str) -> None:
    ready.send(keys)
    ready.expect("You left. Nothing was kept.")
    assert exit_code(ready) == 3


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
def test_leaving_in_the_middle_of_a_reason(ready: pexpect.spawn, keys: str) -> None:
    ready.send("s")
    ready.expect("Enter alone goes back")
    ready.expect("> ")
    ready.send(keys)
    ready.expect("You left.")
    assert exit_code(ready) == 3
