"""The walk with a scripted terminal: every key at every prompt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from peerkit.checklists.engine import go_on_with, machine_answers
from peerkit.model.condition import Condition
from peerkit.model.session import SessionVerdict
from peerkit.render.steps import REASONS
from tests.checklists.lists import MUST, NO, SHOULD, SKIPPED, UNKNOWN, YES, item, machine, person, run
from tests.walk.script import Script, answers, left, walk

A, B, C = item("a"), item("b", SHOULD), item("c", SHOULD)


@pytest.mark.parametrize("key", ["y", "Y"])
def test_yes(key: str) -> None:
    script, kept = walk(trial := run(A), key)
    assert kept == [("a", person(YES))]
    assert "1 of 1: All" in script.text
    assert "(This one is a must.)" in script.text
    assert trial.report("now").verdict is SessionVerdict.READY


def test_no_shows_the_fix_at_once_and_goes_on() -> None:
    script, kept = walk(trial := run(A), "n", "g")
    assert "Fix a." in script.shown[-1]
    assert "g = go on with no" in script.shown[-1]
    assert kept == [("a", person(NO))]
    assert trial.report("now").verdict is SessionVerdict.NOT_READY


def test_no_then_fixed() -> None:
    _, kept = walk(trial := run(A), "n", "f")
    assert [given.answer for _, given in kept] == [NO, YES], "the no was kept at once, should the lights go out"
    assert trial.report("now").verdict is SessionVerdict.READY


def test_back_from_the_fix_asks_the_same_item_again() -> None:
    script, _ = walk(trial := run(A), "n", "b", "y")
    assert "Your answer so far: no." in script.text
    assert answers(trial) == {"a": "yes"}


def test_does_not_apply_and_skip() -> None:
    walk(trial := run(B, C), "a", "s")
    assert answers(trial) == {"b": "not_applicable", "c": "skipped"}
    assert trial.report("now").verdict is SessionVerdict.WITH_CARE


def test_a_must_skipped_needs_a_reason() -> None:
    script, kept = walk(trial := run(A), "s", ">2")
    assert "This one is a must. Why skip it?" in script.text
    assert kept == [("a", person(SKIPPED, REASONS[1]))]
    assert trial.report("now").verdict is SessionVerdict.WITH_CARE


@pytest.mark.parametrize("empty", [">", ">   ", ">9", ">0"])
def test_no_reason_goes_back_to_the_item(empty: str) -> None:
    script, kept = walk(run(A), "s", empty, "y")
    assert script.text.count("Is a so.") == 2
    assert kept == [("a", person(YES))]


def test_own_words_are_a_reason_and_have_an_end() -> None:
    _, kept = walk(run(A), "s", ">" + "x" * 500)
    assert kept[0][1].reason == "x" * 200


def test_an_odd_digit_is_own_words() -> None:
    _, kept = walk(run(A), "s", ">\u00b2")
    assert kept[0][1].reason == "\u00b2"


def test_back_over_several_items() -> None:
    script, _ = walk(trial := run(A, B, C), "y", "y", "b", "b", "n", "g", "y")
    assert answers(trial) == {"a": "no", "b": "yes", "c": "yes"}
    assert "Your answer so far: yes." in script.text


def test_back_then_forward_asks_again_what_comes_after() -> None:
    """An item gone back to stays answered; the walk goes on with the first one that is not."""
    _, kept = walk(trial := run(A, B), "y", "b", "n", "g", "y")
    assert [given.answer for _, given in kept] == [YES, NO, YES]
    assert answers(trial) == {"a": "no", "b": "yes"}


def test_back_at_the_first_item() -> None:
    script, _ = walk(run(A), "b", "y")
    assert "This is the first one." in script.text


def test_why_and_an_unknown_key_leave_the_question_open() -> None:
    script, kept = walk(run(A), "?", "x", "\x1b[A", "y")
    assert "Why: Why a." in script.text
    assert script.text.count("Please press one of the keys above.") == 2
    assert len(kept) == 1


def crisis_cards(script: Script) -> int:
    return script.text.count("Crisis card\n")


def test_the_crisis_card_is_one_key_away_from_every_prompt() -> None:
    trial = run(item("a", checks=("x",)), item("b"))
    machine_answers(trial, {"a": machine(NO)})
    # The machine's no; its reason prompt; a question; its fix; a must's reason.
    script, kept = walk(trial, "c", "y", ">c", ">C", ">1", "c", "n", "c", "b", "s", ">c", ">1")
    assert crisis_cards(script) == 6
    for line in ("Where are you right now?", "What number can I call back", "call 911", "988", "Sam, 555 0100",
                 "Say that you will not hang up.\nCall the front desk.", "Nothing you say"):  # fmt: skip
        assert line in script.text
    assert [given.reason for _, given in kept] == [REASONS[0], "", REASONS[0]], "the key is never taken for a reason"


@pytest.mark.parametrize(
    ("before", "kept_answers"),
    [(("q",), []), (("y", "q"), [YES]), (("n", "q"), [NO]), (("s", ">1", "Q"), [SKIPPED]), (("c", "q"), [])],
)
def test_leaving_keeps_what_was_answered(before: Sequence[str], kept_answers: list[object]) -> None:
    _, kept = left(run(A, B), *before)
    assert [given.answer for _, given in kept] == kept_answers


def test_leaving_and_going_on() -> None:
    _, kept = left(run(A, B, C), "y", "n", "g", "q")
    again = run(A, B, C)
    go_on_with(again, dict(kept))
    script, _ = walk(again, "y")
    assert "3 of 3: Second" in script.text, "the place is kept"
    assert answers(again) == {"a": "yes", "b": "no", "c": "yes"}


def test_an_answer_changes_what_comes_after() -> None:
    told = item("near", SHOULD, tells=Condition.OTHERS_NEARBY)
    headset = item("headset", SHOULD, must_if="others-nearby")
    script, _ = walk(run(told, headset), "y", "y")
    assert "(This one is a must.)" in script.shown[-2]
    script, _ = walk(run(told, headset), "a", "y")
    assert "(This one is a must.)" not in script.text


def test_an_item_the_machine_could_not_tell_says_why() -> None:
    one = item("a", MUST, checks=("x",))
    trial = run(one)
    machine_answers(trial, {"a": machine(UNKNOWN, "No sound server runs here.")})
    script, _ = walk(trial, "y")
    assert "PeerKit could not tell. No sound server runs here." in script.text


def test_the_progress_counts_only_what_is_asked() -> None:
    trial = run(A, B, C)
    machine_answers(trial, {"b": machine(YES)})
    script, _ = walk(trial, "y", "y")
    assert [text.splitlines()[1] for text in script.shown if " of " in text] == ["1 of 2: First", "2 of 2: Second"]
