"""One fact about a platform as an answer: what settles an item, and what is left to the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from peerkit.grounds import Grounds, open_grounds
from peerkit.model.checklist import PlatformFact, WiderQuestion
from peerkit.model.function import Function
from peerkit.model.platform import Confidence, Sourced
from peerkit.model.policy import Overlay
from peerkit.model.session import Answer, AnsweredBy, Given, Situation
from peerkit.model.settings import Settings
from peerkit.platformfact import fact_answer

RUNS = PlatformFact("status", frozenset({"active", "renamed"}), frozenset({"retired"}))
LIMITS = PlatformFact(WiderQuestion.LIMITS)
APPROVED, SIGNED = PlatformFact(WiderQuestion.APPROVED), PlatformFact(WiderQuestion.SIGNED)


@cache
def grounds() -> Grounds:
    return open_grounds(Settings(), date(2026, 11, 21))


def answer(fact: PlatformFact, platform: str, overlay: Overlay | None = None, **said: int) -> Given:
    on = grounds() if overlay is None else replace(grounds(), overlay=overlay)
    return fact_answer(fact, Situation(platform, Function.VIDEO_GROUP, **said), on)  # type: ignore[arg-type]


def said_of(value: str, *others: str) -> Given:
    """The answer on a platform whose status reads so, with other sources that say otherwise."""
    platform = grounds().catalogue.platforms["signal"]
    conflicts = tuple(Sourced(other, "2026-11-20", Confidence.LOW, "memory") for other in others)
    status = Sourced(value, "2026-11-20", Confidence.HIGH, "memory", conflicts=conflicts)
    changed = platform._replace(answers={**platform.answers, "status": {None: status}})
    catalogue = grounds().catalogue._replace(platforms={"signal": changed})
    return fact_answer(RUNS, Situation("signal"), replace(grounds(), catalogue=catalogue))


def test_a_fact_settles_the_item() -> None:
    assert (said_of("active").answer, said_of("active").by) == (Answer.YES, AnsweredBy.PLATFORM)
    assert said_of("retired").answer is Answer.NO
    assert said_of("active").evidence == ("Signal. Is it still running? Still running.",)
    assert answer(RUNS, "skype").answer is Answer.NO


def test_what_is_not_known_is_left_to_the_person() -> None:
    given = said_of("unknown")
    assert (given.answer, given.by) == (Answer.UNKNOWN, None)
    assert "do not know" in given.evidence[0]


def test_sources_that_disagree_settle_nothing() -> None:
    given = said_of("active", "retired")
    assert (given.answer, given.by) == (Answer.UNKNOWN, None)
    assert given.evidence[0].endswith("Sources do not agree on it.")
    assert said_of("active", "renamed").answer is Answer.YES, "both mean yes"


def test_a_value_that_is_neither_yes_nor_no() -> None:
    fact = PlatformFact("status", frozenset({"renamed"}))
    assert answer(fact, "signal").answer is Answer.UNKNOWN


def test_a_question_nobody_knows() -> None:
    assert answer(PlatformFact("colour", frozenset({"red"})), "signal").answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({}, Answer.UNKNOWN),
        ({"people": 8}, Answer.UNKNOWN),
        ({"people": 8, "minutes": 30}, Answer.YES),
        ({"people": 8, "minutes": 60}, Answer.NO),
        ({"minutes": 60}, Answer.NO),
    ],
)
def test_limits_of_a_free_plan(said: dict[str, int], wanted: Answer) -> None:
    assert answer(LIMITS, "zoom-free", **said).answer is wanted


def test_the_programme_decides_what_is_allowed() -> None:
    assert answer(APPROVED, "signal").answer is Answer.UNKNOWN, "there is no list"
    assert answer(APPROVED, "signal", Overlay(approved=frozenset({"signal"}))).answer is Answer.YES
    assert answer(APPROVED, "signal", Overlay(approved=frozenset({"zoom-paid"}))).answer is Answer.NO
    banned = Overlay(approved=frozenset({"signal"}), banned=frozenset({"signal"}))
    assert answer(APPROVED, "signal", banned).answer is Answer.NO


def test_a_baa_counts_only_where_it_is_on_record() -> None:
    assert answer(SIGNED, "zoom-paid").answer is Answer.UNKNOWN
    assert answer(SIGNED, "zoom-free").answer is Answer.NO
    given = answer(SIGNED, "zoom-paid", Overlay(signed={"zoom-paid": "2026-01-02"}))
    assert given.answer is Answer.YES
    assert given.evidence[0].endswith("yes, signed on 2026-01-02.")
