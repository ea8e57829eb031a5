"""Points and scores as ranges. Pure arithmetic, in one fixed order, so that a page can give the same numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from peerkit.model.function import Function
from peerkit.model.judgement import CriterionScore, Range
from peerkit.model.platform import UNKNOWN, About, Criterion, Platform, Said, Sourced, stale
from peerkit.model.policy import Policy

CALL_PRIVACY = (About.PRIVACY, About.SAFETY)


def points_of(said: Sourced | None, criterion: Criterion) -> Range | None:
    """The points an answer may earn; None where it is left out of the sum.

    Unknown, and no answer at all, span the criterion's whole range. Conflicting sources widen the range
    to cover each of them; where one of them does not apply at all, that is as good as unknown.
    """
    if criterion.lowest is None or criterion.highest is None:
        return None
    whole = Range(criterion.lowest, criterion.highest)
    values = [said.value, *(other.value for other in said.conflicts)] if said is not None else [UNKNOWN]
    if UNKNOWN in values:
        return whole
    earned = [_points(value, criterion) for value in values]
    known = [points for points in earned if points is not None]
    if not known:
        return None
    return Range(min(known), max(known)) if len(known) == len(earned) else whole


def _points(value: Said, criterion: Criterion) -> float | None:
    if isinstance(value, tuple):
        points = [criterion.values[word].points or 0.0 for word in value]
        return min(1.0, total(points))
    return criterion.values[value].points if isinstance(value, str) else None


def total(numbers: Iterable[float]) -> float:
    """A plain sum from the left: ``sum`` rounds differently from Python 3.12 on, and so would a page."""
    found = 0.0
    for number in numbers:
        found += number
    return found


def criterion_scores(
    platform: Platform, criteria: Iterable[Criterion], function: Function, policy: Policy, today: date
) -> tuple[CriterionScore, ...]:
    """Every criterion's part, in the catalogue's order."""
    found = []
    for criterion in criteria:
        said = platform.answer(criterion.id, function)
        weight = policy.weights.get(criterion.id)
        found.append(
            CriterionScore(
                criterion=criterion,
                said=said,
                points=points_of(said, criterion),
                weight=weight.weight if weight else 0.0,
                stale=said is not None and stale(said, criterion, today),
            )
        )
    return tuple(found)


def counted(parts: Iterable[CriterionScore]) -> list[CriterionScore]:
    """The parts that enter the sum."""
    return [part for part in parts if part.points is not None and part.weight > 0]


def score_of(parts: Iterable[CriterionScore]) -> Range | None:
    """The weighted mean of the points, 0 to 100, from lowest to highest; None where nothing counts."""
    rows = [(part.weight, part.points) for part in parts if part.points is not None and part.weight > 0]
    whole = total(weight for weight, _ in rows)
    if whole == 0:
        return None
    low = total(weight * points.low for weight, points in rows)
    high = total(weight * points.high for weight, points in rows)
    return Range(100 * low / whole, 100 * high / whole)


def coverage_of(parts: Iterable[CriterionScore]) -> float:
    """The share of the weights that count whose answer is known; 1 where nothing counts."""
    rows = counted(parts)
    whole = total(part.weight for part in rows)
    known = total(part.weight for part in rows if part.said is not None and part.said.known)
    return known / whole if whole else 1.0
