"""The real apt-get, only simulating."""

import os
import subprocess
from pathlib import Path

import pytest

from peerkit.audit.probes import command
from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.updates import READERS
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import RunCommand
from peerkit.model.check import OS
from peerkit.model.facts import PendingUpdates
from tests.real import tool


class Patient(LiveMachine):
    """This machine, with time enough for a slow disk: here the reading counts, not the speed."""

    def answer(self, request):
        if isinstance(request, RunCommand):
            return command.run(request.argv, time_limit=60)
        return super().answer(request)


def _written():
    """Name, size and time of every file apt and dpkg keep."""
    found = {}
    for top in ("/var/cache/apt", "/var/lib/apt", "/var/lib/dpkg"):
        for path in [Path(top), *Path(top).glob("*")]:
            stat = path.lstat()
            found[str(path)] = (stat.st_size, stat.st_mtime_ns)
    return found


@pytest.fixture
def apt():
    return tool("apt-get")


def test_real_apt_is_counted_and_left_as_it_was(apt):
    before = _written()
    fact = type("UpdatesProbe", (Probe,), {"readers": READERS})(Patient(OS.LINUX)).get(PendingUpdates)
    assert isinstance(fact, PendingUpdates), fact
    assert _written() == before
    argv = [apt, "-s", "-o", "Debug::NoLocking=true", "--with-new-pkgs", "upgrade"]
    if os.getuid() == 0:
        argv[2:2] = ["-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="]
    lines = subprocess.run(argv, capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"}).stdout.splitlines()
    upgrades = [line for line in lines if line.startswith("Inst ") and line.split()[2].startswith("[")]
    # apt's own list also has what it keeps back for now.
    assert fact.count >= len(upgrades)
    assert bool(fact.count) == bool(upgrades) or fact.security
    assert (fact.security or 0) >= sum("security" in line.lower() for line in upgrades)
    if fact.evidence[0].source == "apt-get -s upgrade":
        assert fact.count == len(upgrades)
    assert fact.list_age is not None
    assert fact.list_age < 36_500
