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
    ["ready", "--platform", "zoom-free", "--policy", "hipaa", "--no-save"],
    ["platforms", "compare", "zoom-free", "signal", "skype"],
    ["platforms", "recommend", "--no-internet"],
    ["audit", "all", "--format", "json"],
    ["audit", "device", "--redact", "--format", "html"],
    ["audit", "record", "-o", "RECORDING"],
    ["audit", "passwords"],
    ["audit", "checks"],
    ["schedule", "export", "--weekdays", "--alarms", "5"],
]
# Opening for writing, making, removing, renaming and changing the rights of files.
WRITES = re.compile(
    r"^\d+ +(?:open|openat|creat|mkdir|mkdirat|rename|renameat2?|unlink|unlinkat|chmod|fchmodat|truncate)\("
)


NETWORK = "execve,socket,socketpair,connect,sendto,sendmsg,bind"


def traced(command: list[str], folder: Path) -> list[str]:
    """The system calls of a command and of everything it starts, those about networks and about files."""
    log, state = folder / "trace", folder / "home" / "state"
    command = [str(state / "machine.yaml") if word == "RECORDING" else word for word in command]
    # 0: fine, 1: failed, 3: could not be determined, 4: could not run
    done = subprocess.run(
        [tool("strace"), "-f", "-qq", "-e", f"trace={NETWORK},%file", "-o", str(log), PEERKIT, *command],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode in (0, 1, 3), done.stderr
    return log.read_text(errors="replace").splitlines()


INTERNET = re.compile(r"socket(?:pair)?\(AF_INET|sa_family=AF_INET")


def internet(lines: list[str]) -> list[str]:
    """Lines about an internet socket."""
    return [line for line in lines if INTERNET.search(line)]


def test_the_trace_would_see_an_internet_socket(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run([tool("strace"), "-f", "-qq", "-e", "trace=socket", "-o", str(log), sys.executable, "-c", program])
    assert internet(log.read_text().splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_internet_and_nothing_changed_but_the_history(command: list[str], tmp_path: Path) -> None:
    lines, written = traced(command, tmp_path), []
    assert not internet(lines), internet(lines)
    for line in lines:
        if not WRITES.match(line) or " = -1 " in line:
            continue
        opening = "open" in line.split("(")[0]
        if opening and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", line):
            continue
        # A file made with O_TMPFILE never gets a name: it is memory, not a change.
        if "O_TMPFILE" not in line and not re.search(r'"(/dev/(null|tty)|[^"]*__pycache__[^"]*|/proc/[^"]*)"', line):
            written.append(line)
    own = str(tmp_path / "home" / "state")
    # `ufw status` locks itself with a file in memory before it reads its rules.
    assert not [line for line in written if own not in line and '"/run/ufw.lock"' not in line], written
