"""The macOS probe keeps the one contract of all probes, and its table is complete."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from peerkit.audit.probes import macos
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.macos import MacProbe
from peerkit.model.check import OS
from peerkit.model.facts import Unknown
from peerkit.model.facts_disk import DiskUnlock
from tests.audit.probes.contract import Broken, ProbeContract

WAYS = ("missing", "refused", "slow", "garbled", "garbage", "empty")


class TestMacos(ProbeContract):
    probe = MacProbe
    system = OS.MACOS
    # No Mac has LUKS, whatever else it may tell.
    may_know = {way: {DiskUnlock} for way in WAYS}


def test_the_table_names_every_module_and_every_fact_it_reads() -> None:
    names = [path.stem for path in Path(macos.__file__).parent.glob("*.py") if path.stem != "__init__"]
    modules = {name: import_module(f"{macos.__name__}.{name}") for name in names}
    with_readers = {name: module for name, module in modules.items() if hasattr(module, "READERS")}
    read = {name: tuple(sorted(fact.__name__ for fact in module.READERS)) for name, module in with_readers.items()}
    assert read == macos._FACTS


def test_every_fact_that_linux_answers_has_a_reader() -> None:
    assert {fact.__name__ for fact in LinuxProbe.readers} == {fact.__name__ for fact in MacProbe.readers}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_unknown_comes_with_a_place_to_look(way: str) -> None:
    probe = MacProbe(Broken(way, OS.MACOS))
    unknown = {need.__name__: found for need in MacProbe.readers if isinstance(found := probe.get(need), Unknown)}
    assert len(unknown) > 30
    # The question about programs' keyrings is asked alike on every system.
    assert {name for name, found in unknown.items() if not found.hint} <= {"KeyringSafety"}


@pytest.mark.parametrize("fact", macos._FACTS["unseen"])
def test_what_macos_never_tells_says_where_to_look(fact: str) -> None:
    need = next(one for one in MacProbe.readers if one.__name__ == fact)
    found = MacProbe(Broken("empty", OS.MACOS)).get(need)
    assert isinstance(found, Unknown)
    assert min(len(found.reason), len(found.hint)) > 30
