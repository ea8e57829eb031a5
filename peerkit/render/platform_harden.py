"""The settings that make a platform safer, step by step: who, where, set to what, why, and where that comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peerkit.model.platform import Catalogue, HardenStep, Platform
from peerkit.render.json import dumps
from peerkit.render.platform_words import Notes
from peerkit.render.sheet import Block, Heading, Item, Text, Title

_WHO = {"host": "For the one who starts it", "participant": "For the person who joins"}


def harden_blocks(platform: Platform, steps: Sequence[HardenStep], catalogue: Catalogue) -> list[Block]:
    """The report; ``steps`` are those asked for."""
    notes = Notes(catalogue)
    blocks: list[Block] = [Title(f"Make it safer: {platform.name}")]
    if not platform.running:
        blocks.append(Text(f"It no longer runs. {platform.summary}"))
    elif not steps:
        blocks.append(
            Text("PeerKit knows no settings to change here. Look in its settings under privacy and security.")
        )
    for who, heading in _WHO.items():
        blocks += _part(heading, [step for step in steps if step.who == who], notes)
    if platform.lost_with_e2ee:
        blocks += [Heading("Before you turn on end-to-end mode"), Text("These stop working then. Ask who needs them.")]
        blocks += [Item(str(said.value), below=(notes.evidence(said),)) for said in platform.lost_with_e2ee]
    if sources := notes.items():
        blocks += [Heading("Sources"), *sources]
    return [*blocks, Text(""), Text("Menus move. If one is not there, look for its name in the settings.")]


def _part(heading: str, steps: Sequence[HardenStep], notes: Notes) -> Iterator[Block]:
    if steps:
        yield Heading(heading)
    for number, step in enumerate(steps, 1):
        yield Item(
            step.set_to,
            lead=f"{number}. {step.where}",
            below=(f"Why: {step.said.value}", notes.evidence(step.said)),
        )


HARDEN_HEADS = ("id", "who", "where", "set_to", "why", "as_of", "confidence", "source", "url")


def harden_rows(
    platform: Platform, steps: Sequence[HardenStep], catalogue: Catalogue
) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a step."""
    rows: list[Sequence[str | float | None]] = [
        [
            platform.id,
            step.who,
            step.where,
            step.set_to,
            str(step.said.value),
            step.said.as_of,
            step.said.confidence.value if step.said.confidence else None,
            catalogue.sources[step.said.source].title,
            catalogue.sources[step.said.source].url,
        ]
        for step in steps
    ]
    return HARDEN_HEADS, rows


def render_harden_json(platform: Platform, steps: Sequence[HardenStep], catalogue: Catalogue) -> str:
    """``peerkit.harden/1``."""
    heads, rows = harden_rows(platform, steps, catalogue)
    return dumps(
        {
            "schema": "peerkit.harden/1",
            "id": platform.id,
            "name": platform.name,
            "steps": [dict(zip(heads[1:], row[1:], strict=True)) for row in rows],
        }
    )
