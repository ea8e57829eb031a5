"""Real tools in tests. A missing one skips loudly, or fails where ``PEERKIT_REQUIRE_REAL=1``, as in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SYSTEM_PATH = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/libexec:/usr/lib/upower"
BUS_POLICY = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>{kind}</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>"""


def missing(what: str) -> None:
    """Say loudly that a test could not run for want of a real tool."""
    if os.environ.get("PEERKIT_REQUIRE_REAL") == "1":
        pytest.fail(f"{what} is needed here, and is not installed")
    warnings.warn(f"NOT TESTED for want of a real tool: {what}", stacklevel=3)
    pytest.skip(f"NOT TESTED: needs {what}")


def tool(name: str) -> str:
    """The absolute path of a real program, or a loud skip."""
    found = shutil.which(name, path=SYSTEM_PATH)
    if found is None:
        missing(name)
    assert found is not None
    return found


def dbusmock_python() -> str:
    """The system Python that can import python-dbusmock (Debian package python3-dbusmock), or a loud skip."""
    python = tool("python3") if Path("/usr/bin/python3").exists() else ""
    if not python or subprocess.run(["/usr/bin/python3", "-c", "import dbusmock"], capture_output=True).returncode:
        missing("python-dbusmock for /usr/bin/python3")
    return "/usr/bin/python3"


def eventually(true: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Wait until something is true; fail by name if it never is."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {seconds:g} s in vain: {what}")
        time.sleep(0.02)


@contextmanager
def private_bus(folder: Path, kind: str = "system") -> Iterator[str]:
    """A real dbus-daemon of our own; yields its address and stops it afterwards."""
    path, config = folder / f"{kind}_bus", folder / f"{kind}_bus.conf"
    config.write_text(BUS_POLICY.format(kind=kind, path=path))
    daemon = subprocess.Popen([tool("dbus-daemon"), f"--config-file={config}", "--nofork"], stderr=subprocess.DEVNULL)
    try:
        eventually(path.exists, "the private bus to listen")
        yield f"unix:path={path}"
    finally:
        daemon.terminate()
        daemon.wait(5)
