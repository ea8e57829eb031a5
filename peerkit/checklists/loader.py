"""Reading checklists: the shipped ones, an organisation's own, and lists that extend another.

An organisation keeps its lists in the folder ``checklists`` beside its settings; a list there may
carry the name of a shipped one and so take its place, or extend it: add items, drop some, change
severities. Every mistake is reported with file, line, column, key and what was expected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self

from peerkit.audit.checks import check_ids
from peerkit.checklists import pathways
from peerkit.checklists.translation import in_language
from peerkit.datafile import Record, Value, load
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import BadData, NotFound, UnreadableFile
from peerkit.folders import settings_folder
from peerkit.model.checklist import Checklist, Item, ItemSeverity, PlatformFact, Section, WiderQuestion
from peerkit.model.condition import ALWAYS, Applies, Condition, parse_applies
from peerkit.model.function import Function
from peerkit.model.reference import Reference

SHIPPED = Path(__file__).parent
PATHWAYS = SHIPPED / "pathways"
SCHEMA = "peerkit.checklist/1"
MANNERS = ("before_call", "function", "holds", "private", "shareable")
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_ID_MEANING = "a name of small letters, digits and dashes, such as private-spot"
_SEVERITIES = {severity.value: severity for severity in ItemSeverity}
_ITEM_OPTIONAL = (
    "applies", "must_if", "tells", "checks", "from_platform", "platform_fact", "practices", "beyond_seeds", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    """The folders lists are looked for in; an organisation's own comes first."""

    own: Path | None = None

    @classmethod
    def of_this_account(cls) -> Self:
        """The shipped lists and those beside this account's settings."""
        return cls(settings_folder() / "checklists")

    def files(self) -> dict[str, Path]:
        """Every list's file by name (the file's stem)."""
        found = {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}
        if self.own is not None and self.own.is_dir():
            found |= {path.stem: path for path in sorted(self.own.glob("*.yaml"))}
        return found

    def pathways(self) -> dict[str, Path]:
        """Every pathway's file by name; a list of the same name hides it."""
        found = {path.stem: path for path in sorted(PATHWAYS.glob("*.yaml"))}
        if self.own is not None and (self.own / "pathways").is_dir():
            found |= {path.stem: path for path in sorted((self.own / "pathways").glob("*.yaml"))}
        lists = self.files()
        return {name: path for name, path in found.items() if name not in lists}

    def load_all(self) -> tuple[list[tuple[Checklist, bool]], list[Path]]:
        """Every list and then every pathway that can be read, with whether it is the organisation's own; and the files
        that cannot be read.
        """
        found: list[tuple[Checklist, bool]] = []
        broken: list[Path] = []
        for _, path in [*sorted(self.files().items()), *self.pathways().items()]:
            try:
                found.append((in_language(self.read(path)), path.parent not in (SHIPPED, PATHWAYS)))
            except (BadData, UnreadableFile):
                broken.append(path)
        return found, broken

    def load(self, name: str) -> Checklist:
        """The list or pathway of that name, in the language spoken. Raises ``NotFound`` or ``BadData``."""
        files = self.files()
        if name not in files:
            files = self.pathways() | files
        if name not in files:
            raise NotFound(f"There is no checklist named {name}.", f"There are: {', '.join(sorted(files))}.")
        return in_language(self.read(files[name]))

    def read(self, path: Path, above: tuple[Path, ...] = ()) -> Checklist:
        """Read and check one file. Raises ``UnreadableFile`` or ``BadData``. ``above`` are the files that extend it."""
        if path.parent == SHIPPED:
            return _shipped(path)
        if path.parent == PATHWAYS:
            return read_shipped(path, self._pathway)
        value = load(path)
        head = value.record(("schema", "name"), tuple(value.mapping()))
        schema = head["schema"].choice({SCHEMA: SCHEMA, pathways.SCHEMA: pathways.SCHEMA})
        if self.own and path.parent in (self.own, self.own / "pathways") and head["name"].text() != path.stem:
            head["name"].fail(f"expected {path.stem!r}, the name of the file, found {head['name'].text()!r}")
        if schema == pathways.SCHEMA:
            return self._pathway(value)
        return self._extended(value, (*above, path.resolve())) if "extends" in head else _checklist(value)

    def _pathway(self, value: Value) -> Checklist:
        record = value.record(pathways.KEYS, MANNERS)
        parts: list[str] = []
        sections: list[Section] = []
        for entry in record["sections"].list():
            if "from" in entry.mapping():
                found, taken = pathways.taken(entry, self._in_force)
                parts.append(found.name)
                sections += taken
            else:
                sections.append(_section(entry))
        once = pathways.met_once(sections)
        if not once:
            record["sections"].fail("expected at least one section with items")
        return _headed(record, once, tuple(dict.fromkeys(parts)))

    def _in_force(self, value: Value) -> tuple[Checklist, Checklist]:
        """The list a pathway names, and the shipped one of that name, which may be the same."""
        path = value.choice(self.files())
        found, shipped = self.read(path), SHIPPED / path.name
        return found, self.read(shipped) if shipped.is_file() else found

    def _extended(self, value: Value, above: tuple[Path, ...]) -> Checklist:
        record = value.record(
            ("schema", "name", "extends"), ("title", "audience", "when", "reviewed_on", "drop", "severity", "sections")
        )
        base_name = record["extends"].text()
        # A list may extend the shipped one whose name it carries, so the shipped ones come first here.
        shipped = {path.stem: path for path in SHIPPED.glob("*.yaml")}
        base_file = (self.files() | shipped).get(base_name)
        if base_file is None or base_file.resolve() in above:
            record["extends"].fail(f"there is no other checklist named {base_name!r} to extend")
        return _with_changes(record, self.read(base_file, above))


