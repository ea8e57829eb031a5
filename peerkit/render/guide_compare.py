"""Ways of meeting side by side: what each is good for, and who found what. They are never ranked."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.guide import Guide, Page, Part
from peerkit.render.sheet import Block, Grid, Heading, Item, Row, Text, Title

SIDES = (Part.PROS, Part.CONS, Part.GOOD_FOR, Part.NOT_FOR, Part.NEEDS, Part.FOUND)


def modality_blocks(pages: Sequence[Page], guide: Guide) -> list[Block]:
    """The comparison; ``pages`` are joined with the platform data."""
    frame = guide.frame
    blocks: list[Block] = [Title(" / ".join(page.title for page in pages)), Text("")]
    blocks.append(
        Grid(
            tuple(page.title for page in pages),
            (
                Row(frame.labels["timing"], tuple(frame.timings[page.timing] for page in pages)),
                Row(frame.labels["short"], tuple(page.text[0] for page in pages)),
            ),
        )
    )
    for part in SIDES:
        told = [page for page in pages if page.parts.get(part)]
        blocks += [Heading(frame.parts[part])] if told else []
        blocks += [Item(" ".join(page.parts[part]), lead=page.title) for page in told]
    return [*blocks, Text(""), Text(frame.labels["no_best"])]


HEADS = ("side", "id")


def modality_rows(pages: Sequence[Page], guide: Guide) -> tuple[list[str], list[list[str | float | None]]]:
    """A table for spreadsheets: one column a way of meeting, one row a side."""
    labels, parts = guide.frame.labels, guide.frame.parts
    rows: list[list[str | float | None]] = []
    rows.append([labels["timing"], "timing", *(guide.frame.timings[page.timing] for page in pages)])
    rows.extend([parts[side], side.value, *(" ".join(page.parts.get(side, ())) for page in pages)] for side in SIDES)
    rows.append([labels["practices"], "practices", *(" ".join(page.practices) for page in pages)])
    return [*HEADS, *(page.id for page in pages)], rows
