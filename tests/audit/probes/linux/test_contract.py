"""The Linux probe keeps the one contract of all probes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from peerkit.audit.probes import linux
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.model.check import OS
from peerkit.model.facts import Cameras, Power
from peerkit.model.facts_system import MalwareGuard
from tests.audit.probes.contract import ProbeContract

WAYS = ("missing", "refused", "slow", "garbled", "garbage", "empty")


class TestLinux(ProbeContract):
    probe = LinuxProbe
    system = OS.LINUX
    # A kernel that lists no camera and no battery is an answer: there is none. That Linux brings no guard against
    # harmful programs is known of all.
    may_know = {way: {MalwareGuard} for way in WAYS} | {"empty": {Cameras, MalwareGuard, Power}}


def test_the_table_names_every_module_and_every_fact_it_reads() -> None:
    folder = Path(linux.__file__).parent
    entries = [path for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()]
    modules = {path.stem: import_module(f"{linux.__name__}.{path.stem}") for path in entries if path.stem != "__init__"}
    read = {name: tuple(sorted(fact.__name__ for fact in module.READERS)) for name, module in modules.items()
            if hasattr(module, "READERS")}  # fmt: skip
    assert read == linux._FACTS
    assert len(LinuxProbe.readers) == len(list(LinuxProbe.readers))
