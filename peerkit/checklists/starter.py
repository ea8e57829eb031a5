"""A checklist of one's own, to begin with: from nothing, from a text, or from another list; commented, ready to run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from peerkit.checklists.importing import ImportedList
from peerkit.checklists.lint import TO_FILL_IN
from peerkit.errors import BadData, Problem, UnreadableFile, WrongUsage
from peerkit.model.checklist import Checklist
from peerkit.render.paper import safe

SCHEMA = "peerkit.checklist/1"
MOST_ITEMS, LONGEST, LONGEST_TITLE = 300, 300, 80
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_HEAD = """\
# A checklist of your own. Run it with: peerkit checklist run {name}
# Look over its words with: peerkit checklist check {file}
#
# Each item is one statement; yes is always the good answer. severity is must (a no stops you), should or nice.
# Say why it matters, and what to do when the answer is no. Keep ids as they are once the list is in use.
"""
_ITEM = """\
      - id: my-first-item
        statement: I have what I need for this talk.
        severity: should
        why: Looking for things takes your mind off the person.
        fix: Put it on your desk now.
        beyond_seeds: true
"""


def check_name(name: str) -> str:
    """The name, where it can be a list's. Raises ``WrongUsage``."""
    if not re.fullmatch(_ID, name):
        raise WrongUsage(f"{name!r} is no name for a list.", "Use small letters, digits and dashes, such as my-team.")
    return name


def new_list(name: str, today: str) -> str:
    """A list with one item to change. ``today`` is the ISO date."""
    return _top(name, "My checklist", today) + '  - title: "Before we start"\n    items:\n' + _ITEM


def imported_list(name: str, found: ImportedList, today: str, file: str) -> str:
    """The list a text holds, each statement kept, with blanks where the reason and the help belong.

    Raises ``UnreadableFile`` where the text of ``file`` holds no statement or too many, ``BadData`` where one is longer
    than an item may be.
    """
    statements = found.statements
    if not statements:
        raise UnreadableFile("No statements were found in that file.", "Put each on a line of its own, with a dash.")
    if len(statements) > MOST_ITEMS:
        raise UnreadableFile(f"That file holds {len(statements)} statements; {MOST_ITEMS} is the most.", "Split it.")
    long = [
        Problem(line, 1, "", f"longer than {LONGEST} letters: {safe(statement[:40])}...")
        for line, statement in zip(found.places, statements, strict=True)
        if len(safe(statement)) > LONGEST
    ]
    if long:
        raise BadData(file, long, "Make two statements of each, or a shorter one.")
    taken: set[str] = set()
    lines = [_top(name, found.title or "My checklist", today).rstrip("\n")]
    for title, section in found.sections:
        lines += [f"  - title: {_quoted(title or 'Items', LONGEST_TITLE)}", "    items:"]
        for statement in section:
            lines += [*_imported(statement, taken), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def extending_list(name: str, base: Checklist) -> str:
    """A list that takes another one and changes it; the lines to change it with stand there as comments."""
    lines = [
        _HEAD.format(name=name, file=f"{name}.yaml").rstrip("\n"),
        f"schema: {SCHEMA}",
        f"name: {_id(name)}",
        f"extends: {_id(base.name)}",
        f"# title: {base.title}",
        "",
        "# Items you do not need; take away the # of those you drop (and of the line above them).",
        "# drop:",
        *(f"#   - {_id(item.id)}  # {safe(item.statement)}" for item in base.items),
        "",
        "# Items that weigh more or less with you: must, should or nice.",
        "# severity:",
        *(f"#   {_id(item.id)}: {item.severity.value}" for item in base.items),
        "",
        "# Items of your own, after the others.",
        "# sections:",
        "#   - title: Ours",
        "#     items:",
        *(f"#{line}" for line in _ITEM.rstrip("\n").split("\n")),
    ]
    return "\n".join(lines) + "\n"


def _top(name: str, title: str, today: str) -> str:
    return (
        _HEAD.format(name=name, file=f"{name}.yaml")
        + f"schema: {SCHEMA}\nname: {_id(name)}\ntitle: {_quoted(title, LONGEST_TITLE)}\naudience: peer supporters\n"
        + f'when: Before a session.\nreviewed_on: "{today}"\n\nsections:\n'
    )


def _imported(statement: str, taken: set[str]) -> Iterator[str]:
    yield f"      - id: {_id(_free_id(statement, taken))}"
    yield f"        statement: {_quoted(statement, LONGEST)}"
    yield "        severity: should"
    yield f"        why: {_quoted(TO_FILL_IN, LONGEST)}"
    yield f"        fix: {_quoted(TO_FILL_IN, LONGEST)}"
    yield "        beyond_seeds: true"


def _free_id(statement: str, taken: set[str]) -> str:
    """An id from the first words of a statement that no other item has."""
    words = re.findall(r"[a-z0-9]+", statement.lower().replace("'", ""))
    small = [word for word in words if word not in ("i", "the", "a", "an", "my", "is", "are", "have", "you", "your")]
    base = "-".join((small or words)[:4])[:40].strip("-") or "item"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    taken.add(found)
    return found


def _quoted(text: str, limit: int) -> str:
    shown = safe(text)
    return json.dumps(shown if len(shown) <= limit else f"{shown[: limit - 3]}...", ensure_ascii=False)


def _id(name: str) -> str:
    """A name as YAML takes it: in quotes where it may be read as a number, a date or as yes and no."""
    return name if re.fullmatch(r"[a-z]{4,}[a-z0-9-]*", name) and name not in ("true", "false", "null") else f'"{name}"'
