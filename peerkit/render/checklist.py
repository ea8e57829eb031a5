"""Checklists as text: what there is, and one list whole."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.model.checklist import Checklist, Item
from peerkit.render.paper import Paper, Tone


def render_list(found: Iterable[tuple[Checklist, bool]], paper: Paper) -> str:
    """One line a list, then one a pathway; ``True`` beside it means that it is the organisation's own."""
    found = list(found)
    lists = [pair for pair in found if not pair[0].parts]
    ways = [pair for pair in found if pair[0].parts]
    lines = _rows(lists, paper)
    if ways:
        lines += ["", *paper.wrap("Pathways: a few lists, or parts of them, in one go.")]
        lines += _rows(ways, paper)
    return "\n".join(lines) + "\n"


def _rows(found: Iterable[tuple[Checklist, bool]], paper: Paper) -> list[str]:
    lines = []
    for checklist, own in found:
        count = len(list(checklist.items))
        mark = " (your own)" if own else ""
        colon = "" if checklist.title.endswith("?") and not own else ":"
        lines += paper.wrap(
            f"{checklist.title}{mark}{colon} {count} items, for {checklist.audience}. {checklist.when}",
            " " * 20,
            f"{checklist.name:<18}  ",
        )
    return lines


def render_checklist(checklist: Checklist, paper: Paper) -> str:
    """A list whole: statement, severity, who answers, reason and fix of every item."""
    lines = [paper.paint(line, Tone.STRONG) for line in paper.wrap(checklist.title)]
    lines += paper.wrap(f"For {checklist.audience}. {checklist.when}")
    number = 0
    for section in checklist.sections:
        lines += ["", paper.rule(section.title)]
        for item in section.items:
            number += 1
            lines += _item(number, item, paper)
    lines += ["", f"Last reviewed on {checklist.reviewed_on}."]
    return "\n".join(lines) + "\n"


def _item(number: int, item: Item, paper: Paper) -> list[str]:
    who = "PeerKit looks first" if item.by_machine else "you answer"
    return [
        *paper.wrap(item.statement, "    ", f"{number:>2}. "),
        *paper.wrap(f"{item.id}: {item.severity.value}, {who}.", "    ", "    "),
        *paper.wrap(f"Why: {item.why}", "    ", "    "),
        *paper.wrap(f"What helps: {item.fix}", "    ", "    "),
    ]
