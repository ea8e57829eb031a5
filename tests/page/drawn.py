"""Questions and facts drawn at random, and judgements in the plain form in which the page hands them over."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case, Judgement, Range
from peerkit.model.platform import UNKNOWN, AnswerType, Catalogue, Confidence, Criterion, Platform, Said, Sourced
from peerkit.model.policy import Overlay, Policy, Weight
from peerkit.model.recommendation import Needs
from peerkit.scoring.recommending import recommend
from tests.page.conftest import TODAY

FLAGS = ("no_account", "no_internet", "no_smartphone", "captions", "anonymous", "free")
JUDGED = """judged => ({
  id: judged.platform.id, verdict: judged.verdict, score: judged.score, privacy: judged.privacy,
  privacy_says: judged.privacySays, allowed: judged.allowed, allowed_says: judged.allowedSays,
  coverage: judged.coverage, reasons: judged.reasons, changes: judged.changes, fn: judged.asked.fn,
  gates: judged.gates.map(hit => [hit.gate.id, hit.verdict, hit.says, hit.change, hit.doubt, hit.waits]),
  criteria: judged.criteria.map(part => [part.criterion.id, part.points, part.weight, part.stale]),
})"""
ASKED = """ask => {
  const page = window.peerkitPage, policy = page.policies.get(ask.policy), weights = {};
  for (const [id, weight] of Object.entries(ask.weights)) weights[id] = { weight, why: "", source: "" };
  return { ...ask, policy: { ...policy, weights, good_from: ask.good_from, avoid_below: ask.avoid_below } };
}"""


def plain_range(found: Range | None) -> dict[str, float] | None:
    return None if found is None else {"low": found.low, "high": found.high}


def plain(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the page hands it over."""
    return {
        "id": judgement.platform.id,
        "verdict": judgement.verdict.value,
        "score": plain_range(judgement.score),
        "privacy": plain_range(judgement.privacy),
        "privacy_says": judgement.privacy_says,
        "allowed": judgement.allowed.value,
        "allowed_says": judgement.allowed_says,
        "coverage": judgement.coverage,
        "reasons": list(judgement.reasons),
        "changes": list(judgement.changes),
        "fn": judgement.case.function.value,
        "gates": [
            [hit.gate.id, hit.verdict.value, hit.says, hit.change, hit.doubt, hit.waits_for_baa]
            for hit in judgement.gates
        ],
        "criteria": [
            [part.criterion.id, plain_range(part.points), part.weight, part.stale] for part in judgement.criteria
        ],
    }


def plain_case(case: Case) -> dict[str, Any]:
    """A case as the page wants it."""
    overlay, policy = case.overlay, case.policy
    return {
        "fn": case.function.value,
        "policy": policy.id,
        "weights": {name: weight.weight for name, weight in policy.weights.items()},
        "good_from": policy.good_from,
        "avoid_below": policy.avoid_below,
        "today": case.today.isoformat(),
        "people": case.people,
        "minutes": case.minutes,
        "overlay": {
            "signed": dict(overlay.signed),
            "approved": None if overlay.approved is None else sorted(overlay.approved),
            "banned": sorted(overlay.banned),
            "assume_signed": overlay.assume_signed,
        },
    }


def drawn_weight(draw: random.Random) -> float:
    return draw.choice([0, 0, 1, draw.uniform(0, 100), draw.randint(0, 20) / 2])


def drawn_case(draw: random.Random, catalogue: Catalogue, policies: Mapping[str, Policy]) -> Case:
    """Any question: often with odd weights, zeros among them."""
    policy = draw.choice(list(policies.values()))
    movable = [name for name, criterion in catalogue.criteria.items() if criterion.lowest is not None]
    weights = {
        name: Weight(draw.choice([0, 0, 1, draw.uniform(0, 100), draw.randint(0, 20) / 2]), "", "") for name in movable
    }
    if draw.random() < 0.1:
        weights = {name: Weight(0, "", "") for name in movable}
    avoid = draw.uniform(0, 90)
    ids = list(catalogue.platforms)
    overlay = Overlay(
        signed={name: draw.choice(["2026-01-15", "2025-12"]) for name in draw.sample(ids, draw.choice([0, 0, 12]))},
        approved=frozenset(draw.sample(ids, 30)) if draw.random() < 0.2 else None,
        banned=frozenset(draw.sample(ids, draw.choice([0, 5]))),
        assume_signed=draw.random() < 0.2,
    )
    return Case(
        draw.choice(list(Function)),
        policy._replace(weights=weights, avoid_below=avoid, good_from=draw.uniform(avoid, 100)),
        TODAY.replace(year=draw.choice([2026, 2027, 2031])),
        overlay,
        draw.choice([None, 2, 12, 150, 100_000]),
        draw.choice([None, 30, 60, 1000]),
    )


