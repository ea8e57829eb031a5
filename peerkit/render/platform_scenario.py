"""The ready-made situations: who, under which setting, with which needs."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.platform import Catalogue
from peerkit.model.recommendation import Scenario
from peerkit.render.json import dumps
from peerkit.render.platform_recommend import needs_words
from peerkit.render.sheet import Block, Heading, Text, Title

SCENARIO_HEADS = ("id", "title", "story", "policy", "needs", "practices")


def scenario_blocks(scenarios: Sequence[Scenario], catalogue: Catalogue) -> list[Block]:
    """The list. The people in it are invented."""
    blocks: list[Block] = [Title("Situations to teach with"), Text("The people in them are invented.")]
    for one in scenarios:
        blocks += [Heading(f"{one.id}: {one.title}"), Text(one.story)]
        blocks.append(Text(f"{needs_words(one.needs, catalogue)} Setting: {one.policy}.", "Asked for"))
    return [*blocks, Text(""), Text("What to use: peerkit platforms scenario run NAME")]


def scenario_rows(
    scenarios: Sequence[Scenario], catalogue: Catalogue
) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a situation."""
    return SCENARIO_HEADS, [
        [one.id, one.title, one.story, one.policy, needs_words(one.needs, catalogue), " / ".join(one.practices)]
        for one in scenarios
    ]


def render_scenarios_json(scenarios: Sequence[Scenario], catalogue: Catalogue) -> str:
    """``peerkit.scenario-list/1``."""
    _, rows = scenario_rows(scenarios, catalogue)
    found = [dict(zip(SCENARIO_HEADS, row, strict=True)) for row in rows]
    for entry, one in zip(found, scenarios, strict=True):
        entry["practices"] = list(one.practices)  # type: ignore[assignment]  # a list here, one cell there
    return dumps({"schema": "peerkit.scenario-list/1", "scenarios": found})
