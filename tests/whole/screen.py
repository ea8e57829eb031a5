"""A person at a terminal: tmux types and reads the screen."""

from __future__ import annotations

import re
import shlex
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.real import tool

_numbers = count(1)


class Screen:
    """One tmux window on a server of its own."""

    def __init__(self, socket: Path) -> None:
        self._tmux = [tool("tmux"), "-S", str(socket), "-f", "/dev/null"]

    def tmux(self, *words: str) -> str:
        return subprocess.run([*self._tmux, *words], capture_output=True, text=True, timeout=10).stdout

    def text(self) -> str:
        """What is on the screen and what has scrolled off it."""
        return self.tmux("capture-pane", "-p", "-S", "-2000", "-t", "p")

    def visible(self) -> str:
        """What is on the screen."""
        return self.tmux("capture-pane", "-p", "-t", "p")

    def press(self, *keys: str) -> None:
        """Type keys, one after the other."""
        self.tmux("send-keys", "-t", "p", *keys)

    def until(self, wanted: str, times: int = 1) -> str:
        """Wait until a text stands there that many times; the whole text."""
        deadline = time.monotonic() + 20
        while len(re.findall(re.escape(wanted), text := self.text())) < times:
            if time.monotonic() > deadline:
                pytest.fail(f"{wanted!r} never stood there {times} times:\n{text}")
            time.sleep(0.03)
        return text


@contextmanager
def terminal(folder: Path, command: list[str], environment: dict[str, str], columns: int = 80) -> Iterator[Screen]:
    """Run a command in a terminal of that width and 24 lines; its exit code is shown when it ends."""
    # A server that was just stopped may still hold its socket: each one gets its own.
    screen = Screen(folder / f"tmux-{next(_numbers)}")
    names = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items() if name != "TERM")
    # Some shells end with a command that was stopped by Ctrl-C; this one is to tell how it ended.
    line = f"trap : INT; env -i {names} TERM=screen-256color {shlex.join(command)}; echo ended with $?; exec sleep 1000"
    subprocess.run(
        [*screen._tmux, "new-session", "-d", "-s", "p", "-x", str(columns), "-y", "24", line], check=True, timeout=10
    )
    try:
        yield screen
    finally:
        screen.tmux("kill-server")