def drawn_needs(draw: random.Random, catalogue: Catalogue) -> Needs:
    devices = list(catalogue.criteria["devices-join"].values)
    return Needs(
        function=draw.choice([None, None, *Function]),
        devices=tuple(draw.sample(devices, draw.choice([0, 0, 1, 3]))),
        likes=tuple(draw.sample(list(catalogue.platforms), draw.choice([0, 1, 3]))),
        people=draw.choice([2, 2, 3, 12, 150]),
        minutes=draw.choice([None, 45, 90]),
        **{flag: draw.random() < 0.25 for flag in FLAGS},
    )


def drawn_value(draw: random.Random, criterion: Criterion) -> Said:
    """Any value an answer may have; often a word that earns no points, or unknown."""
    if draw.random() < 0.15:
        return UNKNOWN
    words = list(criterion.values)
    if criterion.type is AnswerType.SET:
        return tuple(draw.sample(words, draw.randint(1, len(words))))
    if criterion.type in (AnswerType.NUMBER, AnswerType.MONEY) and draw.random() < 0.8:
        return draw.choice([1, 2, 12, 40, 100, 2.25])
    return draw.choice(words)


def drawn_answer(draw: random.Random, criterion: Criterion) -> Sourced:
    conflicts = [
        Sourced(drawn_value(draw, criterion), "2026-01-01", Confidence.LOW, "memory")
        for _ in range(draw.choice([0, 0, 0, 1, 2]))
    ]
    day = draw.choice(["2026-11-20", "2026-08-23", "2026-05-25", "2021-01-01"])
    return Sourced(drawn_value(draw, criterion), day, Confidence.HIGH, "memory", conflicts=tuple(conflicts))


def drawn_platform(draw: random.Random, platform: Platform, catalogue: Catalogue) -> Platform:
    """The platform with other answers, some missing, some by function."""
    functions = tuple(draw.sample(list(Function), draw.randint(1, len(Function))))
    answers: dict[str, dict[Function | None, Sourced]] = {}
    for name, criterion in catalogue.criteria.items():
        keys = functions if criterion.by_function and draw.random() < 0.5 else (None,)
        if draw.random() < 0.95:
            answers[name] = {key: drawn_answer(draw, criterion) for key in keys}
    if draw.random() < 0.7:
        answers["status"] = {None: Sourced("active", "2026-11-20", Confidence.HIGH, "memory")}
        answers["audience"] = {None: Sourced("private", "2026-11-20", Confidence.HIGH, "memory")}
        answers["who-may-host"] = {None: Sourced("anyone", "2026-11-20", Confidence.HIGH, "memory")}
    return platform._replace(functions=functions, answers=answers)


def drawn_catalogue(seed: int, catalogue: Catalogue) -> Catalogue:
    """The catalogue with every answer drawn; some platforms are twins, so that ties are met."""
    draw = random.Random(seed)
    drawn = {name: drawn_platform(draw, platform, catalogue) for name, platform in catalogue.platforms.items()}
    for name, twin in zip(draw.sample(list(drawn), 12), draw.sample(list(drawn), 12), strict=True):
        drawn[name] = drawn[name]._replace(answers=drawn[twin].answers, functions=drawn[twin].functions)
    return catalogue._replace(platforms=drawn)


def close(found: Any, expected: Any, where: str) -> None:
    """The same, with numbers equal to a billionth."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), where
        for key, value in expected.items():
            close(found[key], value, f"{where}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), f"{where}: {found} is not {expected}"
        for place, value in enumerate(expected):
            close(found[place], value, f"{where}[{place}]")
    elif isinstance(expected, float) or (isinstance(expected, int) and not isinstance(expected, bool)):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9), where
    else:
        assert found == expected, where


def told(places: Sequence[Judgement]) -> list[dict[str, Any]]:
    return [plain(judgement) for judgement in places]


RECOMMENDED = f"""([ask, needs]) => {{
  const found = window.peerkitPage.recommend(({ASKED})(ask), needs), judged = {JUDGED};
  const told = one => [judged(one.judged), one.liked, one.only, one.mind];
  return [found.suggestions.map(told), found.waiting.map(told),
    found.leftOut.map(one => [judged(one.judged), one.step, one.because, one.liked]), found.order];
}}"""


def recommended(catalogue: Catalogue, case: Case, needs: Needs) -> list[Any]:
    found = recommend(catalogue, case.policy, case.today, case.overlay, needs)
    groups = [
        [[plain(one.judgement), one.liked, one.only_way, list(one.mind)] for one in group]
        for group in (found.suggestions, found.waiting)
    ]
    left = [[plain(one.judgement), one.step, list(one.because), one.liked] for one in found.left_out]
    return [*groups, left, list(found.order)]
