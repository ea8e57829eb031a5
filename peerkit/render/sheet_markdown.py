"""Blocks as Markdown, and rows as a table; whatever a text holds, it stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from peerkit.render.paper import safe
from peerkit.render.sheet import Block, Entry, Grid, Heading, Item, Mark, Text, Title

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!$^=])")
_AT_THE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")
_LINK = re.compile(r"\b(https?|ftp)://", re.IGNORECASE)


def render_markdown(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown (CommonMark with tables)."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if block == Text(""):
            continue
        follows = isinstance(block, Item) and isinstance(before, Item)
        lines += ([] if follows or not lines else [""]) + _block(block)
        before = block
    return "\n".join(lines) + "\n"


def _block(block: Block) -> list[str]:
    if isinstance(block, Title):
        return [f"# {escaped(block.text)}" + (f": {block.mark.word}" if block.mark else "")]
    if isinstance(block, Heading):
        return [f"## {escaped(block.text)}"]
    if isinstance(block, Text):
        return [_lead(block.lead, block.text)]
    if isinstance(block, Item):
        return _item(block)
    if isinstance(block, Entry):
        return [f"### {escaped(block.text)}: {block.mark.word}", "", *(f"- {escaped(text)}" for text in block.below)]
    return _grid(block)


def _lead(lead: str, text: str) -> str:
    if not lead:
        return escaped(text)
    colon = "" if lead.endswith(("?", "]", ".")) else ":"
    return f"**{escaped(lead)}{colon}** {escaped(text)}" if text else f"**{escaped(lead)}**"


def _item(item: Item) -> list[str]:
    lead = item.mark.word if item.mark else item.lead
    below = [f"  - {escaped(text)}" for text in item.below]
    return [f"- {_lead(lead, item.text)}", *below, *([f"  - <{_address(item.url)}>"] if item.url else [])]


def _address(url: str) -> str:
    return re.sub(r"[\s<>]", "", safe(url))


def _grid(grid: Grid) -> list[str]:
    return table(["", *grid.heads], [[row.label, *map(_cell, row.cells)] for row in grid.rows])


def _cell(cell: str | Mark) -> str:
    return cell.word if isinstance(cell, Mark) else cell


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table's lines."""
    shown = [list(map(escaped, heads)), ["---"] * len(heads), *(list(map(escaped, row)) for row in rows)]
    return [f"| {' | '.join(row)} |" for row in shown]


def escaped(text: str) -> str:
    """Text that Markdown sets as it is: no link, no markup, no table cell, no HTML comes of it."""
    flat = _SPECIAL.sub(r"\\\1", safe(" ".join(text.split("\n"))))
    # A bare address would become a link on many pages.
    return _AT_THE_START.sub(r"\1\\\2\3", _LINK.sub(r"\1:&#47;&#47;", flat))
