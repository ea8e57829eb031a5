"""A report as blocks, set as text for a terminal or as Markdown: one place says what stands there, two say how.

Blocks are named tuples, which are made eight times faster than dataclasses: start-up is part of the product.
On plain paper nothing depends on columns, colour or signs, so that a screen reader reads every line whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from peerkit.render.paper import Paper, Tone, safe

# Four side by side on 80 columns; the label column holds the longest word of its labels.
_LABEL, _NARROWEST, _GAP = 14, 14, 2


class Mark(NamedTuple):
    """A status as a word, with the sign that may stand in front of it."""

    sign: str
    word: str
    tone: Tone

    def shown(self, paper: Paper) -> str:
        """Without colour: that is painted when the line is set."""
        return f"[{self.word}]" if paper.plain else f"{self.sign} {self.word}"


class Title(NamedTuple):
    """The first line; ``mark`` stands at its end."""

    text: str
    mark: Mark | None = None


class Heading(NamedTuple):
    """Begins a part."""

    text: str


class Text(NamedTuple):
    """A paragraph; ``lead`` is its label."""

    text: str
    lead: str = ""


class Item(NamedTuple):
    """An entry of a list: a mark or a label, a text, further lines below it, and a web address on a line of its own.

    ``column``: where the text may begin, so that many short entries read as a table.
    """

    text: str
    mark: Mark | None = None
    lead: str = ""
    below: tuple[str, ...] = ()
    url: str = ""
    column: int = 0


class Entry(NamedTuple):
    """An entry with a line of its own, its mark at the end, and lines below."""

    text: str
    mark: Mark
    below: tuple[str, ...] = ()


class Row(NamedTuple):
    """One line of a grid: a label and a cell for each column."""

    label: str
    cells: tuple[str | Mark, ...]


class Grid(NamedTuple):
    """Things side by side."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


Block = Title | Heading | Text | Item | Entry | Grid


def render_text(blocks: Sequence[Block], paper: Paper) -> str:
    """Blocks for a terminal, never wider than the paper but for a web address."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Title):
            lines += _title(block, paper)
        elif isinstance(block, Heading):
            lines += ["", paper.rule(safe(block.text))]
        elif isinstance(block, Text):
            lines += _labelled(block.text, block.lead, "", "", paper)
        elif isinstance(block, Item):
            lines += _item(block, paper)
        elif isinstance(block, Entry):
            lines += ["", *_title(Title(block.text, block.mark), paper)]
            lines += [line for text in block.below for line in paper.wrap(text, "    ")]
        else:
            lines += _grid(block, paper)
    return "\n".join(lines) + "\n"


def _title(title: Title, paper: Paper) -> list[str]:
    if title.mark is None:
        return [paper.paint(line, Tone.STRONG) for line in paper.wrap(title.text)]
    if paper.plain:
        return paper.wrap(f"{title.text}: {title.mark.word}")
    shown = title.mark.shown(paper)
    # The name may be an organisation's own and as long as it likes: the verdict keeps its place.
    head, *rest = _folded(title.text, paper.columns - len(shown) - 2)
    space = " " * max(2, paper.columns - len(head) - len(shown))
    return [
        paper.paint(head, Tone.STRONG) + space + paper.paint(shown, title.mark.tone),
        *(paper.paint(line, Tone.STRONG) for line in rest),
    ]


def _labelled(text: str, lead: str, first: str, rest: str, paper: Paper) -> list[str]:
    if not lead:
        return paper.wrap(text, rest, first)
    colon = "" if lead.endswith(("?", "]", ".")) else ":"
    head, *more = paper.wrap(f"{lead}{colon} {text}" if text else lead, rest, first)
    shown = safe(lead)
    return [head.replace(shown, paper.paint(shown, Tone.STRONG), 1), *more]


def _item(item: Item, paper: Paper) -> list[str]:
    if item.mark is not None:
        bare = item.mark.shown(paper) + ("" if paper.plain else ":")
        head, *more = paper.wrap(f"{bare} {item.text}" if item.text else bare.rstrip(":"), "    ", "  ")
        lines = [head.replace(bare, paper.paint(bare, item.mark.tone), 1), *more]
    elif item.column and not paper.plain:
        lead = f"  {safe(item.lead):<{item.column - 4}}  "
        lines = paper.wrap(item.text, " " * item.column, lead)
    elif item.lead:
        lines = _labelled(item.text, item.lead, "  ", "    ", paper)
    else:
        lines = paper.wrap(item.text, "    ", "  - ")
    for text in item.below:
        lines += paper.wrap(text, "    ")
    return lines + ([f"    {safe(item.url)}"] if item.url else [])


def _grid(grid: Grid, paper: Paper) -> list[str]:
    width = (paper.columns - _LABEL) // max(1, len(grid.heads)) - _GAP
    if paper.plain or width < _NARROWEST:
        return _stacked(grid, paper)
    lines = _side_by_side(Row("", grid.heads), width, paper, head=True)
    for row in grid.rows:
        lines += _side_by_side(row, width, paper)
    return lines


def _stacked(grid: Grid, paper: Paper) -> list[str]:
    lines: list[str] = []
    for place, head in enumerate(grid.heads):
        lines += [*([""] if place else []), *(paper.paint(line, Tone.STRONG) for line in paper.wrap(head))]
        for row in grid.rows:
            cell = row.cells[place]
            if isinstance(cell, Mark):
                lines += _item(Item("", lead=f"{row.label}: {cell.word}"), paper)
            elif cell:
                lines += paper.wrap(f"{row.label}: {cell}", "    ", "  ")
    return lines


def _side_by_side(row: Row, width: int, paper: Paper, head: bool = False) -> list[str]:
    cells = [cell.shown(paper) if isinstance(cell, Mark) else cell for cell in row.cells]
    # textwrap directly: Paper never goes as narrow as a column.
    columns = [_folded(row.label, _LABEL - _GAP), *(_folded(cell, width) for cell in cells)]
    tones = [
        Tone.QUIET,
        *(cell.tone if isinstance(cell, Mark) else Tone.STRONG if head else None for cell in row.cells),
    ]
    lines = []
    for place in range(max(map(len, columns))):
        pieces = []
        for column, (folded, tone) in enumerate(zip(columns, tones, strict=True)):
            text = folded[place] if place < len(folded) else ""
            painted = paper.paint(text, tone) if tone and text else text
            wide = _LABEL if column == 0 else width + _GAP
            pieces.append(painted + " " * (wide - len(text)))
        lines.append("".join(pieces).rstrip())
    return lines


def _folded(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(safe(text), width, break_on_hyphens=False) or [""]
