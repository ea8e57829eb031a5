"""The Linux probe keeps the one contract of all probes."""

from __future__ import annotations

from peerkit.audit.probes.linux import LinuxProbe
from peerkit.model.check import OS
from peerkit.model.facts import Cameras
from tests.audit.probes.contract import ProbeContract


class TestLinux(ProbeContract):
    probe = LinuxProbe
    system = OS.LINUX
    # A kernel that lists no camera is an answer: there is none.
    may_know = {"empty": {Cameras}}
