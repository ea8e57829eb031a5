"""How often the linter is right, on statements labelled before it was written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from peerkit.checklists.wording import flaws_in
from peerkit.model.lint import LintRule

LABELS = {
    "no": LintRule.NO_IS_GOOD,
    "twice": LintRule.TWO_NEGATIVES,
    "two": LintRule.TWO_IN_ONE,
    "word": LintRule.OUR_WORDS,
    "caps": LintRule.CAPITALS,
}
FILE = Path(__file__).with_name("labelled_statements.txt")


def labelled(part: str) -> list[tuple[str, set[LintRule]]]:
    """Statements of one part of the file with what is amiss; reading level is measured elsewhere."""
    found, current = [], ""
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == part and " | " in line:
            labels, statement = line.split(" | ", 1)
            found.append((statement, {LABELS[label] for label in labels.split() if label in LABELS}))
    return found


def measured(part: str) -> tuple[float, float]:
    """Precision and recall over all rules."""
    counts: Counter[str] = Counter()
    for statement, want in labelled(part):
        got = set(flaws_in(statement))
        counts["hit"] += len(got & want)
        counts["false"] += len(got - want)
        counts["missed"] += len(want - got)
    return counts["hit"] / (counts["hit"] + counts["false"]), counts["hit"] / (counts["hit"] + counts["missed"])


@pytest.mark.parametrize("part", ["first", "second"])
def test_the_linter_is_mostly_right(part: str) -> None:
    """When written: first part 0.98 and 1.00; second part, not looked at before, 1.00 and 0.92."""
    assert len(labelled(part)) >= 75
    precision, recall = measured(part)
    assert precision >= 0.95
    assert recall >= 0.90


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("No one can hear me.", set()),
        ("I know what to do if someone walks in.", set()),
        ("Is anyone else in the room?", {LintRule.NO_IS_GOOD}),
        ("Isn\u2019t your door locked?", {LintRule.NO_IS_GOOD}),
        ("Not only my camera works, my mic does too.", set()),
        ("No calls, no mail and no news during this hour.", set()),
        ("Nobody is here who should not be.", {LintRule.TWO_NEGATIVES}),
        ("I am patient.", set()),
        ("The patient is ready.", {LintRule.OUR_WORDS}),
        ("My user name shows no birth date.", set()),
        ("My BAA, PIN and HIPAA papers are in the drawer.", set()),
        ("I am NOT alone.", {LintRule.CAPITALS}),
        ("My camera and my mic work.", set()),
        ("My camera works and my mic works.", {LintRule.TWO_IN_ONE}),
        ("I feel fine. If not, I know who to call.", set()),
        ("", set()),
    ],
)
def test_by_hand(statement: str, rules: set[LintRule]) -> None:
    assert set(flaws_in(statement)) == rules


def test_long_input_takes_no_long_time() -> None:
    for piece in ("a ", "and I ", "not ", "someone ", "I wrote and ", "leave ", "A"):
        list(flaws_in(piece * (300 // len(piece))))
