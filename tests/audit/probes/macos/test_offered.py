"""Sharing, Gatekeeper and Focus on a Mac."""

from __future__ import annotations

import json

import pytest

from peerkit.audit.probes.machine import FileState, Output, ReadFile, Refused, RunCommand, State, WhoAmI
from peerkit.audit.probes.macos.needed import only_needed
from peerkit.audit.probes.macos.offered import FOCUS, NAT, NAT_SWITCH
from peerkit.model.facts import Unknown
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.facts_remote import Sharing
from peerkit.model.facts_system import Guarding, MalwareGuard
from tests.audit.probes.macos.scene import NETSTAT, mac, ran

THERE = {FileState(NAT): State("file", 0o644, 0, 0, 812)}
FILE = ReadFile(f"/Users/robin/{FOCUS}")


def services(label, word):
    out = f'\tdisabled services = {{\n\t\t"{label}" => {word}\n\t}}\n'
    return ran("launchctl", "print-disabled", "system", out=out)


def waits(port):
    return ran("netstat", "-an", "-p", "tcp", out=f"{NETSTAT}tcp4  0  0  *.{port}  *.*  LISTEN\n")


def internet(out="", err="", code=0):
    return THERE | {RunCommand(NAT_SWITCH): Output(code, out, err)}


def test_nothing_is_shared():
    found = mac().get(Sharing)
    assert isinstance(found, Sharing)
    assert (found.things, found.unseen) == ((), ())
    assert found.looked_for == ("files", "a printer", "its internet")


@pytest.mark.parametrize(
    ("replies", "things"),
    [
        (services("com.apple.smbd", "enabled"), ("files",)),
        (services("com.apple.smbd", "false"), ("files",)),
        (waits(445), ("files",)),
        (waits(631), ("a printer",)),
        (internet("1\n"), ("its internet",)),
        (internet("true\n"), ("its internet",)),
        (internet("0\n"), ()),
        (internet(err="Could not extract value, error: No value at that key path or invalid key path", code=1), ()),
    ],
)
def test_each_thing(replies, things):
    assert mac(replies).get(Sharing).things == things


@pytest.mark.parametrize(
    "replies", [internet("maybe\n"), internet(err="damaged", code=1), {FileState(NAT): Refused("no")}]
)
def test_a_switch_that_cannot_be_read_is_said_to_be_unseen(replies):
    assert mac(replies).get(Sharing).unseen == ("its internet",)


def test_the_file_with_the_switch_is_never_read_as_a_whole():
    asked = mac(internet("1\n"))
    asked.get(Sharing)
    assert ReadFile(NAT) not in asked.machine.replies


@pytest.mark.parametrize(
    ("words", "state"), [("assessments enabled\n", Guarding.ON), ("assessments disabled\n", Guarding.OFF)]
)
def test_gatekeeper(words, state):
    assert mac(ran("spctl", "--status", out=words)).get(MalwareGuard).state is state


def test_gatekeeper_in_other_words():
    found = mac(ran("spctl", "--status", out="évaluations activées\n")).get(MalwareGuard)
    assert isinstance(found, Unknown)
    assert "Privacy & Security" in found.hint


def focus(text):
    return mac({FILE: text.encode()}).get(QuietMode)


def test_focus_switched_on_by_hand():
    assert mac().get(QuietMode).on is True
    off = focus('{"data": [{"storeAssertionRecords": []}, {}]}')
    assert off.on is False
    assert "set time" in off.gap


@pytest.mark.parametrize(
    "text", ["", "[]", '{"data": 3}', '{"data": [3]}', '{"data": [{"storeAssertionRecords": 3}]}', "[" * 9999]
)
def test_a_damaged_file_of_focus_is_no_answer(text):
    assert isinstance(focus(text), Unknown)


def test_focus_of_another_person_or_out_of_reach():
    assert isinstance(mac({FILE: Refused("no")}).get(QuietMode), Unknown)
    assert isinstance(mac({WhoAmI(): (0, "root", "/var/root")}).get(QuietMode), Unknown)


def test_a_recording_keeps_only_how_many_kinds_of_focus_are_on():
    record = {"assertionDetails": {"assertionDetailsModeIdentifier": "com.apple.focus.CANARY"}}
    kept = only_needed(
        FILE, json.dumps({"data": [{"storeAssertionRecords": [record, record]}], "x": "CANARY"}).encode()
    )
    assert b"CANARY" not in kept
    assert focus(kept.decode()).on is True
    assert only_needed(FILE, b"\xff{") == b"damaged"