@cache
def _shipped(path: Path) -> Checklist:
    """A shipped list, read once: pathways take from many."""
    return read_shipped(path, _checklist)


def _with_changes(record: Record, base: Checklist) -> Checklist:
    known = {item.id: item for item in base.items}
    dropped = record.get("drop", lambda value: value.each(lambda entry: _known_id(entry, known)), ())
    changed = record.get("severity", lambda value: _severities(value, known), {})
    kept = tuple(
        Section(
            section.title,
            tuple(
                replace(item, severity=changed.get(item.id, item.severity))
                for item in section.items
                if item.id not in dropped
            ),
        )
        for section in base.sections
    )
    added = record.get("sections", lambda value: value.each(_section), ())
    _refuse_twins(record.value, [*kept, *added])
    if not any(section.items for section in (*kept, *added)):
        record["drop"].fail("nothing is left of the list")
    return replace(
        base,
        name=record["name"].matching(_ID, _ID_MEANING),
        title=record.get("title", Value.text, base.title),
        audience=record.get("audience", Value.text, base.audience),
        when=record.get("when", Value.text, base.when),
        reviewed_on=record.get("reviewed_on", Value.date, base.reviewed_on),
        sections=tuple(section for section in (*kept, *added) if section.items),
        extends=base.name,
    )


def _known_id(value: Value, known: Mapping[str, Item]) -> str:
    return value.choice({item_id: item_id for item_id in known})


def _severities(value: Value, known: Mapping[str, Item]) -> dict[str, ItemSeverity]:
    record = value.record((), known)
    return {item_id: record[item_id].choice(_SEVERITIES) for item_id in value.mapping()}


def _checklist(value: Value) -> Checklist:
    record = value.record(("schema", "name", "title", "audience", "when", "reviewed_on", "sections"), MANNERS)
    sections = record["sections"].each(_section)
    if not sections:
        record["sections"].fail("expected at least one section")
    _refuse_twins(value, list(sections))
    return _headed(record, sections)


def _headed(record: Record, sections: tuple[Section, ...], parts: tuple[str, ...] = ()) -> Checklist:
    return Checklist(
        name=record["name"].matching(_ID, _ID_MEANING),
        title=record["title"].text(),
        audience=record["audience"].text(),
        when=record["when"].text(),
        reviewed_on=record["reviewed_on"].date(),
        sections=sections,
        function=record.get("function", lambda value: value.choice({f.value: f for f in Function}), None),
        holds=record.get("holds", lambda value: value.each(_condition), ()),
        before_call=record.get("before_call", Value.flag, False),
        private=record.get("private", Value.flag, False),
        shareable=record.get("shareable", lambda value: value.matching(_ID, _ID_MEANING), ""),
        parts=parts,
    )


def _condition(value: Value) -> Condition:
    return value.choice({condition.value: condition for condition in Condition})


def _refuse_twins(value: Value, sections: list[Section]) -> None:
    met: set[str] = set()
    for item in (item for section in sections for item in section.items):
        if item.id in met:
            value.fail(f"the item id {item.id!r} stands here twice")
        met.add(item.id)


def _section(value: Value) -> Section:
    record = value.record(("title", "items"))
    items = record["items"].each(_item)
    if not items:
        record["items"].fail("expected at least one item")
    return Section(record["title"].text(80), items)


def _item(value: Value) -> Item:
    record = value.record(("id", "statement", "severity", "why", "fix"), _ITEM_OPTIONAL)
    item = Item(
        id=record["id"].matching(_ID, _ID_MEANING),
        statement=record["statement"].text(300).strip(),
        why=record["why"].text(300).strip(),
        fix=record["fix"].text(300).strip(),
        severity=record["severity"].choice(_SEVERITIES),
        applies=record.get("applies", _applies, ALWAYS),
        must_if=record.get("must_if", _applies, None),
        tells=record.get("tells", _condition, None),
        checks=record.get("checks", lambda v: v.each(_check_id), ()),
        from_platform=record.get("from_platform", Value.flag, False),
        platform_fact=record.get("platform_fact", _platform_fact, None),
        practices=record.get("practices", lambda v: v.each(Value.text), ()),
        beyond_seeds=record.get("beyond_seeds", Value.flag, False),
        source=record.get("source", _source, None),
    )
    if not (item.practices or item.source or item.beyond_seeds):
        value.fail("name the practices it comes from, or a source, or say beyond_seeds: true")
    return item


def _platform_fact(value: Value) -> PlatformFact:
    record = value.record(("asks",), ("yes", "no"))
    asks = record["asks"].matching(_ID, "the id of a question about platforms, such as captions")
    wider = {question.value: question for question in WiderQuestion}
    if asks in wider:
        return PlatformFact(wider[asks])
    yes, no = (record.get(key, lambda v: frozenset(v.each(Value.word)), frozenset()) for key in ("yes", "no"))
    if not yes | no:
        value.fail("say which values mean yes, and which mean no")
    return PlatformFact(asks, yes, no)


def _applies(value: Value) -> Applies:
    try:
        return parse_applies(value.word())
    except ValueError as error:
        value.fail(str(error))


def _check_id(value: Value) -> str:
    return value.choice({check_id: check_id for check_id in check_ids()})


def _source(value: Value) -> Reference:
    record = value.record(("title", "url", "accessed"))
    url = record["url"].matching(r"https?://\S+", "a web address that starts with https://")
    return Reference(record["title"].text(), url, record["accessed"].date())
