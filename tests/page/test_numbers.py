"""The page gives the numbers, verdicts and sentences of the command line, for every platform and any weights."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case, Judgement, Range
from peerkit.model.platform import Catalogue
from peerkit.model.policy import Overlay, Policy, Weight
from peerkit.model.recommendation import Needs
from peerkit.platformdata.scenarios import load_scenarios
from peerkit.render.page_data import needs_plain
from peerkit.scoring import judge, rank
from peerkit.scoring.recommending import recommend
from peerkit.scoring.robustness import robustness
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


def drawn_case(draw: random.Random, catalogue: Catalogue, policies: dict[str, Policy]) -> Case:
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


@pytest.fixture(scope="module")
def page(chromium: Any, page_file: Path) -> Iterator[Any]:
    """One page for all draws: scoring keeps nothing from one call to the next."""
    page = chromium.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.scripted")
    yield page
    page.close()


@pytest.mark.parametrize("seed", range(40))
def test_every_platform_under_drawn_policies_and_weights(
    page: Any, seed: int, catalogue: Catalogue, policies: dict[str, Policy]
) -> None:
    case = drawn_case(random.Random(seed), catalogue, policies)
    found = page.evaluate(
        f"""ask => {{ const page = window.peerkitPage, asked = ({ASKED})(ask);
        return [...page.platforms.values()].map(one => page.judge(one, asked)).map({JUDGED}); }}""",
        plain_case(case),
    )
    close(found, told([judge(catalogue, platform, case) for platform in catalogue.platforms.values()]), f"seed {seed}")


@pytest.mark.parametrize("function", list(Function), ids=lambda function: function.value)
def test_shipped_policies_on_the_day(
    page: Any, function: Function, catalogue: Catalogue, policies: dict[str, Policy]
) -> None:
    for policy in policies.values():
        case = Case(function, policy, TODAY)
        ranking = rank(catalogue, case)
        found = page.evaluate(
            f"""ask => {{ const found = window.peerkitPage.rank(({ASKED})(ask));
            return [found.ranked, found.waiting, found.stopped].map(group => group.map({JUDGED})); }}""",
            plain_case(case),
        )
        close(found, [told(ranking.ranked), told(ranking.waiting), told(ranking.stopped)], policy.id)


@pytest.mark.parametrize("seed", range(12))
def test_order_firmness_and_swap(page: Any, seed: int, catalogue: Catalogue, policies: dict[str, Policy]) -> None:
    case = drawn_case(random.Random(1000 + seed), catalogue, policies)
    ranking = rank(catalogue, case)
    firm = robustness(ranking.ranked, seed=seed, draws=300)
    found = page.evaluate(
        f"""([ask, seed]) => {{ const page = window.peerkitPage, found = page.rank(({ASKED})(ask));
        return [found.ranked.map(one => one.platform.id), page.robustness(found.ranked, seed, 300)]; }}""",
        [plain_case(case), seed],
    )
    assert found[0] == [judgement.platform.id for judgement in ranking.ranked]
    assert found[1]["first"] == [list(pair) for pair in firm.first]
    if firm.swap is None:
        assert found[1]["swap"] is None
    else:
        assert found[1]["swap"]["criterion"] == firm.swap.criterion
        assert found[1]["swap"]["needed"] == pytest.approx(firm.swap.needed, rel=1e-9)


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


@pytest.mark.parametrize("seed", range(30))
def test_recommendations_for_drawn_needs(
    page: Any, seed: int, catalogue: Catalogue, policies: dict[str, Policy]
) -> None:
    draw = random.Random(2000 + seed)
    needs = drawn_needs(draw, catalogue)
    case = drawn_case(draw, catalogue, policies)._replace(people=needs.people, minutes=needs.minutes)
    found = page.evaluate(RECOMMENDED, [plain_case(case), needs_plain(needs)])
    close(found, recommended(catalogue, case, needs), f"seed {seed}: {needs}")


def test_ready_made_stories(page: Any, catalogue: Catalogue, policies: dict[str, Policy]) -> None:
    for scenario in load_scenarios(catalogue):
        case = Case(Function.VIDEO_1TO1, policies[scenario.policy], TODAY)
        found = page.evaluate(RECOMMENDED, [plain_case(case), needs_plain(scenario.needs)])
        close(found, recommended(catalogue, case, scenario.needs), scenario.id)
