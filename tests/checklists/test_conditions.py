"""When an item applies: Kleene's tables, written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.model.condition import ALWAYS, Condition, Known, parse_applies
from peerkit.model.function import Function
from peerkit.model.session import Situation

A, B = Condition.VIDEO, Condition.GROUP
AND = {
    (True, True): True, (True, None): None, (True, False): False,
    (None, True): None, (None, None): None, (None, False): False,
    (False, True): False, (False, None): False, (False, False): False,
}  # fmt: skip
OR = {
    (True, True): True, (True, None): True, (True, False): True,
    (None, True): True, (None, None): None, (None, False): None,
    (False, True): True, (False, None): None, (False, False): False,
}  # fmt: skip
NOT = {True: False, None: None, False: True}
THREE = st.sampled_from([True, None, False])


@pytest.mark.parametrize(("a", "b"), AND)
def test_and_or(a: bool | None, b: bool | None) -> None:
    assert parse_applies("video and group").value({A: a, B: b}) is AND[a, b]
    assert parse_applies("video or group").value({A: a, B: b}) is OR[a, b]


@pytest.mark.parametrize("a", NOT)
def test_not(a: bool | None) -> None:
    assert parse_applies("not video").value({A: a}) is NOT[a]


def test_and_binds_closer_than_or() -> None:
    tree = parse_applies("video or group and not text")
    assert tree.value({A: True, B: False, Condition.TEXT: True}) is True
    assert tree.value({A: False, B: True, Condition.TEXT: True}) is False
    assert tree.value({A: False, B: True, Condition.TEXT: False}) is True
    assert tree.conditions == {A, B, Condition.TEXT}


def test_what_nobody_told_is_not_known() -> None:
    assert parse_applies("video").value({}) is None
    assert ALWAYS.value({}) is True


@given(st.dictionaries(st.sampled_from(Condition), THREE), THREE, THREE)
def test_learning_more_never_turns_an_answer_round(known: dict[Condition, bool | None], a: bool, b: bool) -> None:
    """What is settled stays settled when a condition that was not known becomes known."""
    tree = parse_applies("video and not group or sharing and text or not others-nearby")
    before = tree.value(known)
    more: Known = {A: a, B: b} | {key: value for key, value in known.items() if value is not None}
    assert before is None or tree.value(more) is before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vidio", "'vidio' is not a condition; known are: video, phone"),
        ("", "'nothing' is not a condition"),
        ("video and", "'video and' is not a condition"),
        ("video or or group", "'or group' is not a condition"),
        ("(video)", "'(video)' is not a condition"),
        ("not not video", "'not not video' is not a condition"),
        ("Video", "'Video' is not a condition"),
    ],
)
def test_a_wrong_word_is_named(text: str, says: str) -> None:
    with pytest.raises(ValueError, match="is not a condition") as caught:
        parse_applies(text)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("situation", "true"),
    [
        (Situation(), {"video", "computer-sound", "one-to-one"}),
        (Situation(function=Function.VIDEO_GROUP), {"video", "computer-sound", "group"}),
        (Situation(function=Function.BROADCAST), {"video", "computer-sound", "group"}),
        (Situation(people=3), {"video", "computer-sound", "group"}),
        (Situation(people=2), {"video", "computer-sound", "one-to-one"}),
        (Situation(function=Function.CALL), {"phone", "one-to-one"}),
        (Situation("phone-call", Function.CALL), {"phone", "one-to-one", "platform-named"}),
        (Situation("signal", Function.CALL), {"internet-call", "computer-sound", "one-to-one", "platform-named"}),
        (Situation(function=Function.TEXT_1TO1), {"text", "one-to-one"}),
        (Situation("discord", Function.TEXT_GROUP), {"text", "group", "platform-named"}),
        (Situation(told={Condition.SHARING: True}), {"video", "computer-sound", "one-to-one", "sharing"}),
    ],
)
def test_what_a_situation_settles(situation: Situation, true: set[str]) -> None:
    assert {condition.value for condition, value in situation.conditions().items() if value} == true


@pytest.mark.parametrize("text", ["video", "not text", "video and not group or sharing"])
def test_an_expression_reads_as_it_was_written(text: str) -> None:
    assert str(parse_applies(text)) == text
    assert str(ALWAYS) == ""
