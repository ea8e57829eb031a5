"""The words of reports on platforms: ranges, reasons, evidence, and what would change a verdict."""

from __future__ import annotations

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Judgement, Range
from peerkit.model.platform import Confidence, Sourced
from peerkit.model.policy import Overlay
from peerkit.render.platform_words import (
    MARKS,
    Notes,
    allowed_words,
    change_words,
    known_words,
    main_reason,
    points_words,
    privacy_words,
    range_words,
    reason_words,
)
from peerkit.scoring import judge
from tests.scoring.made_up import REAL, TODAY


def judged(name: str, policy: str = "peer-run", overlay: Overlay | None = None) -> Judgement:
    """A shipped platform under a shipped policy."""
    from peerkit.model.judgement import Case
    from peerkit.policies import load_policy

    case = Case(Function.VIDEO_1TO1, load_policy(policy, REAL.criteria), TODAY, overlay or Overlay())
    return judge(REAL, REAL.platforms[name], case)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Range(64.04, 67.8), "64 to 68 of 100"),
        (Range(70.1, 70.1), "70 of 100"),
        (Range(69.6, 70.4), "70 of 100"),
        (Range(0, 100), "0 to 100 of 100"),
    ],
)
def test_ranges(found: Range, words: str) -> None:
    assert range_words(found) == words


def test_points_of_what_a_rule_stops_say_so_in_the_same_breath() -> None:
    assert points_words(judged("signal", "hipaa")).endswith(" of 100, but a rule stops it")
    assert "rule" not in points_words(judged("signal"))
    assert points_words(judged("skype")) == "none: it cannot be used for this"
    assert known_words(judged("skype")) == ""


def test_privacy_and_permission_are_two_lines() -> None:
    signal = judged("signal", "hipaa")
    assert privacy_words(signal).endswith("Locked end to end: yes, from the start.")
    assert allowed_words(signal).startswith("no. No BAA is offered")
    signed = judged("zoom-paid", "hipaa", Overlay(signed={"zoom-paid": "2026-01-15"}))
    assert allowed_words(signed).startswith("yes. A BAA is on record, signed on 15 January 2026.")


def test_as_long_as_a_rule_stops_it_better_answers_change_nothing() -> None:
    whatsapp = judged("whatsapp", "hipaa")
    assert whatsapp.stopped
    assert not [change for change in change_words(whatsapp) if change.startswith(("It would be", "Check again"))]
    assert change_words(judged("zoom-paid", "hipaa")) == [
        "Your program signs the BAA and notes the day in the settings."
    ]


def test_each_question_stands_among_the_reasons_once() -> None:
    doubled = judged("signal")._replace(reasons=("For it: A? Half.", "Against it: A? Half.", "Not known: B?"), gates=())
    assert reason_words(doubled) == ["For it: A? Half.", "Not known: B?"]


def test_the_main_reason_is_a_rule_or_the_side_the_verdict_fell_to() -> None:
    assert main_reason(judged("signal", "hipaa")).startswith("No BAA is offered")
    reasons = ("For it: A? Yes.", "Against it: B? No.")
    good = judged("jitsi-self-hosted")._replace(reasons=reasons, gates=())
    assert MARKS[good.verdict].word == "good fit"
    assert main_reason(good) == reasons[0]
    careful = judged("teams-free")._replace(reasons=reasons, gates=())
    assert MARKS[careful.verdict].word == "use with care"
    assert main_reason(careful) == reasons[1]


def test_evidence() -> None:
    notes = Notes(REAL)
    source = next(name for name, one in REAL.sources.items() if one.kind.value == "vendor" and one.url)
    said = Sourced("on", "2026-11-20", Confidence.HIGH, source)
    assert notes.evidence(said) == "2026-11-20, sure, the company [1]."
    assert notes.evidence(said, stale=True) == "2026-11-20, sure, the company [1]; needs a re-check."
    assert notes.evidence(Sourced("unknown", "2026-11-20")) == "Looked for on 2026-11-20."
    remembered = Sourced("on", "2026-11-20", Confidence.MEDIUM, "memory")
    assert notes.evidence(remembered) == "2026-11-20, fairly sure, from memory."
    assert [item.lead for item in notes.items()] == ["[1]"], "memory is no source to look up"
    assert notes.items()[0].url == REAL.sources[source].url


def test_every_verdict_is_a_word_and_not_only_a_colour() -> None:
    assert len({mark.word for mark in MARKS.values()}) == 4
