"""A copy of /etc that real tools may change, and a machine that reads the copy."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import Missing, Request, RunCommand
from peerkit.model.check import OS
from tests.real import missing, tool


class Moved(LiveMachine):
    """This machine with a folder put in the place of another; commands would look at the real one, so none is run."""

    def __init__(self, place: str, folder: Path, replies: dict[Request, object] | None = None) -> None:
        super().__init__(OS.LINUX)
        self.place, self.copy, self.told = place, folder, replies or {}

    def answer(self, request: Request) -> object:
        if request in self.told:
            reply = self.told[request]
            if isinstance(reply, Exception):
                raise reply
            return reply
        if isinstance(request, RunCommand):
            raise Missing("no command is run here")
        path = getattr(request, "path", "")
        if path == self.place or path.startswith(f"{self.place}/"):
            request = replace(request, path=f"{self.copy}{path.removeprefix(self.place)}")
        return super().answer(request)


def scratch_etc(folder: Path) -> tuple[list[str], Path]:
    """What to put before a command so that it sees the copy alone, and the copy. Needs root, and says so."""
    if os.getuid() != 0:
        pytest.skip("NOT TESTED: needs root to put a copy of /etc in place")
    copy = folder / "etc"
    shutil.copytree("/etc", copy, symlinks=True, ignore_dangling_symlinks=True)
    inside = [tool("unshare"), "-m", "sh", "-c", f'mount --bind {copy} /etc && exec "$@"', "sh"]
    if subprocess.run([*inside, "true"], capture_output=True).returncode:
        missing("leave to mount over a folder (unshare -m)")
    return inside, copy
