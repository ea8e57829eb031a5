"""One platform's facts as the document ``peerkit.platform/1`` (schemas/platform.schema.json)."""

from __future__ import annotations

from datetime import date
from typing import Any

from peerkit.model.platform import Catalogue, Criterion, Platform, Sourced, stale
from peerkit.render.json import dumps


def render_platform_json(platform: Platform, catalogue: Catalogue, today: date) -> str:
    """Everything but scores, which hang on a policy: those are in ``peerkit.platforms/1``."""
    return dumps(
        {
            "schema": "peerkit.platform/1",
            "id": platform.id,
            "name": platform.name,
            "vendor": platform.vendor,
            "kind": platform.kind,
            "summary": platform.summary,
            "aliases": list(platform.aliases),
            "functions": [function.value for function in platform.functions],
            "ended": platform.ended or None,
            "replaced_by": list(platform.replaced_by),
            "looked_on": today.isoformat(),
            "facts": {name: _said(said, catalogue) for name, said in (platform.facts or {}).items()},
            "answers": [
                _answer(catalogue.criteria[name], function.value if function else None, said, catalogue, today)
                for name, by_function in platform.answers.items()
                for function, said in by_function.items()
            ],
            "lost_with_e2ee": [_said(said, catalogue) for said in platform.lost_with_e2ee],
            "not_covered": [_said(said, catalogue) for said in platform.not_covered],
            "harden": [
                {"who": step.who, "where": step.where, "set_to": step.set_to, "why": _said(step.said, catalogue)}
                for step in platform.harden
            ],
            "history": [_said(event, catalogue) for event in platform.history],
        }
    )


def _answer(
    criterion: Criterion, function: str | None, said: Sourced, catalogue: Catalogue, today: date
) -> dict[str, Any]:
    return {
        "criterion": criterion.id,
        "question": criterion.question,
        "function": function,
        "words": criterion.wording(said.value),
        "stale": stale(said, criterion, today),
        **_said(said, catalogue),
    }


def _said(said: Sourced, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "value": list(said.value) if isinstance(said.value, tuple) else said.value,
        "as_of": said.as_of,
        "confidence": said.confidence.value if said.confidence else None,
        "sources": [_source(name, catalogue) for name in (said.source, *said.also) if name],
        "note": said.note,
        "conflicts": [_said(other, catalogue) for other in said.conflicts],
    }


def _source(name: str, catalogue: Catalogue) -> dict[str, Any]:
    source = catalogue.sources[name]
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url or None,
        "kind": source.kind.value,
        "accessed": source.accessed,
        "published": source.published or None,
        "interested": source.interested,
    }
