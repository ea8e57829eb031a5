"""Answers in a file: what is read, what is refused, and what it may never do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.checklists.answers import read_answers
from peerkit.checklists.loader import Shelf
from peerkit.errors import BadData
from peerkit.model.facts import Evidence, Power
from peerkit.model.session import Answer, AnsweredBy, Given
from tests.cli.conftest import Peerkit
from tests.fake_machine import FakeMachine

Write = Callable[[str | bytes], Path]
PRE_CALL = Shelf().load("pre-call")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("private-spot: yes", Answer.YES), ("private-spot: no", Answer.NO), ("private-spot: Yes", Answer.YES),
        ("private-spot: 'yes'", Answer.YES), ("private-spot: NO", Answer.NO), ("private-spot: true", Answer.YES),
        ("private-spot: false", Answer.NO), ("private-spot: skip", Answer.SKIPPED),
        ("private-spot: na", Answer.NOT_APPLICABLE), ('{"private-spot": "yes"}', Answer.YES),
        ('{"private-spot": true}', Answer.YES), ("private-spot: {answer: no}", Answer.NO),
        ("\ufeffprivate-spot: yes\r\n", Answer.YES),
    ],
)  # fmt: skip
def test_every_way_to_answer(answers: Write, text: str, answer: Answer) -> None:
    assert read_answers(answers(text), PRE_CALL) == {"private-spot": Given(answer, AnsweredBy.FILE)}


def test_a_reason(answers: Write) -> None:
    text = "private-spot: {answer: skip, reason: I will move}\nface-lit: yes\n"
    assert read_answers(answers(text), PRE_CALL)["private-spot"].reason == "I will move"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("private-spott: yes\n", ":1:1: private-spott: unknown key; did you mean 'private-spot'?"),
        ("face-lit: yes\nnosuch: yes\n", ":2:1: nosuch: unknown key"),
        ("private-spot: maybe\n", ":1:15: private-spot: expected yes, no, skip or na, found 'maybe'"),
        ("private-spot: 1\n", ":1:15: private-spot: expected text, found a number"),
        ("private-spot:\n", ":1:14: private-spot: expected text, found nothing"),
        ("private-spot: [yes]\n", ":1:15: private-spot: expected text, found a list"),
        ("private-spot: {reason: x}\n", ":1:15: private-spot: the key 'answer' is missing"),
        ("private-spot: {answer: yes, why: x}\n", ":1:29: private-spot.why: unknown key"),
        (f"private-spot: {{answer: skip, reason: {'x' * 201}}}\n",
         ":1:38: private-spot.reason: expected at most 200 characters, found 201"),
        ("private-spot: yes\nprivate-spot: no\n", ":2:1: private-spot: this key stands here twice"),
        ("- private-spot\n", ":1:1: expected names with values, found a list"),
        ("", ":1:1: the file is empty"),
        ("private-spot: &a yes\n", ":1:15: private-spot: anchors and aliases"),
    ],
)  # fmt: skip
def test_a_mistake_stops_the_run_and_names_its_place(peerkit: Peerkit, answers: Write, text: str, told: str) -> None:
    file = answers(text)
    with pytest.raises(BadData):
        read_answers(file, PRE_CALL)
    ended = peerkit("ready", "--answers", file)
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(f"{file}{told}")


def test_files_that_are_no_answers(peerkit: Peerkit, answers: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "huge").write_bytes(b"private-spot: " + b"x" * 9_000_000)
    for path, says in (
        (tmp_path, "is not a regular file"),
        (tmp_path / "pipe", "is not a regular file"),
        (tmp_path / "huge", "is larger than 8192 KB"),
        (answers(b"private-spot: \xff\n"), ":1: this file is not UTF-8 text"),
        (tmp_path / "none", "no such file"),
    ):
        ended = peerkit("ready", "--answers", path)
        assert (ended.code, ended.out) == (4, "")
        assert says in ended.err


class Drained(Probe):
    """A machine whose battery is nearly empty."""

    readers = {Power: lambda _: Power(battery=True, plugged_in=False, percent=5, evidence=(Evidence("5 %", "here"),))}


def test_a_file_never_overrides_the_machine(peerkit: Peerkit, answers: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerkit.cli.run.for_this_machine", lambda: Drained(FakeMachine()))
    ended = peerkit("ready", "--format", "json", "--answers", answers("power-ready: yes\nmic-ready: yes\n"))
    items = {item["id"]: item for item in json.loads(ended.out)["items"]}
    assert (items["power-ready"]["answer"], items["power-ready"]["answered_by"]) == ("no", "machine")
    assert "5 % (here)" in items["power-ready"]["evidence"]
    assert (items["mic-ready"]["answer"], items["mic-ready"]["answered_by"]) == ("yes", "file")
    assert items["private-spot"]["answered_by"] is None


def test_an_answer_to_an_item_that_does_not_apply_is_no_mistake(peerkit: Peerkit, answers: Write) -> None:
    file = answers("screen-clear: yes\n")
    found = json.loads(peerkit("ready", "--format", "json", "--answers", file).out)["items"]
    assert "screen-clear" not in [item["id"] for item in found]
    found = json.loads(peerkit("ready", "--sharing", "--format", "json", "--answers", file).out)["items"]
    assert "screen-clear" in [item["id"] for item in found]
