"""Probes: the only code that touches the machine."""

from __future__ import annotations

import sys

from peerkit.audit.probes.base import Probe
from peerkit.model.check import OS


def this_system() -> OS:
    """The operating system PeerKit runs on: the one place that asks."""
    if sys.platform == "win32":
        return OS.WINDOWS
    return OS.MACOS if sys.platform == "darwin" else OS.LINUX


def for_this_machine() -> Probe:
    """A probe of the machine PeerKit runs on."""
    system = this_system()
    from peerkit.audit.probes.live import LiveMachine

    machine = LiveMachine(system)
    if system is OS.LINUX:
        from peerkit.audit.probes.linux import LinuxProbe

        return LinuxProbe(machine)
    return Probe(machine)
