"""Cameras by ``system_profiler SPCameraDataType``. None is switched on; which program uses one, macOS does not tell."""

from __future__ import annotations

import re

from peerkit.audit.probes.base import Reader
from peerkit.audit.probes.machine import Machine
from peerkit.audit.probes.macos import profiler
from peerkit.model.facts import Camera, Cameras, Evidence, Fact
from peerkit.model.private import printable

_KIND = "SPCameraDataType"
# Cameras that are programs: they show nothing where there is no real one behind them.
_PROGRAMS = re.compile(r"virtual|\bobs\b|snap camera|mmhmm|camo|manycam|ndi|extension|desk view", re.IGNORECASE)


def read_cameras(machine: Machine) -> Cameras:
    """The cameras that are things. A telephone nearby counts while macOS offers it."""
    entries = profiler.report(machine, _KIND)
    real: list[str] = []
    programs: list[str] = []
    for entry in entries:
        name = profiler.text(entry, "_name")
        kind = f"{name} {profiler.text(entry, 'spcamera_model-id')}"
        (programs if _PROGRAMS.search(kind) else real).append(name or "a camera without a name")
    seen = f"cameras: {len(real)}" + (f"; by programs: {', '.join(programs)}" if programs else "")
    cameras = tuple(Camera(name, f"camera {number}") for number, name in enumerate(real, 1))
    return Cameras(cameras=cameras, evidence=(Evidence(printable(seen, 160), f"system_profiler {_KIND}"),))


READERS: dict[type[Fact], Reader] = {Cameras: read_cameras}
