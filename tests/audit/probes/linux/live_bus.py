"""A machine with a real bus and made-up files."""

from __future__ import annotations

from typing import Any

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import network, wifi
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import BusCall, Machine, Request
from peerkit.model.check import OS
from peerkit.model.facts import Internet, Link, Network
from tests.audit.probes.linux.network_scenes import files
from tests.fake_machine import FakeMachine


class LiveBus(Machine):
    """A real bus, and the made-up files of a machine with the given interfaces."""

    def __init__(self, interfaces: dict[str, tuple[str, str]]) -> None:
        self.os, self.release = OS.LINUX, "Test OS 1"
        self.live = LiveMachine(OS.LINUX)
        self._files = FakeMachine(files(interfaces))

    def answer(self, request: Request) -> Any:
        return (self.live if isinstance(request, BusCall) else self._files).answer(request)


class Probed(Probe):
    readers = network.READERS | wifi.READERS


def told_network(probe: Probed) -> tuple[Link, Internet]:
    found = probe.get(Network)
    assert isinstance(found, Network), found
    return found.link, found.internet
