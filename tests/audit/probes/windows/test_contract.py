"""The Windows probe keeps the one contract of all probes."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from peerkit.audit.probes import windows
from peerkit.audit.probes.windows import WindowsProbe
from peerkit.model.check import OS
from tests.audit.probes.contract import ProbeContract


class TestWindows(ProbeContract):
    probe = WindowsProbe
    system = OS.WINDOWS


def test_the_table_names_every_module_and_every_fact_it_reads() -> None:
    folder = Path(windows.__file__).parent
    modules = {path.stem: import_module(f"{windows.__name__}.{path.stem}") for path in folder.glob("*.py")
               if path.stem != "__init__"}  # fmt: skip
    read = {name: tuple(sorted(fact.__name__ for fact in module.READERS)) for name, module in modules.items()
            if hasattr(module, "READERS")}  # fmt: skip
    assert read == windows._FACTS
    assert len(WindowsProbe.readers) == len(list(WindowsProbe.readers))


def test_it_answers_for_every_fact_that_linux_answers_for() -> None:
    from peerkit.audit.probes.linux import LinuxProbe

    assert set(LinuxProbe.readers) == set(WindowsProbe.readers)


def test_for_every_fact_there_is_a_way_to_look_by_hand() -> None:
    from peerkit.audit.probes.windows.by_hand import WAYS

    assert set(WAYS) == {need.__name__ for need in WindowsProbe.readers}
