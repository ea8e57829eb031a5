import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import CriterionScore, Range
from peerkit.model.platform import UNKNOWN
from peerkit.scoring.points import coverage_of, criterion_scores, points_of, score_of, total
from tests.scoring.made_up import (
    CRITERIA,
    DOOR,
    GUARD,
    LOCK,
    REACH,
    REAL,
    TODAY,
    platform,
    policy,
    said,
)


@pytest.mark.parametrize(
    ("answer", "criterion", "points"),
    [
        (said("full"), LOCK, Range(1, 1)),
        (said("half"), LOCK, Range(0.5, 0.5)),
        (said("none"), LOCK, Range(0, 0)),
        (said(UNKNOWN), LOCK, Range(0, 1)),
        (None, LOCK, Range(0, 1)),
        (said(UNKNOWN), REACH, Range(0.2, 1)),
        (said("no-account"), GUARD, None),
        (said(("room",)), DOOR, Range(0.6, 0.6)),
        (said(("room", "code")), DOOR, Range(1, 1)),
        (said(("nothing",)), DOOR, Range(0, 0)),
        (said(UNKNOWN), DOOR, Range(0, 1)),
        (said("full", "half"), LOCK, Range(0.5, 1)),
        (said("half", "none", "full"), LOCK, Range(0, 1)),
        (said("two", "no-account"), GUARD, Range(0, 1)),
        (said("no-account", "one"), GUARD, Range(0, 1)),
        (said(UNKNOWN, "full"), LOCK, Range(0, 1)),
        (said(("room",), ("nothing",)), DOOR, Range(0, 0.6)),
        (said(40), REAL.criteria["max-minutes"], None),
        (said("active"), REAL.criteria["status"], None),
    ],
)
def test_points_of_an_answer(answer, criterion, points):
    assert points_of(answer, criterion) == points


def parts(its=None, **answers):
    return criterion_scores(platform(**answers), CRITERIA.values(), Function.VIDEO_1TO1, its or policy(), TODAY)


def test_score_is_the_weighted_mean():
    # lock 2 * 0.5, guard 1 * 1, door 1 * 0.6, reach 1 * 0.5 over 5
    assert score_of(parts(lock="half", reach="some")) == Range(pytest.approx(62), pytest.approx(62))


def test_what_does_not_apply_leaves_the_sum():
    # lock 2 * 1, door 0.6, reach 1 over 4
    assert score_of(parts(guard="no-account")).low == pytest.approx(90)


def test_unknown_widens():
    # without lock: 2.6 to 4.6 of 5
    found = score_of(parts(lock=UNKNOWN))
    assert (found.low, found.high) == (pytest.approx(52), pytest.approx(92))


def test_no_weights_no_score():
    assert score_of(parts(policy(lock=0))) is None


def test_coverage_counts_weights_not_answers():
    assert coverage_of(parts()) == 1
    assert coverage_of(parts(lock=UNKNOWN)) == pytest.approx(3 / 5)
    assert coverage_of(parts(lock=None)) == pytest.approx(3 / 5)
    assert coverage_of(parts(guard="no-account", lock=UNKNOWN)) == pytest.approx(2 / 4)


def test_total_is_a_plain_sum_on_every_python():
    assert total([0.1] * 10) == 0.9999999999999999


def test_stale_is_told_for_each_answer():
    old = {part.criterion.id: part.stale for part in parts(lock=said("full", as_of="2026-05-01"))}
    assert old["lock"] is True
    assert old["guard"] is False


def test_every_criterion_is_listed_also_those_without_weight():
    found = parts()
    assert [part.criterion.id for part in found] == list(CRITERIA)
    assert all(isinstance(part, CriterionScore) for part in found)
    assert {part.criterion.id for part in found if part.weight == 0} >= {"status", "baa"}
