"""The one call of PowerShell gathers what is asked for: a call about to start does not wait for the list of updates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.checks import load_check
from peerkit.audit.probes.machine import Request, TooSlow
from peerkit.audit.probes.systemcalls import AskNative
from peerkit.audit.probes.windows import SLOW, WindowsProbe, powershell
from peerkit.audit.probes.windows.asking import subject
from peerkit.checklists.loader import Shelf
from peerkit.model.facts import Fact, Unknown
from peerkit.model.facts_privacy import PrivateFolders
from tests.audit.probes.windows.scenes import Windows


class Gathering(Windows):
    """The machine as the live one is: it leaves out what it is told to, and counts its calls."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: frozenset[str] = frozenset()
        self.calls: list[frozenset[str]] = []

    def answer(self, request: Request) -> Any:
        reply = super().answer(request)
        if request != AskNative("powershell"):
            return reply
        self.calls.append(self.left_out)
        return {name: told for name, told in reply.items() if name not in self.left_out}


def needs(*checks: str) -> set[type[Fact]]:
    return {need for name in checks for need in load_check(name).needs.values()}


@pytest.mark.parametrize("name", ["pre-call", "workday-start"])
def test_a_call_about_to_start_waits_only_for_what_its_list_asks(name: str, tmp_path: Path) -> None:
    checks = [check for item in Shelf(tmp_path).load(name).items for check in item.checks]
    machine = Gathering()
    WindowsProbe(machine).expect(needs(*checks))
    asked = {"updates"} if "updates-installed" in checks else set()
    assert machine.left_out == set(SLOW) - asked


@pytest.mark.parametrize("need", list(WindowsProbe.readers), ids=lambda need: need.__name__)
def test_a_fact_alone_is_the_same_as_among_all(need: type[Fact]) -> None:
    machine = Gathering()
    probe = WindowsProbe(machine)
    probe.expect([need])
    assert probe.get(need) == Windows().get(need)


def test_what_is_asked_for_later_is_gathered_then() -> None:
    machine = Gathering()
    probe = WindowsProbe(machine)
    probe.look_ahead(needs("camera-ready"))
    probe.look_ahead(needs("updates-installed", "private-folders-private"))
    assert not isinstance(probe.get(PrivateFolders), Unknown)
    assert [sorted(left_out & {"updates", "folders"}) for left_out in machine.calls] == [["folders", "updates"], []]


def test_an_audit_is_one_call() -> None:
    machine = Gathering()
    probe = WindowsProbe(machine)
    probe.look_ahead(WindowsProbe.readers)
    assert machine.calls == [frozenset()]


def test_the_script_leaves_out_what_it_is_told_to() -> None:
    whole, short = powershell.script(), powershell.script(frozenset(SLOW))
    for words in ("Microsoft.Update", "BitLocker", "HNetCfg", "Get-Acl"):
        assert words in whole
        assert words not in short
    assert "Win32_UserAccount" in short
    assert len(short) < len(whole) / 2
    assert "@" not in "".join(part for part in whole.split("@") if part.isupper()), "every blank is filled in"


def test_what_came_too_late_is_said_as_such() -> None:
    machine = Windows()
    machine.subjects["updates"] = {"failed": "late"}
    with pytest.raises(TooSlow, match="in time about updates"):
        subject(machine, "updates")
