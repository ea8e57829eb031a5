"""The linter over files: places, blanks, doubles, and the shipped lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.checklists.lint import lint
from peerkit.checklists.loader import PATHWAYS, SHIPPED, Shelf
from peerkit.errors import BadData
from peerkit.model.lint import Level, LintRule

HEAD = """\
schema: peerkit.checklist/1
name: mine
title: Mine
audience: peer supporters
when: Now.
reviewed_on: "2026-11-21"
sections:
  - title: One
    items:
"""


def item(name: str, statement: str, why: str = "It matters.", fix: str = "Do it.") -> str:
    parts = {"id": name, "statement": statement, "severity": "should", "why": why, "fix": fix}
    lines = [f'{key}: "{value}"' for key, value in parts.items()] + ["beyond_seeds: true"]
    return "      - " + "\n        ".join(lines) + "\n"


@pytest.fixture
def write(tmp_path: Path):
    def written(*items: str, head: str = HEAD) -> Path:
        file = tmp_path / "mine.yaml"
        file.write_text(head + "".join(items))
        return file

    return written


def found(file: Path) -> list[tuple[int, str, str, str]]:
    return [(flaw.line, flaw.rule.value, flaw.item, flaw.part) for flaw in lint(file, Shelf()).flaws]


def test_a_good_list_has_nothing_amiss(write) -> None:
    file = write(item("a", "The door is shut."), item("b", "I have water."))
    assert (found(file), lint(file, Shelf()).items) == ([], 2)


def test_each_flaw_names_its_line(write) -> None:
    file = write(
        item("a", "Is anyone else in the room?"),
        item("b", "The door is shut.", why="(to fill in)", fix="TODO"),
        item("c", "the DOOR is shut"),
        item("d", "I have water.", why="The client ALWAYS needs it."),
        item("e", "Pause.", fix="Implement comprehensive organizational confidentiality documentation immediately."),
    )
    assert found(file) == [
        (11, "no-is-good", "a", "statement"),
        (19, "blank", "b", "why"),
        (20, "blank", "b", "fix"),
        (23, "capitals", "c", "statement"),
        (23, "said-twice", "c", "statement"),
        (31, "capitals", "d", "why"),
        (31, "our-words", "d", "why"),
        (38, "hard-words", "e", "fix"),
    ]
    assert "in line 17" in next(f.message for f in lint(file, Shelf()).flaws if f.rule is LintRule.SAID_TWICE)


def test_a_list_that_extends_is_held_against_its_base(write) -> None:
    said = next(iter(Shelf().load("workday-start").items)).statement
    head = "schema: peerkit.checklist/1\nname: mine\nextends: workday-start\n"
    assert found(write(head=head)) == []
    file = write(item("again", said), head=head + "sections:\n  - title: One\n    items:\n")
    assert [(rule, name) for _, rule, name, _ in found(file)] == [("said-twice", "again")]


def test_what_is_no_list_is_refused_first(write) -> None:
    with pytest.raises(BadData, match="the key 'fix' is missing"):
        lint(write(item("a", "The door is shut.").replace('fix: "Do it."', "")), Shelf())


@pytest.mark.parametrize(
    "file", [*sorted(SHIPPED.glob("*.yaml")), *sorted(PATHWAYS.glob("*.yaml"))], ids=lambda path: path.stem
)
def test_the_shipped_lists_have_no_errors(file: Path) -> None:
    assert [flaw for flaw in lint(file, Shelf()).flaws if flaw.rule.level is Level.ERROR] == []
