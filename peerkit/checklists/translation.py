"""A checklist in the language spoken. What has changed in English since, and an organisation's own, stays English."""

from __future__ import annotations

from dataclasses import replace

from peerkit.model.checklist import Checklist, Item, Section
from peerkit.model.speech import ENGLISH, mark, say, spoken


def item_mark(item: Item) -> str:
    """What a translation of this item is made from."""
    return mark(item.statement, item.why, item.fix)


def in_language(checklist: Checklist) -> Checklist:
    """The list as it is said now."""
    if spoken().language == ENGLISH:
        return checklist
    return replace(
        checklist,
        title=say(checklist.title),
        audience=say(checklist.audience),
        when=say(checklist.when),
        sections=tuple(Section(say(s.title), tuple(map(_item, s.items))) for s in checklist.sections),
    )


def untranslated(checklist: Checklist) -> tuple[str, ...]:
    """The ids of the items that are still said in English."""
    known = spoken().items
    return tuple(item.id for item in checklist.items if (item.id, item_mark(item)) not in known)


def _item(item: Item) -> Item:
    found = spoken().items.get((item.id, item_mark(item)))
    if found is None:
        return item
    statement, why, fix = found
    return replace(item, statement=statement, why=why, fix=fix)
