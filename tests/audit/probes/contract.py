"""The contract every probe keeps: where a machine gives no sound answer, each fact is ``Unknown`` with a reason."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.machine import (
    BusCall,
    Changed,
    Environ,
    Garbled,
    Holders,
    ListFolder,
    Machine,
    Missing,
    OpenFiles,
    Output,
    ReadFile,
    ReadLink,
    Refused,
    Request,
    RunCommand,
    TooSlow,
    WhoAmI,
)
from peerkit.audit.probes.systemcalls import AskNative, ReadRegistry
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Unknown

GARBAGE = '\x1b[2J[red]<script>=cmd()\x00\ud800 {"a": [1, '


class Broken(Machine):
    """A machine on which everything goes wrong in one way."""

    def __init__(self, way: str, system: OS) -> None:
        self.os, self.release, self.way = system, "Broken OS", way

    def answer(self, request: Request) -> object:
        if isinstance(request, WhoAmI):
            return 1000, "robin", "/home/robin"
        if isinstance(request, Environ):
            return GARBAGE if self.way == "garbage" else None
        if self.way in ("missing", "refused", "slow", "garbled"):
            kind = {"missing": Missing, "refused": Refused, "slow": TooSlow, "garbled": Garbled}[self.way]
            raise kind(f"everything is {self.way}")
        text = GARBAGE if self.way == "garbage" else ""
        return _reply(request, text)


def _reply(request: Request, text: str) -> object:
    names = [text] if text else []
    match request:
        case ReadFile():
            return text.encode("utf-8", "surrogatepass")
        case ListFolder():
            return names
        case ReadLink():
            return text
        case Changed():
            return float("nan") if text else 0.0
        case RunCommand():
            return Output(0, text, text)
        case BusCall():
            return [*names, {name: name for name in names}]
        case OpenFiles():
            return Holders(((text, text),) if text else (), 0)
        case ReadRegistry():
            return dict.fromkeys((*request.names, *names), text) if text else {}
        case AskNative():
            return {name: [name, {name: name}] for name in names}
    return None


class ProbeContract:
    """Subclass it in a probe's test and set ``probe`` and ``system``.

    ``may_know`` lists facts that hold even so: those for which nothing being there is itself an answer.
    """

    probe: type[Probe]
    system: OS
    may_know: dict[str, set[type[Fact]]] = {}

    @pytest.mark.parametrize("way", ["missing", "refused", "slow", "garbled", "garbage", "empty"])
    def test_every_fact_is_unknown_with_a_reason(self, way: str) -> None:
        probe = self.probe(Broken(way, self.system))
        for need in self.probe.readers:
            fact = probe.get(need)
            if need in self.may_know.get(way, set()):
                continue
            assert isinstance(fact, Unknown), (way, need.__name__, fact)
            assert len(fact.reason) > 10, (way, need.__name__, fact)
            assert fact.reason.isprintable(), (way, need.__name__, fact)
