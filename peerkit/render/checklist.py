"""Checklists as text: what there is, and one list whole."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.model.checklist import Checklist, Item
from peerkit.model.speech import say
from peerkit.render.paper import Paper, Tone


def render_list(found: Iterable[tuple[Checklist, bool]], paper: Paper) -> str:
    """One line a list, then one a pathway; ``True`` beside it means that it is the organisation's own."""
    found = list(found)
    lists = [pair for pair in found if not pair[0].parts]
    ways = [pair for pair in found if pair[0].parts]
    lines = _rows(lists, paper)
    if ways:
        lines += ["", *paper.wrap(say("Pathways: a few lists, or parts of them, in one go."))]
        lines += _rows(ways, paper)
    return "\n".join(lines) + "\n"


def _rows(found: Iterable[tuple[Checklist, bool]], paper: Paper) -> list[str]:
    lines = []
    for checklist, own in found:
        mark = say(" (your own)") if own else ""
        colon = "" if checklist.title.endswith("?") and not own else ":"
        count = len(list(checklist.items))
        told = say(
            "{count} items, for {audience}. {when}", count=count, audience=checklist.audience, when=checklist.when
        )
        lines += paper.wrap(f"{checklist.title}{mark}{colon} {told}", " " * 20, f"{checklist.name:<18}  ")
    return lines


def render_checklist(checklist: Checklist, paper: Paper) -> str:
    """A list whole: statement, severity, who answers, reason and fix of every item."""
    lines = [paper.paint(line, Tone.STRONG) for line in paper.wrap(checklist.title)]
    lines += paper.wrap(" ".join([say("For {audience}.", audience=checklist.audience), checklist.when]))
    number = 0
    for section in checklist.sections:
        lines += ["", paper.rule(section.title)]
        for item in section.items:
            number += 1
            lines += _item(number, item, paper)
    lines += ["", say("Last reviewed on {day}.", day=checklist.reviewed_on)]
    return "\n".join(lines) + "\n"


def _item(number: int, item: Item, paper: Paper) -> list[str]:
    who = say("PeerKit looks first") if item.by_machine else say("you answer")
    return [
        *paper.wrap(item.statement, "    ", f"{number:>2}. "),
        *paper.wrap(f"{item.id}: {say(item.severity.value)}, {who}.", "    ", "    "),
        *paper.wrap(say("Why: {why}", why=item.why), "    ", "    "),
        *paper.wrap(say("What helps: {fix}", fix=item.fix), "    ", "    "),
    ]
