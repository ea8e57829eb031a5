"""Running other programs: the only place that does.

No shell; programs come from system folders only, never from a PATH someone else may have set; the
environment is clean and the locale ``C.UTF-8`` (plain ``C`` destroys network names); output is
capped; on a time-out the whole process group is killed, so that no grandchild lives on.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from peerkit.audit.probes.machine import Garbled, Missing, Output, Refused, TooSlow

SYSTEM_FOLDERS = ("/usr/bin", "/bin", "/usr/sbin", "/sbin")
# Where macOS keeps the one program about its firewall.
MAC_FOLDERS = (*SYSTEM_FOLDERS, "/usr/libexec/ApplicationFirewall")
TIME_LIMIT = 4.0
# These are slow by nature: apt reads the lists of all packages, system_profiler looks at the hardware and listens for
# networks.
SLOW = {"apt": 8.0, "apt-get": 8.0, "osascript": 10.0, "system_profiler": 20.0}
OUTPUT_LIMIT = 4 * 1024 * 1024
# What desktop tools need to find the session of the person at the screen; nothing else gets through.
PASSED_ON = (
    "DBUS_SESSION_BUS_ADDRESS",
    "DBUS_SYSTEM_BUS_ADDRESS",
    "HOME",
    "LOGNAME",
    "PULSE_SERVER",
    "USER",
    "XDG_CONFIG_HOME",
    "XDG_CURRENT_DESKTOP",
    "XDG_DATA_DIRS",
    "XDG_RUNTIME_DIR",
)


def clean_environment() -> dict[str, str]:
    """The environment commands run in."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return kept | {"PATH": ":".join(SYSTEM_FOLDERS), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}


def locate(program: str, folders: Sequence[str] = SYSTEM_FOLDERS) -> str:
    """The absolute path of a program in the system folders. Raises ``Missing``."""
    for folder in folders:
        path = Path(folder) / program
        if path.is_file() and os.access(path, os.X_OK):
            return str(path)
    raise Missing(f"the program {program} is not installed")


def run(
    argv: Sequence[str],
    time_limit: float | None = None,
    output_limit: int = OUTPUT_LIMIT,
    folders: Sequence[str] = SYSTEM_FOLDERS,
) -> Output:
    """Run a program by bare name. Raises ``Missing``, ``Refused``, ``TooSlow``, or ``Garbled`` on too much output."""
    seconds = SLOW.get(argv[0], TIME_LIMIT) if time_limit is None else time_limit
    code, stdout, stderr = run_raw(argv, clean_environment(), seconds, output_limit, folders)
    return Output(code, _decode(stdout), _decode(stderr))


def run_raw(
    argv: Sequence[str],
    environment: Mapping[str, str],
    seconds: float,
    output_limit: int = OUTPUT_LIMIT,
    folders: Sequence[str] = SYSTEM_FOLDERS,
) -> tuple[int, bytes, bytes]:
    """The same with bytes, for a program whose output must not be kept: exit code, output, complaints."""
    path = locate(argv[0], folders)
    try:
        # A session of its own makes a process group that can be killed as one.
        child = subprocess.Popen(
            [path, *argv[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd="/" if hasattr(os, "killpg") else folders[0],
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # only Windows would open one
        )
    except OSError as error:
        raise Refused(f"{argv[0]} could not be started: {(error.strerror or 'refused').lower()}") from None
    try:
        drain = _drain if hasattr(os, "killpg") else _drain_on_windows
        stdout, stderr = drain(child, argv[0], time.monotonic() + seconds, output_limit)
        return child.wait(), stdout, stderr
    finally:
        _kill(child)


def _drain(child: subprocess.Popen[bytes], name: str, deadline: float, limit: int) -> tuple[bytes, bytes]:
    """Read both streams to their end, within the limits of time and size."""
    chunks = {stream.fileno(): bytearray() for stream in (child.stdout, child.stderr) if stream is not None}
    with selectors.DefaultSelector() as selector:
        for stream in chunks:
            selector.register(stream, selectors.EVENT_READ)
        while selector.get_map():
            left = deadline - time.monotonic()
            ready = selector.select(left) if left > 0 else []
            if not ready:
                raise TooSlow(f"the program {name} gave no answer in time")
            for key, _ in ready:
                chunk = os.read(key.fd, 65536)
                if not chunk:
                    selector.unregister(key.fd)
                chunks[key.fd] += chunk
                if len(chunks[key.fd]) > limit:
                    raise Garbled(f"{name} printed more than {limit // 1024} KB")
    stdout, stderr = chunks.values()
    try:
        child.wait(max(0.05, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise TooSlow(f"{name} did not end in time") from None
    return bytes(stdout), bytes(stderr)


def _drain_on_windows(child: subprocess.Popen[bytes], name: str, deadline: float, limit: int) -> tuple[bytes, bytes]:
    """The same where pipes cannot be waited for; too much output is noticed only at its end."""
    try:
        stdout, stderr = child.communicate(timeout=max(0.05, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise TooSlow(f"the program {name} gave no answer in time") from None
    if max(len(stdout), len(stderr)) > limit:
        raise Garbled(f"{name} printed more than {limit // 1024} KB")
    return stdout, stderr


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg") and hasattr(signal, "SIGKILL"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()
    for stream in (child.stdout, child.stderr):
        if stream is not None:
            stream.close()


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def run_attended(argv: Sequence[str]) -> int:
    """Run a program the person chose, at their terminal and in their environment, until it ends; its exit code."""
    return subprocess.run(list(argv), check=False).returncode
