"""A port counts as shut only where the firewall, its rules and its service all say so."""

from __future__ import annotations

from typing import Any

import pytest

from peerkit.audit.probes.machine import Missing, Refused
from peerkit.audit.probes.windows.guarded import MOST_RULES
from peerkit.model.facts_system import ListeningPorts
from tests.audit.probes.windows.scenes import POLICIES, Windows

PORTS = {"tcp": ["0.0.0.0:135", "[::]:445", "0.0.0.0:49664", "0.0.0.0:8080"], "udp": ["0.0.0.0:5353"]}
BY_POLICY = rf"HKLM\{POLICIES}\WindowsFirewall\FirewallRules"


def shut(machine: Windows) -> set[int]:
    found = machine.get(ListeningPorts)
    assert isinstance(found, ListeningPorts)
    return {one.port for one in found.listeners if one.shut}


def with_rules(*allowed: str, **changes: Any) -> Windows:
    machine = Windows()
    machine.subjects["ports"] = PORTS
    machine.subjects["firewall"] = machine.subjects["firewall"] | {"allowed": list(allowed)} | changes
    return machine


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), {135, 445, 49664, 8080, 5353}),
        (("17|5353|windows",), {135, 445, 49664, 8080}),
        (("6|445|windows", "6|RPC-EPMap|windows"), {49664, 8080, 5353}),
        (("6|RPC|windows",), {135, 445, 8080, 5353}),
        (("6|8000-8100,9000|own",), {135, 445, 49664, 5353}),
        # A program of Windows does what Windows does; any other may wait wherever Windows does not.
        (("6|*|windows", "17||windows"), {135, 445, 49664, 8080, 5353}),
        (("6|*|own",), {135, 445, 49664, 5353}),
        (("256|*|own",), {135, 445, 49664}),
        (("6|*|any",), {5353}),
        # What is not understood may mean any port; what is neither TCP nor UDP means none.
        (("6|Brand-New|windows",), {5353}),
        (("nonsense",), set()),
        (("1||any", "58|*|any"), {135, 445, 49664, 8080, 5353}),
    ],
)
def test_rules(rules: tuple[str, ...], expected: set[int]) -> None:
    assert shut(with_rules(*rules)) == expected


OFF = [{"type": kind, "on": kind != 4, "inbound": 0} for kind in (1, 2, 4)]
LETS_IN = [{"type": kind, "on": True, "inbound": 1} for kind in (1, 2, 4)]


@pytest.mark.parametrize(
    "changes",
    [
        {"profiles": OFF},
        {"profiles": LETS_IN},
        {"profiles": []},
        {"in_use": 0},
        # On two kinds of network at once, and on for one of them only.
        {"in_use": 6, "profiles": OFF},
        {"allowed": None},
        {"allowed": "6|445|any"},
        {"allowed": ["17|9|own"] * MOST_RULES},
    ],
)
def test_without_a_sound_answer_nothing_counts_as_shut(changes: dict[str, Any]) -> None:
    assert shut(with_rules(**changes)) == set()


def test_an_older_recording_without_the_rules() -> None:
    machine = with_rules()
    del machine.subjects["firewall"]["allowed"]
    assert shut(machine) == set()


def test_rules_of_a_policy_may_let_in_more() -> None:
    assert shut(with_rules().set(BY_POLICY)) == set()
    machine = with_rules()
    machine.keys[BY_POLICY] = Refused("not for you")  # type: ignore[assignment]  # a failure in the place of values
    assert shut(machine) == set()


def test_a_firewall_whose_service_stands_still() -> None:
    machine = with_rules()
    machine.subjects["services"] = [{"name": "MpsSvc", "status": 1, "start": 4}]
    assert shut(machine) == set()
    machine.subjects["services"] = {"failed": "other"}
    assert shut(machine) == set()


def test_no_answer_about_the_firewall() -> None:
    machine = with_rules()
    machine.subjects["firewall"] = {"failed": "other"}
    assert shut(machine) == set()
    machine.told["powershell"] = Missing("no PowerShell")
    assert shut(machine) == set()
