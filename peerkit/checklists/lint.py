"""The linter for checklists: what a sound file may still get wrong in its words, with the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from peerkit.checklists.loader import Shelf
from peerkit.checklists.reading import CEILING, grade, words
from peerkit.checklists.wording import flaws_in
from peerkit.datafile import Value, load
from peerkit.model.checklist import Checklist
from peerkit.model.lint import Flaw, LintedFile, LintRule

# What the starter and the import put where a person has to write; loaders take it, people should not meet it.
TO_FILL_IN = "(to fill in)"
_BLANKS = frozenset(
    {"", "to fill in", "fill in", "todo", "to do", "tbd", "none", "na", "n a", "why", "fix", "x", "xxx"}
)
# The formula says little about a text of fewer words.
_FEWEST_WORDS = 6
_WIDE = (LintRule.OUR_WORDS, LintRule.CAPITALS)
_ADVICE = {
    LintRule.NO_IS_GOOD: "The good answer to this seems to be no. Word it so that yes is the good one.",
    LintRule.TWO_NEGATIVES: "Two negatives make the reader turn twice. Say it the straight way.",
    LintRule.TWO_IN_ONE: "This asks more than one thing. Make an item of each.",
    LintRule.OUR_WORDS: "Say person or peer supporter. Client, patient and user keep people at a distance.",
    LintRule.CAPITALS: "Words in capitals read as shouting. Use small letters.",
}
_BLANK_ADVICE = {
    "why": "The reason is still blank. Say in a few words why it matters.",
    "fix": "What helps is still blank. Say what to do when the answer is no.",
}


def lint(file: Path, shelf: Shelf) -> LintedFile:
    """Look a checklist file over. Raises ``BadData`` or ``UnreadableFile`` where it is not sound to begin with."""
    checklist = shelf.read(file)
    flaws = sorted(_flaws(load(file), checklist), key=lambda flaw: (flaw.line, flaw.rule.value))
    return LintedFile(str(file), len(list(checklist.items)), tuple(flaws))


def _flaws(value: Value, checklist: Checklist) -> Iterator[Flaw]:
    items = list(_items(value))
    own = {item["id"].text() for item in items}
    met = {_bare(item.statement): "in the list this one builds on" for item in checklist.items if item.id not in own}
    for item in items:
        name, statement = item["id"].text(), item["statement"]
        yield from _item_flaws(name, item)
        bare = _bare(statement.text())
        if bare in met:
            message = f"This is said already, {met[bare]}. Keep one of the two."
            yield Flaw(statement.line, LintRule.SAID_TWICE, name, "statement", message)
        met.setdefault(bare, f"in line {statement.line}")


def _items(value: Value) -> Iterator[dict[str, Value]]:
    sections = value.mapping().get("sections")
    for section in sections.list() if sections is not None else ():
        items = section.mapping().get("items")  # a pathway takes some sections from other lists
        if items is not None and "from" not in section.mapping():
            yield from (item.mapping() for item in items.list())


def _item_flaws(name: str, item: dict[str, Value]) -> Iterator[Flaw]:
    for part in ("statement", "why", "fix"):
        text, line = item[part].text(), item[part].line
        if part in _BLANK_ADVICE and _bare(text) in _BLANKS:
            yield Flaw(line, LintRule.BLANK, name, part, _BLANK_ADVICE[part])
            continue
        for rule in flaws_in(text):
            if part == "statement" or rule in _WIDE:
                yield Flaw(line, rule, name, part, _ADVICE[rule])
        if len(words(text)) >= _FEWEST_WORDS and (level := grade(text)) > CEILING:
            advice = f"This reads like grade {level:.0f}, and {CEILING:.0f} is the goal. Use short words and sentences."
            yield Flaw(line, LintRule.HARD_WORDS, name, part, advice)


def _bare(text: str) -> str:
    """A text without what does not count when two are compared: case, signs, spaces."""
    return " ".join(re.findall(r"\w+", text.casefold()))
