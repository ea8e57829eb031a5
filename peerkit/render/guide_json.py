"""The guide as the document ``peerkit.guide/1`` (schemas/guide.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from peerkit.model.guide import Answer, Page, Part
from peerkit.model.speech import ENGLISH
from peerkit.render.guide import Backing, Fact, facts_of
from peerkit.render.json import dumps
from peerkit.render.platforms_json import GUIDANCE


def render_guide_json(kind: str, pages: Sequence[Page], backing: Backing, answer: Answer | None = None) -> str:
    """Pages as text; ``kind`` is ``answer``, ``page``, ``list`` or ``comparison``.

    The crisis card is in it where the question or a page speaks of a crisis.
    """
    crisis = (answer is not None and answer.danger) or any(page.crisis for page in pages)
    points = {one.page.id: one.points for one in answer.found} if answer else {}
    return dumps({
        "schema": "peerkit.guide/1",
        "kind": kind,
        "language": backing.guide.frame.language,
        "question": answer.question if answer else None,
        "sure": answer.sure if answer else None,
        "danger": answer.danger if answer else None,
        "crisis": asdict(backing.crisis) if crisis else None,
        "guidance": GUIDANCE,
        "pages": [_page(page, backing, points.get(page.id)) for page in pages],
    })  # fmt: skip


def _page(page: Page, backing: Backing, points: float | None) -> dict[str, Any]:
    guide = backing.guide
    sources = [(name, guide.sources[name]) for name in page.sources]
    return {
        "id": page.id,
        "language": ENGLISH if page.id in guide.in_english else guide.frame.language,
        "shelf": page.shelf.value,
        "topic": page.topic,
        "title": page.title,
        "points": points,
        "text": list(page.text),
        "parts": [
            {"kind": part.value, "heading": guide.frame.parts[part], "texts": list(page.parts[part])}
            for part in Part
            if page.parts.get(part)
        ],
        "facts": [_fact(fact, backing) for fact in facts_of(page, backing)],
        "timing": page.timing or None,
        "platform": page.platform or None,
        "practices": list(page.practices),
        "beyond_seeds": page.beyond_seeds,
        "sources": [
            {"id": name, "title": s.title, "url": s.url or None, "read": s.read or None} for name, s in sources
        ],
        "see": list(page.see),
        "commands": list(page.commands),
        "url": page.url or None,
        "checked": page.checked or None,
        "reviewed_on": page.reviewed_on,
    }


def _fact(fact: Fact, backing: Backing) -> dict[str, Any]:
    said = fact.said
    source = backing.catalogue.sources[said.source] if backing.catalogue and said.source else None
    return {
        "platform": fact.platform,
        "name": fact.name,
        "question": fact.question,
        "asked": fact.asked,
        "words": fact.words,
        "as_of": said.as_of,
        "stale": fact.old,
        "confidence": said.confidence.value if said.confidence else None,
        "source": {"title": source.title, "url": source.url or None} if source else None,
    }
