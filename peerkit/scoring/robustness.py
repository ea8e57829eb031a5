"""How firmly an order stands: thousands of random weights, and the smallest single change that turns it.

There is no perfect app: this shows it. Each draw takes every weight somewhere from nothing to twice
its value. The generator is our own (mulberry32, 32 bits), so that a page gives the very same shares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from peerkit.model.judgement import Judgement
from peerkit.model.recommendation import Robustness, Swap
from peerkit.scoring.ranking import cautioned, rank_key

Row = tuple[str, list[float], list[float]]
_MASK = 0xFFFFFFFF


def robustness(judgements: Sequence[Judgement], seed: int = 1, draws: int = 2000) -> Robustness:
    """Over judgements of one case that no gate stopped. Those a gate lets through only with care come into
    question where there are no others, as in a ranking."""
    scored = sorted((j for j in judgements if j.score is not None and not j.stopped), key=rank_key)
    group = [judgement for judgement in scored if cautioned(judgement) == cautioned(scored[0])] if scored else []
    weights = [part.weight for part in group[0].criteria] if group else []
    rows = [_row(judgement, weights) for judgement in group]
    shares = _shares(rows, weights, seed, draws) if rows else []
    return Robustness(draws, seed, tuple(shares), _smallest_swap(group) if len(group) > 1 else None)


def generator(seed: int) -> Callable[[], float]:
    """Numbers from 0 up to 1, the same for the same seed (mulberry32 by Tommy Ettinger, public domain)."""
    state = seed & _MASK

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & _MASK
        mixed = ((state ^ (state >> 15)) * (state | 1)) & _MASK
        mixed ^= (mixed + ((mixed ^ (mixed >> 7)) * (mixed | 61))) & _MASK
        return ((mixed ^ (mixed >> 14)) & _MASK) / 4294967296

    return draw


def _row(judgement: Judgement, weights: Sequence[float]) -> Row:
    """A platform's points (the middle of each range) and whether each counts, for the criteria that have a weight."""
    points: list[float] = []
    counts: list[float] = []
    for part, weight in zip(judgement.criteria, weights, strict=True):
        if weight > 0:
            points.append(part.points.middle if part.points is not None else 0.0)
            counts.append(0.0 if part.points is None else 1.0)
    return judgement.platform.id, points, counts


def _shares(rows: list[Row], weights: Sequence[float], seed: int, draws: int) -> list[tuple[str, float]]:
    draw = generator(seed)
    doubled = [2 * weight for weight in weights if weight > 0]
    contenders = _undominated(rows)
    wins: Counter[str] = Counter()
    for _ in range(draws):
        wins[_first(contenders, [weight * draw() for weight in doubled])] += 1
    order = sorted(rows, key=lambda row: (-wins[row[0]], row[0]))
    return [(name, wins[name] / draws) for name, _, _ in order]


def _undominated(rows: list[Row]) -> list[Row]:
    """Without those that another one beats or equals on every criterion: they can never come first."""
    return [
        row
        for place, row in enumerate(rows)
        if not any(
            _dominates(other, row, other_place < place) for other_place, other in enumerate(rows) if other is not row
        )
    ]


def _dominates(better: Row, worse: Row, wins_ties: bool) -> bool:
    if better[2] != worse[2] or any(a < b for a, b in zip(better[1], worse[1], strict=True)):
        return False
    return better[1] != worse[1] or wins_ties


def _first(rows: list[Row], weights: list[float]) -> str:
    best, name = -1.0, ""
    for row in rows:
        points = whole = 0.0
        for weight, point, counts in zip(weights, row[1], row[2], strict=True):
            points += weight * point
            whole += weight * counts
        mean = points / whole if whole else 0.0
        if mean > best:
            best, name = mean, row[0]
    return name


def _smallest_swap(group: Sequence[Judgement]) -> Swap | None:
    """The single weight whose smallest change puts the second level with the first; past it they swap."""
    first, second = group[0], group[1]
    found: list[tuple[float, str, float, float]] = []
    for place, part in enumerate(first.criteria):
        for needed in _level_weights(first, second, place):
            found.append((abs(needed - part.weight), part.criterion.id, part.weight, needed))
    if not found:
        return None
    _, criterion, weight, needed = min(found)
    return Swap(criterion, weight, needed)


def _level_weights(first: Judgement, second: Judgement, place: int) -> list[float]:
    """Weights from 0 up of one criterion at which both means are equal and beyond which their order turns.

    With sums over the others N, D and the criterion's points p and count m (0 or 1), the means are equal where
    (N1 + w p1)(D2 + w m2) = (N2 + w p2)(D1 + w m1): at most quadratic in w.
    """
    (n1, d1, p1, m1), (n2, d2, p2, m2) = _without(first, place), _without(second, place)
    square = p1 * m2 - p2 * m1
    linear = n1 * m2 + p1 * d2 - n2 * m1 - p2 * d1
    constant = n1 * d2 - n2 * d1
    return [w for w in _roots(square, linear, constant) if w >= 0 and (d1 + w * m1) * (d2 + w * m2) > 0]


def _without(judgement: Judgement, place: int) -> tuple[float, float, float, float]:
    points = counts = own = counted = 0.0
    for other, part in enumerate(judgement.criteria):
        if part.points is None:
            continue
        if other == place:
            own, counted = part.points.middle, 1.0
        else:
            points += part.weight * part.points.middle
            counts += part.weight
    return points, counts, own, counted


def _roots(square: float, linear: float, constant: float) -> list[float]:
    """Simple roots, where the sign turns; a line that never crosses has none."""
    if abs(square) < 1e-12:
        return [-constant / linear] if abs(linear) > 1e-12 else []
    inside = linear * linear - 4 * square * constant
    if inside <= 0:
        return []
    root = inside**0.5
    return [(-linear - root) / (2 * square), (-linear + root) / (2 * square)]
