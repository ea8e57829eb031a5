"""The live machine, with a folder in place of its root."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import savedwifi
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    FileState,
    ListFolder,
    Machine,
    Missing,
    ReadFile,
    ReadLink,
    ReadWithoutSecrets,
    Request,
    State,
)
from peerkit.model.check import OS

FILES = (ReadFile, ListFolder, ReadLink, Changed, FileState, ReadWithoutSecrets)


class Rooted(Machine):
    """The files below a folder, through the live machine; the tests' own account counts as the owner root."""

    def __init__(self, root: Path) -> None:
        self.os, self.release, self.root = OS.LINUX, "Test OS 1", root
        self.live = LiveMachine(OS.LINUX)

    def answer(self, request: Request) -> Any:
        if isinstance(request, BusCall):
            return self.live.answer(request)
        if not isinstance(request, FILES):
            raise Missing("only files and the bus here")
        reply = self.live.answer(replace(request, path=f"{self.root}{request.path}"))
        if isinstance(reply, State) and reply.uid == os.geteuid():
            return replace(reply, uid=0)
        return reply


class Probed(Probe):
    readers = savedwifi.READERS


def put(root: Path, path: str, raw: str | bytes, mode: int = 0o600) -> Path:
    file = root / path.lstrip("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    file.chmod(mode)
    return file
