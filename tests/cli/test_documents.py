"""Every JSON document against its shipped schema, made by real commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from peerkit.model.function import Function
from peerkit.settings import settings_path
from tests.cli.conftest import Peerkit
from tests.test_settings import WHOLE

Write = Callable[[str | bytes], Path]
KINDS = ("ready", "run", "checklist", "history", "settings")


def schema(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("peerkit") / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    return found


def checked(text: str, kind: str) -> dict[str, Any]:
    """The document, once it fits its schema and ends as a text file should."""
    document: dict[str, Any] = json.loads(text)
    validator = jsonschema.Draft202012Validator(schema(kind), format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)] == []
    assert next(iter(document)) == "schema"
    assert document["schema"] == f"peerkit.{kind}/1"
    assert text.endswith("}\n")
    return document


def closed(part: Any) -> bool:
    """Whether no object of a schema lets unknown keys in."""
    if isinstance(part, list):
        return all(map(closed, part))
    if not isinstance(part, dict):
        return True
    lets_in = part.get("type") == "object" and part.get("additionalProperties") is not False
    return not lets_in and all(map(closed, part.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one_and_lets_nothing_else_in(kind: str) -> None:
    found = schema(kind)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert closed(found)


@pytest.mark.parametrize("function", [function.value for function in Function])
def test_ready(peerkit: Peerkit, answers: Write, function: str) -> None:
    file = answers("private-spot: {answer: skip, reason: 'I will <move> \u202e now'}\nface-lit: no\n")
    ended = peerkit("ready", "--function", function, "--format", "json", "--answers", file, "--platform", "signal",
                    "--policy", "hipaa", "--people", "2")  # fmt: skip
    document = checked(ended.out, "ready")
    assert (document["checklist"], document["platform"], document["policy"]) == ("pre-call", "signal", "hipaa")
    assert document["function"] == function
    assert document["blockers"]
    assert set(document["blockers"]) <= {item["id"] for item in document["items"]}
    assert "\u202e" not in ended.out, "what turns text around is written as an escape"


def test_any_other_run(peerkit: Peerkit) -> None:
    for name in ("pre-call", "workday-start"):
        document = checked(peerkit("checklist", "run", name, "--format", "json").out, "run")
        assert document["checklist"] == name


def test_ready_and_unanswered(peerkit: Peerkit) -> None:
    document = checked(peerkit("ready", "--format", "json", "--no-save").out, "ready")
    assert document["verdict"] == "undecided"
    assert {item["answered_by"] for item in document["items"]} <= {"machine", None}


@pytest.mark.parametrize("name", ["pre-call", "workday-start"])
def test_a_checklist(peerkit: Peerkit, name: str) -> None:
    assert checked(peerkit("checklist", "show", name, "--format", "json").out, "checklist")["name"] == name


def test_the_history(peerkit: Peerkit, answers: Write) -> None:
    assert checked(peerkit("checklist", "history", "--format", "json").out, "history")["runs"] == []
    for text in ("private-spot: no\n", "private-spot: yes\n"):
        peerkit("ready", "--answers", answers(text))
    document = checked(peerkit("checklist", "history", "--format", "json").out, "history")
    assert [run["verdict"] for run in document["runs"]] == ["undecided", "not_ready"]
    assert document["most_often_no"] == [{"item": "private-spot", "times_no": 1, "times": 2}]


def test_the_settings(peerkit: Peerkit) -> None:
    assert checked(peerkit("settings", "show", "--format", "json").out, "settings")["trusted_wifi"] is None
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text(WHOLE)
    document = checked(peerkit("settings", "show", "--format", "json").out, "settings")
    assert document["trusted_wifi"] == ["Home network", {"hex": "ff00"}]
    assert document["work_hours"]["friday"] == ["22:00-02:00"]


def test_a_hostile_name_is_data(peerkit: Peerkit) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('trusted_wifi: ["\\x1b[2J[red]\\u009b31m\\n\\u202e"]\n')
    for words in (["--format", "json"], ["--plain"], []):
        shown = peerkit("settings", "show", *words).out
        assert all(char == "\n" or char.isprintable() for char in shown)
        assert "[2J[red]" in shown
    document = json.loads(peerkit("settings", "show", "--format", "json").out)
    assert document["trusted_wifi"] == ["\x1b[2J[red]\x9b31m\n\u202e"]
