"""Judgements of platforms as the document ``peerkit.platforms/1`` (schemas/platforms.schema.json)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peerkit.model.judgement import Case, CriterionScore, GateHit, Judgement, Range
from peerkit.model.platform import Catalogue, Source
from peerkit.render.json import dumps

GUIDANCE = "This is guidance, not legal advice. Ask your program's privacy officer."


def render_platforms_json(judgements: Iterable[Judgement], catalogue: Catalogue, case: Case) -> str:
    """Judgements of one case, in the order given, as text."""
    return dumps(platforms_document(judgements, catalogue, case))


def platforms_document(judgements: Iterable[Judgement], catalogue: Catalogue, case: Case) -> dict[str, Any]:
    """Judgements of one case, in the order given. Scores run from 0 to 100, points and coverage from 0 to 1."""
    return {
        "schema": "peerkit.platforms/1",
        "policy": case.policy.id,
        "function": case.function.value,
        "people": case.people,
        "minutes": case.minutes,
        "judged_on": case.today.isoformat(),
        "guidance": GUIDANCE,
        "platforms": [_platform(judgement, catalogue) for judgement in judgements],
    }


def _platform(judgement: Judgement, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": judgement.platform.id,
        "name": judgement.platform.name,
        "verdict": judgement.verdict.value,
        "reasons": list(judgement.reasons),
        "score": _range(judgement.score, 1),
        "coverage": round(judgement.coverage, 3),
        "privacy": {"score": _range(judgement.privacy, 1), "says": judgement.privacy_says},
        "allowed": {"value": judgement.allowed.value, "says": judgement.allowed_says},
        "gates": [_gate(hit) for hit in judgement.gates],
        "criteria": [_criterion(part, catalogue) for part in judgement.criteria],
        "changes": list(judgement.changes),
    }


def _range(found: Range | None, digits: int) -> dict[str, float] | None:
    return None if found is None else {"low": round(found.low, digits), "high": round(found.high, digits)}


def _gate(hit: GateHit) -> dict[str, Any]:
    return {
        "id": hit.gate.id,
        "verdict": hit.verdict.value,
        "says": hit.says,
        "change": hit.change,
        "waits_for_baa": hit.waits_for_baa,
        "doubt": hit.doubt,
    }


def _criterion(part: CriterionScore, catalogue: Catalogue) -> dict[str, Any]:
    said = part.said
    value = said.value if said is not None else "unknown"
    return {
        "id": part.criterion.id,
        "question": part.criterion.question,
        "answer": list(value) if isinstance(value, tuple) else value,
        "words": part.criterion.wording(value),
        "points": _range(part.points, 3),
        "weight": part.weight,
        "as_of": said.as_of if said is not None else None,
        "stale": part.stale,
        "confidence": said.confidence.value if said is not None and said.confidence else None,
        "source": _source(catalogue.sources[said.source]) if said is not None and said.source else None,
        "note": said.note if said is not None else "",
        "conflicts": [
            {
                "answer": list(other.value) if isinstance(other.value, tuple) else other.value,
                "as_of": other.as_of,
                "confidence": other.confidence.value if other.confidence else None,
                "source": _source(catalogue.sources[other.source]),
                "note": other.note,
            }
            for other in (said.conflicts if said is not None else ())
        ],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url or None,
        "kind": source.kind.value,
        "accessed": source.accessed,
        "interested": source.interested,
    }
