"""A small invented catalogue: criteria that earn points, those that gates ask for, platforms made on the spot."""

from __future__ import annotations

from datetime import date

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import (
    UNKNOWN,
    About,
    AnswerType,
    Catalogue,
    Confidence,
    Criterion,
    Platform,
    Source,
    Sourced,
    SourceKind,
    Word,
)
from peerkit.model.policy import Overlay, Policy, Weight
from peerkit.platformdata import load_catalogue
from peerkit.policies import load_policy

TODAY = date(2026, 11, 21)
DAY = "2026-11-20"
REAL = load_catalogue()
ALWAYS = load_policy("peer-run", REAL.criteria)


def said(value, *conflicts, as_of=DAY):
    if value == UNKNOWN:
        return Sourced(UNKNOWN, as_of, conflicts=tuple(said(other) for other in conflicts))
    return Sourced(value, as_of, Confidence.HIGH, "a-page", conflicts=tuple(said(other) for other in conflicts))


def criterion(name, about, kind, values, unknown="not known", max_age_days=180):
    points = [p for p in values.values() if p is not None]
    highest = min(1.0, sum(points)) if kind is AnswerType.SET else max(points, default=None)
    words = {word: Word(word.replace("-", " "), points) for word, points in values.items()}
    return Criterion(
        name, f"What of {name}?", about, kind, True, max_age_days, words, unknown, min(points, default=None),
        highest if points else None,
    )  # fmt: skip


LOCK = criterion("lock", About.PRIVACY, AnswerType.CHOICE, {"full": 1.0, "half": 0.5, "none": 0.0})
GUARD = criterion("guard", About.PRIVACY, AnswerType.CHOICE, {"two": 1.0, "one": 0.0, "no-account": None})
DOOR = criterion("door", About.SAFETY, AnswerType.SET, {"room": 0.6, "code": 0.6, "nothing": 0.0})
REACH = criterion("reach", About.ACCESS, AnswerType.CHOICE, {"all": 1.0, "some": 0.5, "few": 0.2})
SCORED = {c.id: c for c in (LOCK, GUARD, DOOR, REACH)}
GATED = {
    name: REAL.criteria[name]
    for name in ("status", "audience", "who-may-host", "baa", "part2-agreement", "max-people", "max-minutes")
}
CRITERIA = {**SCORED, **GATED}
FINE = {
    "status": "active", "audience": "private", "who-may-host": "anyone", "baa": "not-needed",
    "part2-agreement": "not-needed", "max-people": 100, "max-minutes": "no-limit",
    "lock": "full", "guard": "two", "door": ("room",), "reach": "all",
}  # fmt: skip


def platform(name="app", functions=(Function.VIDEO_1TO1,), ended="", replaced_by=(), generic=False, **answers):
    """One that every gate lets through, changed as told; a value that is a ``Sourced`` is taken as it is."""
    told = {**FINE, **{key.replace("_", "-"): value for key, value in answers.items()}}
    return Platform(
        id=name, name=name.title(), vendor="Maker", kind="video", summary="An app.", functions=tuple(functions),
        modalities=("video-call",), ended=ended, replaced_by=tuple(replaced_by), generic=generic,
        answers={
            key: {None: value if isinstance(value, Sourced) else said(value)}
            for key, value in told.items() if value is not None
        },
    )  # fmt: skip


def catalogue(*platforms):
    return Catalogue(
        functions=REAL.functions,
        modalities=REAL.modalities,
        strengths=REAL.strengths,
        criteria=CRITERIA,
        platforms={p.id: p for p in platforms},
        sources={"a-page": Source("a-page", "A page", SourceKind.VENDOR, DAY, "https://example.org/")},
        names={p.id: p.id for p in platforms},
        newest=DAY,
    )


def weight(number):
    return Weight(number, "because", "a-page")


def policy(gates=ALWAYS.gates, floor=(), good_from=60.0, avoid_below=40.0, **weights):
    counts = {
        key: weight(number) for key, number in (weights or {"lock": 2, "guard": 1, "door": 1, "reach": 1}).items()
    }
    return Policy("mine", "Mine", "", tuple(gates), tuple(floor), counts, good_from, avoid_below, "", ALWAYS.sources)


def case(its=None, function=Function.VIDEO_1TO1, overlay=None, **more):
    return Case(function, its or policy(), TODAY, overlay or Overlay(), **more)
