"""What must hold whatever the answers, weights and order are; invented over the real criteria and gates."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN, About, AnswerType, Platform
from peerkit.model.policy import PlatformVerdict, Policy, Weight
from peerkit.policies import load_policy, policy_names
from peerkit.scoring.judging import judge
from peerkit.scoring.points import points_of
from peerkit.scoring.ranking import in_order, rank
from tests.depth import depth
from tests.scoring.made_up import REAL, case, said

POLICIES = {name: load_policy(name, REAL.criteria) for name in policy_names()}
EARNING = sorted(name for name, criterion in REAL.criteria.items() if criterion.lowest is not None)
CLOSE = 1e-9


def values(criterion):
    words = sorted(criterion.values)
    if criterion.type is AnswerType.SET:
        return st.lists(st.sampled_from(words), min_size=1, unique=True).map(tuple)
    if criterion.type is AnswerType.CHOICE:
        return st.sampled_from(words)
    return st.one_of(st.sampled_from(words), st.integers(1, 1000))


def answers(criterion):
    plain = st.one_of(st.just(UNKNOWN), values(criterion))
    return st.one_of(
        plain.map(said),
        st.tuples(values(criterion), values(criterion))
        .filter(lambda two: two[0] != two[1])
        .map(lambda two: said(*two)),
    )


@st.composite
def platforms(draw, name="app"):
    told = {key: {None: draw(answers(criterion))} for key, criterion in REAL.criteria.items()}
    functions = tuple(draw(st.lists(st.sampled_from(list(Function)), min_size=1, unique=True)))
    return Platform(name, name, "Maker", "video", "An app.", functions, ("video-call",), told, ended="2013")


@st.composite
def policies(draw) -> Policy:
    base = POLICIES[draw(st.sampled_from(sorted(POLICIES)))]
    numbers = draw(st.fixed_dictionaries({name: st.floats(0, 100) for name in EARNING}))
    return base._replace(weights={name: Weight(number, "drawn", "") for name, number in numbers.items()})


def with_answer(platform, criterion, answer):
    return platform._replace(answers={**platform.answers, criterion: {None: answer}})


def running(platform):
    return with_answer(platform, "status", said("active"))


def judged(platform, policy, function=None):
    return judge(REAL, platform, case(policy, function or platform.functions[0]))


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(40, 2_000))
@given(platforms(), policies(), st.sampled_from(EARNING), st.data())
def test_more_points_never_lower_a_score(platform, policy, name, data):
    criterion = REAL.criteria[name]
    worse, better = data.draw(values(criterion)), data.draw(values(criterion))
    low, high = points_of(said(worse), criterion), points_of(said(better), criterion)
    assume(low is not None and high is not None and low.low <= high.low)
    before = judged(with_answer(running(platform), name, said(worse)), policy)
    after = judged(with_answer(running(platform), name, said(better)), policy)
    if before.score is None:
        assert after.score is None
        return
    assert after.score.low >= before.score.low - CLOSE
    assert after.score.high >= before.score.high - CLOSE
    if criterion.about in (About.PRIVACY, About.SAFETY) and before.privacy is not None:
        assert after.privacy.low >= before.privacy.low - CLOSE
        assert after.privacy.high >= before.privacy.high - CLOSE


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(40, 2_000))
@given(platforms(), policies(), st.sampled_from(EARNING))
def test_an_unknown_only_widens(platform, policy, name):
    known = judged(running(platform), policy)
    unknown = judged(with_answer(running(platform), name, said(UNKNOWN)), policy)
    assume(known.score is not None)
    assert unknown.score.low <= known.score.low + CLOSE
    assert unknown.score.high >= known.score.high - CLOSE
    assert (
        unknown.coverage <= known.coverage + CLOSE
        or points_of(known_answer(platform, name), REAL.criteria[name]) is None
    )


def known_answer(platform, name):
    return platform.answers[name][None]


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(40, 2_000))
@given(platforms(), policies(), st.sampled_from(EARNING), st.data())
def test_a_conflict_only_widens(platform, policy, name, data):
    criterion = REAL.criteria[name]
    one, two = data.draw(values(criterion)), data.draw(values(criterion))
    assume(one != two)
    both = judged(with_answer(running(platform), name, said(one, two)), policy)
    for value in (one, two):
        alone = judged(with_answer(running(platform), name, said(value)), policy)
        if alone.score is not None and both.score is not None:
            assert both.score.low <= alone.score.low + CLOSE
            assert both.score.high >= alone.score.high - CLOSE


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(40, 2_000))
@given(
    platforms(),
    policies(),
    st.sampled_from(
        [("status", "retired"), ("status", "renamed"), ("audience", "public"), ("who-may-host", "staff-only")]
    ),
    st.floats(0, 100),
)
def test_gates_beat_any_weights_and_bounds(platform, policy, stop, bound):
    stopped = with_answer(platform, stop[0], said(stop[1]))
    found = judged(stopped, policy._replace(good_from=0, avoid_below=-bound))
    assert found.verdict.rank >= PlatformVerdict.AVOID.rank
    assert in_order([found]).ranked == ()


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(25, 1_000))
@given(
    st.lists(st.sampled_from(sorted(REAL.platforms)), min_size=2, max_size=12, unique=True), policies(), st.randoms()
)
def test_order_of_entries_does_not_matter(ids, policy, shuffler: random.Random):
    other = list(ids)
    shuffler.shuffle(other)
    function = Function.VIDEO_1TO1
    assert rank(REAL, case(policy, function), ids) == rank(REAL, case(policy, function), other)


@pytest.mark.fuzz
@settings(deadline=None, max_examples=depth(25, 1_000))
@given(platforms(), policies())
def test_ranges_stay_within_bounds_and_repeat_themselves(platform, policy):
    found = judged(platform, policy)
    for span in (found.score, found.privacy):
        assert span is None or -CLOSE <= span.low <= span.high <= 100 + CLOSE
    assert 0 <= found.coverage <= 1
    assert found == judged(platform, policy)
