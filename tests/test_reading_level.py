"""The counting of syllables, held against words counted by hand, and the grade against sums done by hand; then every
text that peer supporters read is held against the ceiling."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from peerkit.audit.checks import load_check
from peerkit.checklists.loader import SHIPPED, Shelf
from tests.reading_level import CEILING, grade, sentences, syllables, words

ROOT = Path(__file__).parents[1] / "peerkit"
# Files whose every text may reach a peer supporter in the middle of a session.
SPOKEN = (
    "render/steps.py", "render/session.py", "render/words.py", "render/checklist_sheet.py",
    "render/checklist_spoken.py", "checklists/walk.py", "cli/terminal.py", "platformfact.py",
)  # fmt: skip
BY_HAND = {
    1: "a the you calm help call phone lock locked plugged mice shared safe where closed worked asks shows don't won't "
       "can't they'll fix make through lights screens noise voice eyes please could files rules miles breaths hours",
    2: "upset private person people device password muted table bottles cables little open steady level wi-fi being "
       "quiet couldn't isn't needed boxes changes answer number wireless middle sentence sharing going doing ended "
       "noses crisis window riot every covered often headset trusted owner",
    3: "organise another computer library libraries microphone telephone supervise confidence video audio remember "
       "updated idea battery calendar internet ten-second privacy baa",
    4: "supervisor television security information emergency",
    5: "university opportunity organization",
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), [(word, n) for n, line in BY_HAND.items() for word in line.split()])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_numbers_are_read_digit_by_digit() -> None:
    assert syllables("988") == 3


def test_sentences_and_words() -> None:
    text = "Stay with them. Ask: Where are you? Run `peerkit ready --plain` at 14.30!"
    assert len(sentences(text)) == 4
    assert words(text) == ["Stay", "with", "them", "Ask", "Where", "are", "you", "Run", "it", "at", "14", "30"]


@pytest.mark.parametrize(
    ("text", "by_hand"),
    [
        # 3 words, 1 sentence, 3 syllables.
        ("Plug it in.", 0.39 * 3 + 11.8 * 1 - 15.59),
        # 10 words, 2 sentences, 11 syllables (only "supper" has two).
        ("The cat sat on the mat. It had its supper.", 0.39 * 5 + 11.8 * 11 / 10 - 15.59),
        # 7 words, 1 sentence, 1 + 5 + 3 + 5 + 1 + 2 + 4 syllables.
        ("The university considers opportunity for every supervisor.", 0.39 * 7 + 11.8 * 21 / 7 - 15.59),
    ],
)  # fmt: skip
def test_the_grade_by_hand(text: str, by_hand: float) -> None:
    assert grade(text) == pytest.approx(by_hand)


def test_hard_text_is_seen_as_hard() -> None:
    assert grade(
        "Organizational confidentiality requirements necessitate comprehensive authentication of all participating "
        "individuals prior to the initiation of any telecommunication."
    ) > 2 * CEILING  # fmt: skip


def items() -> Iterator[tuple[str, str]]:
    met = set()
    for name in [*sorted(Shelf().files()), *Shelf().pathways()]:
        for item in Shelf().load(name).items:
            if item in met:  # a pathway takes most of its items from the lists
                continue
            met.add(item)
            for part, text in (("statement", item.statement), ("why", item.why), ("fix", item.fix)):
                yield f"{name}.{item.id}.{part}", text


@pytest.mark.parametrize(("place", "text"), list(items()), ids=[place for place, _ in items()])
def test_every_text_of_every_item(place: str, text: str) -> None:
    assert grade(text) <= CEILING, place


def spoken(tree: ast.AST) -> Iterator[str]:
    """Every text in a piece of source that is not a docstring; what is filled in counts as one short word."""
    skip: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skip |= {id(part) for part in ast.walk(node)} - {id(node)}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "it" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.value


def sentences_in(*trees: ast.AST) -> list[str]:
    """The texts of five words or more: the formula says nothing about a label."""
    texts = [text.strip() for tree in trees for text in spoken(tree)]
    return [text for text in texts if sum(word.isalpha() for word in words(text)) >= 5]


def source(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text())


def too_hard(texts: Iterable[str]) -> dict[str, float]:
    return {text: round(grade(text), 1) for text in texts if grade(text) > CEILING}


@pytest.mark.parametrize("name", SPOKEN)
def test_every_text_of_a_session(name: str) -> None:
    assert too_hard(sentences_in(source(name))) == {}


def test_the_texts_of_a_session_are_found() -> None:
    found = " ".join(text for name in SPOKEN for text in sentences_in(source(name)))
    for text in (
        "Nothing you say or type here is kept",
        "What number can I call back",
        "You can start",
        "Why skip it?",
    ):
        assert text in found


def shown_checks() -> set[str]:
    """The checks whose words a peer supporter reads in a run of a shipped checklist; `device-audit` is IT's."""
    lists = [Shelf().load(path.stem) for path in SHIPPED.glob("*.yaml")]
    return {check for found in lists if found.audience != "IT staff" for item in found.items for check in item.checks}


@pytest.mark.parametrize("name", sorted(shown_checks()))
def test_what_checks_say_in_a_session(name: str) -> None:
    check = load_check(name)
    tree = source(f"audit/checks/{name.replace('-', '_')}.py")
    rules = [part for node in tree.body if isinstance(node, ast.FunctionDef) for part in node.body]
    assert too_hard([check.title, check.why, *sentences_in(*rules)]) == {}
