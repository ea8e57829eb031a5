"""The walk with a scripted terminal: every key at every prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from peerkit.checklists.engine import Run, go_on_with, machine_answers
from peerkit.checklists.walk import Left, Walk
from peerkit.model.checklist import Item
from peerkit.model.condition import Condition
from peerkit.model.session import AnsweredBy, Given, SessionVerdict
from peerkit.model.settings import Crisis
from peerkit.render.paper import Paper
from peerkit.render.steps import REASONS
from tests.checklists.lists import MUST, NA, NICE, NO, SHOULD, SKIPPED, UNKNOWN, YES, item, machine, person, run

CRISIS = Crisis(supervisor="Sam, 555 0100", text="Say that you will not hang up.\nCall the front desk.")


@dataclass
class Script:
    """A terminal whose person follows a script: a key each, or a line where it starts with ``>``."""

    todo: list[str]
    shown: list[str] = field(default_factory=list)

    def show(self, text: str) -> None:
        self.shown.append(text)

    def key(self) -> str:
        return self._next(line=False)

    def line(self) -> str:
        return self._next(line=True).removeprefix(">")

    def _next(self, *, line: bool) -> str:
        if not self.todo:
            raise AssertionError(f"the script ended, and the walk still asks: {self.shown[-1]}")
        assert self.todo[0].startswith(">") is line, f"{self.todo[0]!r} was to come, at: {self.shown[-1]}"
        return self.todo.pop(0)

    @property
    def text(self) -> str:
        return "".join(self.shown)


def walk(
    trial: Run, *keys: str, look_again: Callable[[Item], Given] | None = None
) -> tuple[Script, list[tuple[str, Given]]]:
    """Walk to the end, every key used; the terminal, and what was kept in which order."""
    script, kept = Script(list(keys)), list[tuple[str, Given]]()
    Walk(
        trial, script, Paper(80), CRISIS, look_again or (lambda _: machine(UNKNOWN)),
        lambda one, given: kept.append((one.id, given)),
    ).go()  # fmt: skip
    assert script.todo == []
    return script, kept


def left(trial: Run, *keys: str) -> tuple[Script, list[tuple[str, Given]]]:
    """Walk until the person leaves."""
    script, kept = Script(list(keys)), list[tuple[str, Given]]()
    with pytest.raises(Left):
        Walk(
            trial, script, Paper(80), CRISIS, lambda _: machine(UNKNOWN),
            lambda one, given: kept.append((one.id, given)),
        ).go()  # fmt: skip
    assert script.todo == []
    return script, kept


def answers(trial: Run) -> dict[str, str]:
    return {one.id: trial.given(one).answer.value for one in trial.items()}


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


def seen_no(*items: Item) -> Run:
    trial = run(*items)
    machine_answers(trial, {items[0].id: machine(NO, "open network")})
    return trial


def test_a_machines_no_is_shown_with_its_evidence_and_its_fix() -> None:
    script, kept = walk(trial := seen_no(A, B), "g", "y")
    first = script.shown[0]
    for text in ("PeerKit looked, and the answer is no.", "open network", "What helps: Fix a.", "f = I fixed it"):
        assert text in first
    assert answers(trial) == {"a": "no", "b": "yes"}
    assert [name for name, _ in kept] == ["b"]


def test_a_nice_that_is_no_is_not_asked() -> None:
    trial = seen_no(item("a", NICE), B)
    script, _ = walk(trial, "y")
    assert "Is a so." not in script.text


def test_looking_again_and_it_is_fixed() -> None:
    looked: list[str] = []

    def look(one: Item) -> Given:
        looked.append(one.id)
        return machine(YES, "locked network")

    script, kept = walk(trial := seen_no(A, B), "f", "y", look_again=look)
    assert looked == ["a"]
    assert "Thank you. PeerKit looked again: locked network" in script.text
    assert kept[0] == ("a", machine(YES, "locked network"))
    assert trial.report("now").verdict is SessionVerdict.READY


def test_looking_again_and_it_does_not_apply_any_more() -> None:
    script, _ = walk(trial := seen_no(A), "f", look_again=lambda _: machine(NA, "on a cable now"))
    assert "PeerKit looked again: on a cable now" in script.text
    assert answers(trial) == {"a": "not_applicable"}


def test_looking_again_and_it_is_still_no() -> None:
    script, _ = walk(trial := seen_no(A), "f", "g", look_again=lambda _: machine(NO, "still open"))
    assert "still open" in script.text
    assert trial.report("now").verdict is SessionVerdict.NOT_READY


def test_looking_again_and_it_cannot_be_told_asks_the_person() -> None:
    trial = run(one := item("a", checks=("x",)))
    machine_answers(trial, {"a": machine(NO)})
    script, _ = walk(trial, "f", "y", look_again=lambda _: machine(UNKNOWN, "the bus went away"))
    assert "PeerKit could not tell. the bus went away" in script.text
    assert trial.given(one).by is AnsweredBy.PERSON


def test_a_machines_no_is_overruled_with_a_reason() -> None:
    script, kept = walk(trial := seen_no(A), "y", ">", "y", ">my own words")
    assert "PeerKit saw a no. Why is it a yes?" in script.text
    assert (kept[0][1].overruled, kept[0][1].reason) == (NO, "my own words")
    assert trial.report("now").verdict is SessionVerdict.WITH_CARE


def test_does_not_apply_to_a_machines_no_needs_a_reason_too() -> None:
    script, _ = walk(seen_no(A), "a", ">1")
    assert "PeerKit saw a no. Why does it not apply?" in script.text


def test_back_to_a_machines_no_that_was_overruled() -> None:
    """Its finding is shown again, and neither agreeing nor changing one's mind loses it."""
    script, _ = walk(trial := seen_no(A, B), "y", ">1", "b", "n", "b", "y", ">2", "y")
    assert script.text.count("PeerKit looked, and the answer is no.") == 3
    assert f"Your answer so far: yes. You said: {REASONS[0]}" in script.text
    found = trial.given(A)
    assert (found.answer, found.overruled, found.reason) == (YES, NO, REASONS[1])
    assert trial.report("now").verdict is SessionVerdict.WITH_CARE


def test_back_to_an_overruled_no_and_agreeing_with_the_machine() -> None:
    _, kept = walk(trial := seen_no(A, B), "y", ">1", "b", "n", "y")
    assert trial.given(A) == machine(NO, "open network")
    assert kept[1] == ("a", machine(NO, "open network"))
    assert trial.report("now").verdict is SessionVerdict.NOT_READY


def test_back_to_an_overruled_no_and_going_on_lets_it_stand() -> None:
    walk(trial := seen_no(A, B), "y", ">1", "b", "g", "y")
    assert trial.given(A).overruled is NO


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
