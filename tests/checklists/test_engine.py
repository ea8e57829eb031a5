"""How answers become a verdict, and whose answer stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.checklists.engine import fill_from_file, go_on_with, machine_answers
from peerkit.model.checklist import ItemSeverity
from peerkit.model.condition import Condition
from peerkit.model.session import Answer, AnsweredBy, Given, SessionVerdict, Situation
from tests.checklists.lists import (
    MUST,
    NA,
    NICE,
    NO,
    SHOULD,
    SKIPPED,
    UNKNOWN,
    YES,
    file,
    item,
    machine,
    person,
    run,
)

READY, CARE, NOT_READY, UNDECIDED = (
    SessionVerdict.READY, SessionVerdict.WITH_CARE, SessionVerdict.NOT_READY, SessionVerdict.UNDECIDED,
)  # fmt: skip
TABLE = {
    (MUST, YES): READY, (MUST, NO): NOT_READY, (MUST, NA): READY, (MUST, SKIPPED): UNDECIDED,
    (MUST, UNKNOWN): UNDECIDED,
    (SHOULD, YES): READY, (SHOULD, NO): CARE, (SHOULD, SKIPPED): CARE, (SHOULD, NA): READY, (SHOULD, UNKNOWN): CARE,
    (NICE, YES): READY, (NICE, NO): READY, (NICE, SKIPPED): READY, (NICE, NA): READY, (NICE, UNKNOWN): READY,
}  # fmt: skip


@pytest.mark.parametrize(("severity", "answer"), TABLE)
def test_one_item_decides(severity: ItemSeverity, answer: Answer) -> None:
    only = item("a", severity)
    trial = run(only)
    trial.answers[only.id] = person(answer)
    report = trial.report("now")
    assert report.verdict is TABLE[severity, answer]
    assert (report.blockers == ("a",)) is (report.verdict in (NOT_READY, UNDECIDED))
    assert ("a" in report.cares) is (report.verdict is CARE or (severity, answer) == (MUST, SKIPPED))


def test_a_must_skipped_for_a_reason_is_with_care() -> None:
    trial = run(item("a"))
    trial.give(item("a"), person(SKIPPED, "It cannot be done right now"))
    assert trial.report("now").verdict is CARE


def test_strict_counts_what_is_not_known_as_a_no() -> None:
    trial = run(item("a"))
    assert trial.report("now").verdict is UNDECIDED
    assert trial.report("now", strict=True).verdict is NOT_READY


def test_what_stands_in_the_way_comes_worst_first() -> None:
    trial = run(item("open"), item("no"), item("fine"))
    trial.give(item("no"), person(NO))
    trial.give(item("fine"), person(YES))
    assert trial.report("now").blockers == ("no", "open")


ANSWERS = st.builds(
    Given,
    st.sampled_from(Answer),
    st.sampled_from([*AnsweredBy, None]),
    st.just(()),
    st.sampled_from(["", "a reason"]),
    st.sampled_from([None, *Answer]),
)
SEVERITIES = st.sampled_from(ItemSeverity)


@given(st.lists(st.tuples(SEVERITIES, ANSWERS), min_size=1, max_size=8))
def test_no_arithmetic_outweighs_a_must(answers: list[tuple[ItemSeverity, Given]]) -> None:
    items = [item(f"i{n}", severity) for n, (severity, _) in enumerate(answers)]
    trial = run(*items)
    trial.answers = {one.id: answer for one, (_, answer) in zip(items, answers, strict=True)}
    report = trial.report("now")
    musts = [answer for severity, answer in answers if severity is MUST]
    if any(answer.answer is NO for answer in musts):
        assert report.verdict is NOT_READY
    elif any(answer.answer is UNKNOWN or (answer.answer is SKIPPED and not answer.reason) for answer in musts):
        assert report.verdict is UNDECIDED
    else:
        assert report.verdict in (READY, CARE)
    if report.verdict is READY:
        assert not any(answer.overruled is NO for severity, answer in answers if severity is not NICE)
    assert bool(report.blockers) is (report.verdict in (NOT_READY, UNDECIDED))


@given(st.sampled_from(Answer), st.sampled_from(Answer))
def test_a_file_fills_in_only_what_the_machine_could_not_tell(found: Answer, told: Answer) -> None:
    trial = run(item("a", checks=("x",)))
    machine_answers(trial, {"a": machine(found)})
    fill_from_file(trial, {"a": file(told)})
    stands = trial.given(item("a"))
    assert stands.answer is (told if found is UNKNOWN else found)
    assert stands.evidence == ("seen",), "what the machine saw stays in view"


def test_a_person_may_set_a_no_aside_for_a_reason_that_is_kept() -> None:
    trial, one = run(item("a")), item("a")
    machine_answers(trial, {"a": machine(NO, "open network")})
    assert trial.needs_reason(one, YES)
    assert trial.needs_reason(one, NA)
    assert not trial.needs_reason(one, NO)
    trial.give(one, person(YES, "I checked it another way"))
    kept = trial.given(one)
    assert (kept.answer, kept.by, kept.overruled) == (YES, AnsweredBy.PERSON, NO)
    assert (kept.evidence, kept.reason) == (("open network",), "I checked it another way")
    assert trial.report("now").verdict is CARE, "never simply ready"


def test_a_no_set_aside_is_not_forgotten_by_going_back_and_forth() -> None:
    trial, one = run(item("a")), item("a")
    machine_answers(trial, {"a": machine(NO)})
    trial.give(one, person(YES, "a reason"))
    trial.give(one, person(NO))
    assert trial.given(one) == machine(NO), "a person who agrees lets the machine's answer stand again"
    assert trial.needs_reason(one, YES)
    trial.give(one, person(YES, "a reason"))
    assert trial.given(one).overruled is NO
    assert trial.report("now").verdict is CARE


def test_a_fresh_look_replaces_what_was_seen() -> None:
    trial, one = run(item("a")), item("a")
    machine_answers(trial, {"a": machine(NO)})
    trial.give(one, machine(YES, "locked now"))
    assert trial.found(one) is YES
    trial.give(one, machine(UNKNOWN))
    assert trial.found(one) is None
    assert not trial.needs_reason(one, YES)


def test_a_yes_of_the_machine_may_be_doubted() -> None:
    trial, one = run(item("a", SHOULD)), item("a", SHOULD)
    machine_answers(trial, {"a": machine(YES)})
    assert not trial.needs_reason(one, NO)
    trial.give(one, person(NO))
    assert trial.given(one).overruled is YES
    assert trial.report("now").verdict is CARE


@pytest.mark.parametrize(
    ("before", "sees_now", "stands"),
    [
        (person(YES), UNKNOWN, YES),
        (person(YES), NO, NO),
        (person(NA), NO, NO),
        (person(NO), YES, YES),
        (replace(person(YES, "a reason"), overruled=NO), NO, YES),
        (replace(person(YES, "a reason"), overruled=NO), YES, YES),
        (machine(YES), UNKNOWN, UNKNOWN),
        (machine(YES), NO, NO),
    ],
)
def test_after_a_pause_the_machine_is_asked_anew(before: Given, sees_now: Answer, stands: Answer) -> None:
    trial = run(item("a"))
    machine_answers(trial, {"a": machine(sees_now)})
    go_on_with(trial, {"a": before, "gone": person(YES)})
    assert trial.given(item("a")).answer is stands
    assert set(trial.answers) == {"a"}


def test_an_override_taken_up_again_keeps_what_the_machine_sees_now() -> None:
    trial = run(item("a"))
    machine_answers(trial, {"a": machine(NO, "still open")})
    go_on_with(trial, {"a": replace(person(YES, "a reason"), overruled=NO)})
    assert trial.given(item("a")).evidence == ("still open",)
    assert trial.report("now").verdict is CARE


def test_what_an_answer_tells_lifts_a_should_to_a_must() -> None:
    told = item("people-told", SHOULD, tells=Condition.OTHERS_NEARBY)
    headset = item("headphones", SHOULD, must_if="others-nearby")
    trial = run(told, headset)
    assert trial.severity(headset) is SHOULD, "nobody said that others are near"
    for answer, severity in ((YES, MUST), (NO, MUST), (NA, SHOULD), (SKIPPED, SHOULD)):
        trial.give(told, person(answer))
        assert trial.severity(headset) is severity


def test_an_item_drops_out_only_where_its_condition_is_false() -> None:
    asked = item("screen", applies="sharing")
    for told, there in ((True, True), (None, True), (False, False)):
        trial = run(asked, situation=Situation(told={Condition.SHARING: told}))
        assert (asked in trial.items()) is there


def test_open_items_are_those_nobody_answered() -> None:
    trial = run(item("a"), item("b"))
    trial.give(item("a"), person(SKIPPED, "r"))
    assert [one.id for one in trial.open_items()] == ["b"]
