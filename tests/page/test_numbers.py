"""The page gives the numbers, verdicts and sentences of the command line, for every platform and any weights."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue
from peerkit.model.policy import Policy
from peerkit.model.recommendation import Needs
from peerkit.platformdata.scenarios import load_scenarios
from peerkit.render.page import render_page
from peerkit.render.page_data import needs_plain
from peerkit.scoring import judge, rank
from peerkit.scoring.robustness import robustness
from tests.depth import depth
from tests.page.conftest import TODAY
from tests.page.drawn import (
    ASKED,
    JUDGED,
    RECOMMENDED,
    close,
    drawn_case,
    drawn_catalogue,
    drawn_needs,
    plain_case,
    recommended,
    told,
)


@pytest.fixture(scope="module")
def page(chromium: Any, page_file: Path) -> Iterator[Any]:
    """One page for all draws: scoring keeps nothing from one call to the next."""
    page = chromium.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.scripted")
    yield page
    page.close()


def same_judgements(page: Any, catalogue: Catalogue, case: Case) -> None:
    found = page.evaluate(
        f"""ask => {{ const page = window.peerkitPage, asked = ({ASKED})(ask);
        return [...page.platforms.values()].map(one => page.judge(one, asked)).map({JUDGED}); }}""",
        plain_case(case),
    )
    close(found, told([judge(catalogue, platform, case) for platform in catalogue.platforms.values()]), "judged")


def same_order(page: Any, catalogue: Catalogue, case: Case) -> None:
    ranking = rank(catalogue, case)
    found = page.evaluate(
        f"""ask => {{ const found = window.peerkitPage.rank(({ASKED})(ask));
        return [found.ranked, found.waiting, found.stopped].map(group => group.map({JUDGED})); }}""",
        plain_case(case),
    )
    close(found, [told(ranking.ranked), told(ranking.waiting), told(ranking.stopped)], "ranked")


def same_firmness(page: Any, catalogue: Catalogue, case: Case, seed: int) -> None:
    firm = robustness(rank(catalogue, case).ranked, seed=seed, draws=300)
    found = page.evaluate(
        f"""([ask, seed]) => {{ const page = window.peerkitPage;
        return page.robustness(page.rank(({ASKED})(ask)).ranked, seed, 300); }}""",
        [plain_case(case), seed],
    )
    assert found["first"] == [list(pair) for pair in firm.first]
    assert (found["swap"] is None) == (firm.swap is None)
    if firm.swap is not None:
        assert found["swap"]["criterion"] == firm.swap.criterion
        assert found["swap"]["needed"] == pytest.approx(firm.swap.needed, rel=1e-9)


def same_recommendation(page: Any, catalogue: Catalogue, case: Case, needs: Needs) -> None:
    found = page.evaluate(RECOMMENDED, [plain_case(case), needs_plain(needs)])
    close(found, recommended(catalogue, case, needs), f"{needs}")


def drawn_person(draw: random.Random, catalogue: Catalogue, policies: Mapping[str, Policy]) -> tuple[Case, Needs]:
    needs = drawn_needs(draw, catalogue)
    return drawn_case(draw, catalogue, policies)._replace(people=needs.people, minutes=needs.minutes), needs


@pytest.mark.parametrize("seed", range(40))
def test_every_platform_under_drawn_policies_and_weights(
    page: Any, seed: int, catalogue: Catalogue, policies: Mapping[str, Policy]
) -> None:
    same_judgements(page, catalogue, drawn_case(random.Random(seed), catalogue, policies))


@pytest.mark.parametrize("function", list(Function), ids=lambda function: function.value)
def test_shipped_policies_on_the_day(
    page: Any, function: Function, catalogue: Catalogue, policies: Mapping[str, Policy]
) -> None:
    for policy in policies.values():
        same_order(page, catalogue, Case(function, policy, TODAY))
        same_firmness(page, catalogue, Case(function, policy, TODAY), 1)


@pytest.mark.parametrize("seed", range(12))
def test_order_firmness_and_swap(page: Any, seed: int, catalogue: Catalogue, policies: Mapping[str, Policy]) -> None:
    case = drawn_case(random.Random(1000 + seed), catalogue, policies)
    same_order(page, catalogue, case)
    same_firmness(page, catalogue, case, seed)


@pytest.mark.parametrize("seed", range(30))
def test_recommendations_for_drawn_needs(
    page: Any, seed: int, catalogue: Catalogue, policies: Mapping[str, Policy]
) -> None:
    same_recommendation(page, catalogue, *drawn_person(random.Random(2000 + seed), catalogue, policies))


def test_ready_made_stories(page: Any, catalogue: Catalogue, policies: Mapping[str, Policy]) -> None:
    for scenario in load_scenarios(catalogue):
        case = Case(Function.VIDEO_1TO1, policies[scenario.policy], TODAY)
        same_recommendation(page, catalogue, case, scenario.needs)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(depth(2, 24)))
def test_drawn_facts(
    chromium: Any, seed: int, catalogue: Catalogue, policies: Mapping[str, Policy], tmp_path: Path
) -> None:
    """Every answer drawn too: what no shipped fact happens to say must come out the same as well."""
    drawn = drawn_catalogue(seed, catalogue)
    start = Case(Function.VIDEO_1TO1, policies["peer-run"], TODAY)
    path = tmp_path / "drawn.html"
    path.write_text(render_page(drawn, list(policies.values()), (), start, rank(drawn, start)), "utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html.scripted")
    draw = random.Random(3000 + seed)
    for _ in range(4):
        case, needs = drawn_person(draw, drawn, policies)
        same_judgements(page, drawn, case)
        same_order(page, drawn, case)
        same_firmness(page, drawn, case, seed)
        same_recommendation(page, drawn, case, needs)
    page.close()
