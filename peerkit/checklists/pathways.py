"""Pathways: a few lists, or parts of them, walked as one; data in ``pathways/*.yaml``.

A section of a pathway is either one of its own, or it takes from a list: all of it (``from``), some of its sections, or
some of its items. An item that was met before is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from peerkit.datafile import Value
from peerkit.model.checklist import Checklist, Section

SCHEMA = "peerkit.pathway/1"
KEYS = ("schema", "name", "title", "audience", "when", "reviewed_on", "sections")


def taken(value: Value, list_of: Callable[[Value], tuple[Checklist, Checklist]]) -> tuple[Checklist, list[Section]]:
    """What a section that names a list ``from`` which it takes, and the list.

    ``list_of`` gives the list in force and the shipped one of that name: a section or item that an organisation dropped
    from its own is left out without a word, one that neither has is a mistake. Raises ``BadData``.
    """
    record = value.record(("from",), ("title", "sections", "items"))
    found, shipped = list_of(record["from"])
    if "sections" in record:
        titles = _chosen(record["sections"], {s.title for both in (found, shipped) for s in both.sections})
        return found, [section for section in found.sections if section.title in titles]
    if "items" not in record:
        return found, list(found.sections)
    ids = _chosen(record["items"], {item.id for both in (found, shipped) for item in both.items})
    title = record.get("title", lambda v: v.text(80), found.title)
    kept = {item.id: item for item in found.items}
    return found, [Section(title, tuple(kept[item_id] for item_id in ids if item_id in kept))]


def met_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with every item only where it comes first; one that is left empty goes."""
    met: set[str] = set()
    return tuple(section for section in _thinned(sections, met) if section.items)


def joined(name: str, lists: Iterable[Checklist]) -> Checklist:
    """Several lists as one run of that name; title and words are those of the first."""
    lists = list(lists)
    return replace(
        lists[0],
        name=name,
        sections=met_once(section for found in lists for section in found.sections),
        function=next((found.function for found in lists if found.function is not None), None),
        holds=tuple(dict.fromkeys(condition for found in lists for condition in found.holds)),
        private=any(found.private for found in lists),
        parts=tuple(dict.fromkeys(part for found in lists for part in (found.parts or (found.name,)))),
    )


def _thinned(sections: Iterable[Section], met: set[str]) -> Iterator[Section]:
    for section in sections:
        yield replace(section, items=tuple(item for item in section.items if item.id not in met))
        met |= {item.id for item in section.items}


def _chosen(value: Value, known: Iterable[str]) -> tuple[str, ...]:
    choices = {one: one for one in known}
    return value.each(lambda entry: entry.choice(choices))
