"""The walk where the machine saw a no: look again, go on, or set it aside with a reason."""

from __future__ import annotations

from peerkit.checklists.engine import Run, machine_answers
from peerkit.model.checklist import Item
from peerkit.model.session import AnsweredBy, Given, SessionVerdict
from peerkit.render.steps import REASONS
from tests.checklists.lists import NA, NICE, NO, SHOULD, UNKNOWN, YES, item, machine, run
from tests.walk.script import answers, walk

A, B = item("a"), item("b", SHOULD)


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
