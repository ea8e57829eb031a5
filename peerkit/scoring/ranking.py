"""Puts judgements in order. What a gate stops is never ranked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from peerkit.model.function import Function
from peerkit.model.judgement import Case, Judgement, Ranking
from peerkit.model.platform import Catalogue, Platform
from peerkit.scoring.judging import judge

# Ways of meeting without a maker that one can still pick up and use; the others hang on who runs them.
_CONCRETE = ("phone", "texting", "email")


def rankable(platform: Platform) -> bool:
    """Whether an entry is something to choose, and not a way of meeting that depends on who runs it."""
    return not platform.generic or platform.kind in _CONCRETE


def rank(catalogue: Catalogue, case: Case, ids: Iterable[str] | None = None) -> Ranking:
    """All platforms to choose from, or those named, in order."""
    chosen = list(ids) if ids is not None else [p.id for p in catalogue.platforms.values() if rankable(p)]
    return in_order([judge(catalogue, catalogue.platforms[name], case) for name in chosen])


def in_order(judgements: Iterable[Judgement]) -> Ranking:
    """Judgements of one case as a ranking."""
    found = sorted(judgements, key=rank_key)
    stopped = [judgement for judgement in found if judgement.stopped]
    waiting = [judgement for judgement in stopped if waits_for_baa(judgement)]
    return Ranking(
        ranked=tuple(judgement for judgement in found if not judgement.stopped),
        waiting=tuple(waiting),
        stopped=tuple(
            sorted((j for j in stopped if j not in waiting), key=lambda j: (j.platform.name.lower(), j.platform.id))
        ),
    )


def waits_for_baa(judgement: Judgement) -> bool:
    """Whether only the lack of a signed BAA keeps it out."""
    return judgement.stopped and all(hit.waits_for_baa for hit in judgement.gates if hit.verdict.stops)


def cautioned(judgement: Judgement) -> bool:
    """Whether a gate let it through only with a warning."""
    return bool(judgement.gates)


def rank_key(judgement: Judgement) -> tuple[bool, float, float, str]:
    """Those without a warning from a gate first, then by the middle of the range, its low end, and the id."""
    score = judgement.score
    middle, low = (score.middle, score.low) if score is not None else (-1.0, -1.0)
    return cautioned(judgement), -middle, -low, judgement.platform.id


def shared_function(platforms: Sequence[Platform]) -> Function:
    """The first function that all running ones of these offer; video with one person where there is none."""
    running = [platform for platform in platforms if platform.running] or platforms
    for function in Function:
        if all(function in platform.functions for platform in running):
            return function
    return Function.VIDEO_1TO1
