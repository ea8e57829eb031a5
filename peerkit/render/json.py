"""Reports as JSON documents: frozen public shapes, each with its own version in ``schema``."""

from __future__ import annotations

import json
from typing import Any

from peerkit.model.checklist import Checklist, Item
from peerkit.model.reference import Reference
from peerkit.model.session import Answer, ItemResult, SessionReport


def dumps(document: dict[str, Any]) -> str:
    """A document as text that ends with a line break; what a terminal might act upon is written as ``\\uNNNN``."""
    text = json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text) + "\n"


def render_session_json(report: SessionReport, kind: str) -> str:
    """A run as ``peerkit.ready/1`` or ``peerkit.run/1`` (schemas/)."""
    situation = report.situation
    document: dict[str, Any] = {
        "schema": f"peerkit.{kind}/1",
        "made_at": report.made_at,
        "checklist": report.checklist,
        "verdict": report.verdict.value,
        "platform": situation.platform,
        "function": situation.function.value,
        "policy": situation.policy,
        "items": [_result(result) for result in report.items],
        "blockers": list(report.blockers),
        "cares": list(report.cares),
        "notes": list(report.notes),
    }
    return dumps(document)


def _result(result: ItemResult) -> dict[str, Any]:
    given = result.given
    return {
        "id": result.item.id,
        "statement": result.item.statement,
        "severity": result.severity.value,
        "answer": given.answer.value,
        "answered_by": given.by.value if given.by else None,
        "evidence": list(given.evidence),
        "fix": result.item.fix if given.answer is not Answer.YES else "",
        "reason": given.reason,
        "overruled": given.overruled.value if given.overruled else None,
    }


def render_checklist_json(checklist: Checklist) -> str:
    """A checklist as ``peerkit.checklist/1``."""
    document = {
        "schema": "peerkit.checklist/1",
        "name": checklist.name,
        "title": checklist.title,
        "audience": checklist.audience,
        "when": checklist.when,
        "reviewed_on": checklist.reviewed_on,
        "sections": [
            {"title": section.title, "items": [_item(item) for item in section.items]} for section in checklist.sections
        ],
    }
    return dumps(document)


def _source(source: Reference | None) -> dict[str, str] | None:
    return None if source is None else {"title": source.title, "url": source.url, "accessed": source.accessed}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "statement": item.statement,
        "severity": item.severity.value,
        "why": item.why,
        "fix": item.fix,
        "by_machine": item.by_machine,
        "applies": str(item.applies),
        "must_if": str(item.must_if or ""),
        "checks": list(item.checks),
        "practices": list(item.practices),
        "beyond_seeds": item.beyond_seeds,
        "source": _source(item.source),
    }
