"""Lists written as Markdown or plain text, and the files made of them."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.checklists.importing import ImportedList, read_list
from peerkit.checklists.lint import TO_FILL_IN
from peerkit.checklists.loader import Shelf
from peerkit.checklists.starter import LONGEST, check_name, extending_list, imported_list, new_list
from peerkit.datafile import parse
from peerkit.errors import BadData, UnreadableFile, WrongUsage

MARKDOWN = """\
# Before our calls

Some words about this list.

## Room ##
- [ ] The **door** is shut
- [x] No one can hear me,
      not even the dog
  - Nested one
1. My [camera](http://x.y) works
2) My `mic` works

Sound
-----
\u2610 I wear a headset
\u2022 The _room_name_ is plain
---
Last:
a) I have time
<!-- - not this one
- nor this one -->
* Read 3 * 4 pages
"""


def test_markdown() -> None:
    found = read_list(MARKDOWN)
    assert found.title == "Before our calls"
    assert found.sections == [
        ("Room", ["The door is shut", "No one can hear me, not even the dog", "Nested one", "My camera works",
                  "My mic works"]),
        ("Sound", ["I wear a headset", "The _room_name_ is plain"]),
        ("Last", ["I have time", "Read 3 * 4 pages"]),
    ]  # fmt: skip
    assert found.left_out == [(3, "Some words about this list.")]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("The door is shut.\n\nI have water.\n", ["The door is shut.", "I have water."]),
        ("Room:\nThe door is shut.\nIt is quiet.\n", ["The door is shut.", "It is quiet."]),
        ("- one\r\n- two\r\n", ["one", "two"]),
        ("-not a bullet\n", ["-not a bullet"]),
        ("[ ] boxes alone\n[x]and tight\n", ["boxes alone", "and tight"]),
        ("10. ten\n(2) two\n", ["ten", "two"]),
        ("* * *\n- no, and yes\n", ["no, and yes"]),
        ("", []),
        ("# Only a title\n", []),
        ("\n\n---\n***\n", []),
        ("A title\n=======\n- one\n", ["one"]),
    ],
)
def test_other_forms(text: str, statements: list[str]) -> None:
    assert read_list(text).statements == statements


def loaded(tmp_path, text: str):
    file = tmp_path / "mine.yaml"
    file.write_text(text, "utf-8")
    return Shelf(tmp_path).read(file)


def test_what_is_imported_runs_and_shows_its_blanks(tmp_path) -> None:
    checklist = loaded(tmp_path, imported_list("mine", read_list(MARKDOWN), "2026-11-21", "list.md"))
    assert (checklist.title, [section.title for section in checklist.sections]) == (
        "Before our calls", ["Room", "Sound", "Last"],
    )  # fmt: skip
    assert [item.statement for item in checklist.items] == read_list(MARKDOWN).statements
    assert {item.why for item in checklist.items} == {item.fix for item in checklist.items} == {TO_FILL_IN}


def test_ids_are_each_ones_own(tmp_path) -> None:
    text = imported_list("mine", read_list("- The door\n- My door\n- ü\n- é\n- No!\n- 10\n"), "2026-11-21", "list.md")
    ids = [item.id for item in loaded(tmp_path, text).items]
    assert ids == ["door", "door-2", "item", "item-2", "no", "10"]


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
def test_any_statement_comes_through_as_a_sound_file(statements: list[str]) -> None:
    found = ImportedList("", [("", statements)], places=[1] * len(statements))
    try:
        text = imported_list("mine", found, "2026-11-21", "list.md")
    except UnreadableFile:
        return
    data = parse(text, "mine.yaml").plain()
    read = [item["statement"] for section in data["sections"] for item in section["items"]]
    assert len(read) == len(statements)
    plain = [(a, b) for a, b in zip(statements, read, strict=True) if a.isprintable()]
    assert [a for a, b in plain if a != b] == []


@pytest.mark.parametrize("piece", ["<!--", "*a ", "[", "- ", "`a` ", "__a ", "~~x", "-\n", "# ", "- - - - x\n"])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    start = process_time()
    read_list(piece * (128 * 1024 // len(piece)))
    assert process_time() - start < 3, "about 0.1 s when written"


@given(st.text(max_size=300))
def test_no_text_breaks_the_import(text: str) -> None:
    found = read_list(text)
    assert all(statement.strip() for statement in found.statements)


@pytest.mark.parametrize("text", ["", "# Only a title", "- " + "x" * (LONGEST + 1), "- one\n" * 301])
def test_what_cannot_be_a_list_is_refused(text: str) -> None:
    with pytest.raises((UnreadableFile, BadData)):
        imported_list("mine", read_list(text), "2026-11-21", "list.md")


def test_each_statement_that_is_too_long_is_named_with_its_line() -> None:
    text = f"# Title\n\n- short\n- {'x' * 301}\n- {'y' * 290}\n  {'z' * 20}\n"
    with pytest.raises(BadData) as caught:
        imported_list("mine", read_list(text), "2026-11-21", "list.md")
    assert [problem.line for problem in caught.value.problems] == [4, 5]
    assert caught.value.message.startswith("list.md:4:1: longer than 300 letters: xxx")


def test_starters_are_sound(tmp_path) -> None:
    assert len(list(loaded(tmp_path, new_list("mine", "2026-11-21")).items)) == 1
    base = Shelf().load("pre-call")
    text = extending_list("mine", base)
    assert [item.id for item in loaded(tmp_path, text).items] == [item.id for item in base.items]


def test_what_the_extension_offers_works_when_the_signs_are_taken_away(tmp_path) -> None:
    base = Shelf().load("pre-call")
    body = extending_list("mine", base).split("# drop:")[1]
    first = next(iter(base.items)).id
    lines = ["drop:", *body.splitlines()[1:]]
    kept = [line for line in lines if not line.startswith("#   - ") or first in line or "title" in line]
    opened = "\n".join(line.removeprefix("# ").removeprefix("#") for line in kept if "Items" not in line)
    opened = opened.replace("severity:\n  " + first, "severity:\n  #" + first)
    text = f"schema: peerkit.checklist/1\nname: mine\nextends: pre-call\n{opened}\n"
    read = loaded(tmp_path, text.replace(f"{first}: must", "").replace("  #\n", ""))
    assert first not in [item.id for item in read.items]
    assert [item.id for item in read.items][-1] == "my-first-item"


@pytest.mark.parametrize("name", ["", "My list", "../up", "a--b", "-a", "a/b"])
def test_a_name_is_plain(name: str) -> None:
    with pytest.raises(WrongUsage):
        check_name(name)
