"""Promises that no unit can keep alone: no network, nothing changed, shown by tracing system calls."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real import tool

PEERKIT = str(Path(sys.executable).with_name("peerkit"))
COMMANDS = [
    ["ready", "--format", "json"],
    ["ready", "--plain", "--no-save"],
    ["checklist", "run", "workday-start", "--format", "json"],
    ["checklist", "history"],
    ["settings", "show"],
]
# Opening for writing, making, removing, renaming and changing the rights of files.
WRITES = re.compile(
    r"^\d+ +(?:open|openat|creat|mkdir|mkdirat|rename|renameat2?|unlink|unlinkat|chmod|fchmodat|truncate)\("
)


def traced(command: list[str], calls: str, folder: Path) -> list[str]:
    """The system calls of a command and of everything it starts."""
    log = folder / "trace"
    # 0: fine, 1: failed, 3: could not be determined, 4: could not run
    done = subprocess.run(
        [tool("strace"), "-f", "-qq", "-e", f"trace={calls}", "-o", str(log), PEERKIT, *command],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode in (0, 1, 3), done.stderr
    return log.read_text(errors="replace").splitlines()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_internet_socket_is_ever_opened(command: list[str], tmp_path: Path) -> None:
    opened = [line for line in traced(command, "socket,socketpair,connect,sendto,bind", tmp_path) if "AF_INET" in line]
    assert not opened, opened


def test_the_trace_would_see_an_internet_socket(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run([tool("strace"), "-f", "-qq", "-e", "trace=socket", "-o", str(log), sys.executable, "-c", program])
    assert "AF_INET" in log.read_text()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_changed_but_the_history(command: list[str], tmp_path: Path) -> None:
    written = []
    for line in traced(command, "file", tmp_path):
        if not WRITES.match(line) or " = -1 " in line:
            continue
        opening = "open" in line.split("(")[0]
        if opening and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", line):
            continue
        # A file made with O_TMPFILE never gets a name: it is memory, not a change.
        if "O_TMPFILE" not in line and not re.search(r'"(/dev/(null|tty)|[^"]*__pycache__[^"]*|/proc/[^"]*)"', line):
            written.append(line)
    own = str(tmp_path / "home" / "state")
    assert not [line for line in written if own not in line], written
