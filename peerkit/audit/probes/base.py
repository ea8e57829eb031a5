"""Probes: ask one operating system for facts, and answer ``Unknown`` to what they cannot.

A probe is a table from fact to reader. A reader takes a machine and returns the fact or
``Unknown``; where the machine gives no answer it lets ``CouldNotLook`` pass, and the probe makes
an ``Unknown`` of it here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Self, TypeVar, cast

from peerkit.audit.probes.machine import CouldNotLook, Machine, Remembered
from peerkit.model.facts import Fact, Unknown

F = TypeVar("F", bound=Fact)
Reader = Callable[[Machine], "Fact | Unknown"]


class LazyReaders(Mapping["type[Fact]", "Reader"]):
    """A table of readers whose modules are imported only when one of their facts is asked for.

    ``facts`` maps the name of a module in ``package`` to the names of the facts its ``READERS`` hold;
    a test compares the two.
    """

    def __init__(self, package: str, facts: Mapping[str, tuple[str, ...]]) -> None:
        self._package = package
        self._modules = {name: module for module, names in facts.items() for name in names}

    def __getitem__(self, need: type[Fact]) -> Reader:
        found: Mapping[type[Fact], Reader] = self._load(self._modules[need.__name__])
        return found[need]

    def __iter__(self) -> Iterator[type[Fact]]:
        for module in dict.fromkeys(self._modules.values()):
            yield from self._load(module)

    def __len__(self) -> int:
        return len(self._modules)

    def _load(self, module: str) -> Mapping[type[Fact], Reader]:
        readers: Mapping[type[Fact], Reader] = import_module(f"{self._package}.{module}").READERS
        return readers


class Probe:
    """Asks one machine. Subclasses fill ``readers``; a fact without a reader is ``Unknown``."""

    readers: Mapping[type[Fact], Reader] = {}

    def __init__(self, machine: Machine) -> None:
        self._asked = machine
        self.machine = Remembered(machine)
        self._facts: dict[type[Fact], Fact | Unknown] = {}

    def afresh(self) -> Self:
        """A probe of the same machine that remembers nothing."""
        return type(self)(self._asked)

    def expect(self, needs: Iterable[type[Fact]]) -> None:
        """Take note of which facts will be asked for: a system that gathers many at once may leave out the rest."""

    def look_ahead(self, needs: Iterable[type[Fact]], threads: int = 4) -> None:
        """Read several facts side by side: most of the time goes into waiting for other programs."""
        from concurrent.futures import ThreadPoolExecutor

        needs = list(needs)
        self.expect(needs)
        for need in needs:
            # Here, not in the threads: two that import a package and a part of it at once lock each other out.
            self.readers.get(need)
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(self.get, needs))

    def get(self, need: type[F]) -> F | Unknown:
        """The fact, read at most once; ``Unknown`` with a reason where it cannot be had."""
        if need not in self._facts:
            self._facts[need] = self._read(need)
        return cast("F | Unknown", self._facts[need])

    def _read(self, need: type[Fact]) -> Fact | Unknown:
        reader = self.readers.get(need)
        if reader is None:
            return Unknown(f"PeerKit does not know yet how to find this out on {self.machine.os.value}.")
        try:
            return reader(self.machine)
        except CouldNotLook as reason:
            return Unknown(_sentence(reason.unknown.reason), reason.unknown.hint)
        except Exception as error:  # noqa: BLE001  # a broken reader must not stop the call it was to help
            # A reader met a shape nobody foresaw: that is "could not find out", never a verdict.
            return Unknown(f"The answer could not be understood ({type(error).__name__}).")


def _sentence(reason: str) -> str:
    text = reason[:1].upper() + reason[1:]
    return text if text.endswith((".", "!", "?")) else text + "."
