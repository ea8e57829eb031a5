"""Probes: the only code that touches the machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from peerkit.audit.probes.base import Probe
from peerkit.model.check import OS

if TYPE_CHECKING:
    from pathlib import Path

    from peerkit.audit.probes.machine import Machine


def this_system() -> OS:
    """The operating system PeerKit runs on: the one place that asks."""
    platform: str = sys.platform  # as plain text, so that a type checker for one system sees the lines of all
    return {"win32": OS.WINDOWS, "darwin": OS.MACOS}.get(platform, OS.LINUX)


def for_this_machine() -> Probe:
    """A probe of the machine PeerKit runs on."""
    system = this_system()
    if system is OS.WINDOWS:
        from peerkit.audit.probes.windows.live import WindowsMachine

        return _probe_of(WindowsMachine())
    from peerkit.audit.probes.live import LiveMachine

    return _probe_of(LiveMachine(system))


def for_recording(name: str) -> Probe:
    """A probe of a recorded machine: a file, or ``demo:NAME``. Raises ``UnreadableFile``, ``BadData``, ``NotFound``."""
    from pathlib import Path

    from peerkit.audit.probes.recorded import demo_path, load_recording

    path = demo_path(name.removeprefix("demo:")) if name.startswith("demo:") else Path(name)
    return _probe_of(load_recording(path))


def for_image(root: Path) -> Probe:
    """A probe of a mounted disk image: files only. Raises ``UnreadableFile`` where there is no such folder."""
    from peerkit.audit.probes.image import ImageMachine

    return _probe_of(ImageMachine(root))


def _probe_of(machine: Machine) -> Probe:
    if machine.os is OS.LINUX:
        from peerkit.audit.probes.linux import LinuxProbe

        return LinuxProbe(machine)
    if machine.os is OS.MACOS:
        from peerkit.audit.probes.macos import MacProbe

        return MacProbe(machine)
    from peerkit.audit.probes.windows import WindowsProbe

    return WindowsProbe(machine)
