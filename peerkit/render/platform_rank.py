"""All platforms in order, what only waits for a signature, what a rule stops, and how firm the order is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peerkit.model.judgement import Case, Judgement, Ranking
from peerkit.model.platform import Catalogue
from peerkit.model.recommendation import Robustness
from peerkit.render.json import dumps
from peerkit.render.platform_judged import JUDGED_HEADS, judged_entry, judged_row, name_and_id
from peerkit.render.platform_words import GUIDANCE, case_texts, points_words
from peerkit.render.platforms_json import platforms_document
from peerkit.render.sheet import Block, Heading, Item, Text, Title

# Shares below one in a hundred are named together.
_RARE = 0.01


def rank_blocks(
    ranking: Ranking, firm: Robustness, case: Case, catalogue: Catalogue, hint: str, top: int | None
) -> list[Block]:
    """The report; ``top`` is how many of the order are shown, None for all."""
    blocks: list[Block] = [Title("In order, best first"), *case_texts(case, catalogue, hint), Heading("May be used")]
    shown = ranking.ranked[:top]
    blocks += [judged_entry(judgement, place) for place, judgement in enumerate(shown, 1)]
    if not shown:
        blocks.append(Text("Nothing passes every rule of this setting."))
    if len(ranking.ranked) > len(shown):
        blocks.append(Text(f"... and {len(ranking.ranked) - len(shown)} more; see them with --all"))
    blocks += _firmness(firm, catalogue)
    if ranking.waiting:
        blocks.append(Heading("Lacks nothing but a signed BAA on record"))
        blocks += [Item(f"{points_words(j)}. {_first_change(j)}", lead=name_and_id(j)) for j in ranking.waiting]
        blocks.append(Text("How they would rank if all were signed: --if-signed"))
    if ranking.stopped:
        blocks.append(Heading("A rule stops these, so they have no place"))
        blocks += _by_reason(ranking.stopped)
    return [*blocks, Text(""), Text(GUIDANCE)]


def _first_change(judgement: Judgement) -> str:
    return judgement.changes[0] if judgement.changes else ""


def _by_reason(stopped: Iterable[Judgement]) -> Iterator[Item]:
    """Those that the same rule stops with the same words stand together."""
    found: dict[str, list[str]] = {}
    for judgement in stopped:
        found.setdefault(judgement.reasons[0] if judgement.reasons else "", []).append(judgement.platform.name)
    for reason, names in sorted(found.items(), key=lambda pair: -len(pair[1])):
        yield Item(", ".join(names) + ".", lead=reason)


def _firmness(firm: Robustness, catalogue: Catalogue) -> Iterator[Block]:
    """There is no perfect app: how often each comes first when what counts is weighed another way."""
    ahead = [(name, share) for name, share in firm.first if share >= _RARE]
    rare = [name for name, share in firm.first if 0 < share < _RARE]
    if len(firm.first) < 2:
        return
    yield Heading("How firm is this order?")
    yield Text(
        f"There is no perfect app. We weighed the questions in {firm.draws} other ways, each somewhere between nothing"
        " and twice its weight. So often each came first:"
    )
    for name, share in ahead:
        yield Item(f"{share * 100:.0f} of 100", lead=catalogue.platforms[name].name)
    if rare:
        yield Item(", ".join(catalogue.platforms[name].name for name in rare) + ".", lead="Less than 1 of 100")
    yield Text(_swap(firm, catalogue))


def _swap(firm: Robustness, catalogue: Catalogue) -> str:
    if firm.swap is None:
        return "No change of a single weight puts the second before the first."
    swap = firm.swap
    question = catalogue.criteria[swap.criterion].question
    return (
        f"The smallest change that swaps first and second: a weight of {swap.needed:.1f} instead of {swap.weight:g} for"
        f" the question: {question}"
    )


def rank_rows(ranking: Ranking) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a platform; what has no place in the order has no number."""
    rows: list[Sequence[str | float | None]] = []
    for place, judgement in enumerate(ranking.ranked, 1):
        rows.append([place, "may be used", *judged_row(judgement)])
    for group, found in (("needs a signed BAA", ranking.waiting), ("stopped by a rule", ranking.stopped)):
        rows += [[None, group, *judged_row(judgement)] for judgement in found]
    return ("place", "group", *JUDGED_HEADS), rows


def render_rank_json(ranking: Ranking, firm: Robustness, case: Case, catalogue: Catalogue) -> str:
    """``peerkit.ranking/1``: the platforms document with the order and its firmness."""
    everyone = [*ranking.ranked, *ranking.waiting, *ranking.stopped]
    document: dict[str, Any] = platforms_document(everyone, catalogue, case) | {"schema": "peerkit.ranking/1"}
    for group in ("ranked", "waiting", "stopped"):
        document[group] = [judgement.platform.id for judgement in getattr(ranking, group)]
    document["robustness"] = {
        "draws": firm.draws,
        "seed": firm.seed,
        "first": [{"id": name, "share": share} for name, share in firm.first],
        "swap": None
        if firm.swap is None
        else {
            "criterion": firm.swap.criterion,
            "weight": firm.swap.weight,
            "needed": round(firm.swap.needed, 3),
        },
    }
    return dumps(document)
