"""Judges one platform for one case: gates first, then a score as a range, and every reason in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.judgement import Allowed, Case, CriterionScore, GateHit, Judgement, Range
from peerkit.model.platform import UNKNOWN, Catalogue, Platform
from peerkit.model.policy import PlatformVerdict, Policy
from peerkit.scoring.gates import gate_hits
from peerkit.scoring.points import CALL_PRIVACY, counted, coverage_of, criterion_scores, score_of
from peerkit.scoring.wording import answered, day_in_words

_SHOWN = 3


def judge(catalogue: Catalogue, platform: Platform, case: Case) -> Judgement:
    """What we say of a platform, with every reason. Pure: the same input gives the same answer."""
    hits = gate_hits(case.policy.gates, platform, case, catalogue)
    parts = criterion_scores(platform, catalogue.criteria.values(), case.function, case.policy, case.today)
    usable = platform.running and case.function in platform.functions
    score = score_of(parts) if usable else None
    by_score = verdict_of(score, case.policy)
    verdict = max([by_score, *(hit.verdict for hit in hits)], key=lambda found: found.rank)
    allowed, allowed_says = _allowed(platform, case)
    return Judgement(
        platform=platform,
        case=case,
        verdict=verdict,
        reasons=(*(hit.says for hit in hits), *(_score_reasons(parts, score))),
        gates=hits,
        score=score,
        coverage=coverage_of(parts) if usable else 0.0,
        privacy=score_of(part for part in parts if part.criterion.about in CALL_PRIVACY) if usable else None,
        privacy_says=_privacy_says(parts, platform),
        allowed=allowed,
        allowed_says=allowed_says,
        criteria=parts,
        changes=_changes(hits, parts, score, case.policy) if usable else _gate_changes(hits),
    )


def verdict_of(score: Range | None, policy: Policy) -> PlatformVerdict:
    """The verdict of the points alone: good even at its lowest, poor even at its highest, or in between."""
    if score is None:
        return PlatformVerdict.WITH_CARE
    if score.low >= policy.good_from:
        return PlatformVerdict.GOOD_FIT
    return PlatformVerdict.AVOID if score.high < policy.avoid_below else PlatformVerdict.WITH_CARE


def _score_reasons(parts: Sequence[CriterionScore], score: Range | None) -> list[str]:
    """What weighs most for it and most against it, so that no number stands alone."""
    if score is None:
        return []
    rows = [(part, part.points, part.said is not None and part.said.known) for part in counted(parts) if part.points]
    gains = sorted(rows, key=lambda row: -row[0].weight * row[1].low)
    losses = sorted(rows, key=lambda row: -row[0].weight * (1 - row[1].high))
    doubts = sorted(rows, key=lambda row: -row[0].weight * (row[1].high - row[1].low))
    return [
        *(f"For it: {answered(part)}" for part, points, known in gains[:_SHOWN] if points.low > 0 and known),
        *(f"Against it: {answered(part)}" for part, points, known in losses[:_SHOWN] if points.high < 1 and known),
        *(f"Not known: {part.criterion.question}" for part, _, known in doubts[:_SHOWN] if not known),
    ]


def _privacy_says(parts: Sequence[CriterionScore], platform: Platform) -> str:
    if not platform.running:
        return "It no longer runs."
    for part in parts:
        if part.criterion.id == "e2ee":
            words = part.criterion.wording(part.said.value) if part.said else part.criterion.unknown_words
            return f"Locked end to end: {words}."
    return ""


def _allowed(platform: Platform, case: Case) -> tuple[Allowed, str]:
    """Where the contract stands. It says nothing about how private the call is, and the other way round."""
    if not platform.running:
        return Allowed.NO, "It no longer runs."
    said = platform.answer("baa", case.function)
    word = str(said.value) if said is not None else UNKNOWN
    signed = case.overlay.signed.get(platform.id)
    if word in _OFFERED:
        if signed:
            return Allowed.YES, f"A BAA is on record, signed{day_in_words(signed)}. It must also be set up right."
        if case.overlay.assume_signed:
            return Allowed.NOT_YET, "Shown as if a BAA were signed. None is on record."
    return _ALLOWED[word]


_OFFERED = ("included-in-plan", "on-request", "paid-plan")
_NOT_YET = "A BAA is on offer, and none is on record. No health facts until it is signed."
_ALLOWED = {
    "not-needed": (Allowed.NO_CONTRACT_NEEDED, "No BAA is needed for it."),
    "own-server": (
        Allowed.OWN_SERVER,
        "Your program runs it and holds the duty. Look at the company that rents you the machine.",
    ),
    "included-in-plan": (Allowed.NOT_YET, _NOT_YET),
    "on-request": (Allowed.NOT_YET, _NOT_YET),
    "paid-plan": (
        Allowed.NOT_YET,
        "A BAA comes only with its paid plans, and none is on record. No health facts until it is signed.",
    ),
    "not-offered": (Allowed.NO, "No BAA is offered for it, so no health facts of a program under HIPAA."),
    UNKNOWN: (Allowed.UNKNOWN, "We do not know if a BAA is offered. No health facts until you know."),
}


def _gate_changes(hits: Sequence[GateHit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.change for hit in hits if hit.change))


def _changes(
    hits: Sequence[GateHit], parts: Sequence[CriterionScore], score: Range | None, policy: Policy
) -> tuple[str, ...]:
    """What would change the verdict: at the gates, and by any single answer that would lift the score over a bound."""
    now = verdict_of(score, policy)
    found: list[str] = []
    for part in sorted(counted(parts), key=lambda part: -part.weight):
        best = part.criterion.highest
        if best is None or part.points is None or part.points.low == best:
            continue
        lifted = [other._replace(points=Range(best, best)) if other is part else other for other in parts]
        then = verdict_of(score_of(lifted), policy)
        if then.rank < now.rank:
            found.append(f"It would be {_VERDICT_WORDS[then]} with the best answer to: {part.criterion.question}")
    again = [f"Check again: {part.criterion.question}" for part in parts if part.stale and part.weight > 0]
    return (*_gate_changes(hits), *found[:_SHOWN], *again[:_SHOWN])


_VERDICT_WORDS = {
    PlatformVerdict.GOOD_FIT: "a good fit",
    PlatformVerdict.WITH_CARE: "usable with care",
    PlatformVerdict.AVOID: "one to avoid",
    PlatformVerdict.CANNOT_USE: "out",
}
