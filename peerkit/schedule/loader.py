"""Reading days: the shipped example, and days of one's own in the folder ``schedules`` beside the settings.

A day of one's own may carry the name of the shipped one and so take its place. Every mistake is
reported with file, line, column, key and what was expected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from peerkit.datafile import Value, load
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import BadData, NotFound, UnreadableFile
from peerkit.folders import settings_folder
from peerkit.model.schedule import FULL_DAY, Day, Row, RowKind, Tip, clock, read_minute

SHIPPED = Path(__file__).parent
SCHEMA = "peerkit.schedule/1"
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_MEANING = "a name of small letters, digits and dashes, such as late-shift"
_KINDS = {kind.value: kind for kind in RowKind}


@dataclass(frozen=True)
class Days:
    """The folders days are looked for in; one's own come first."""

    own: Path | None = None

    @classmethod
    def of_this_account(cls) -> Self:
        """The shipped day and those beside this account's settings."""
        return cls(settings_folder() / "schedules")

    def files(self) -> dict[str, Path]:
        """Every day's file by name (the file's stem)."""
        found = {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}
        if self.own is not None and self.own.is_dir():
            found |= {path.stem: path for path in sorted(self.own.glob("*.yaml"))}
        return found

    def load_all(self) -> tuple[list[tuple[Day, bool]], list[Path]]:
        """Every day that can be read, with whether it is one's own; and the files that cannot."""
        found: list[tuple[Day, bool]] = []
        broken: list[Path] = []
        for _, path in sorted(self.files().items()):
            try:
                found.append((self.read(path), path.parent == self.own))
            except (BadData, UnreadableFile):
                broken.append(path)
        return found, broken

    def load(self, name: str) -> Day:
        """The day of that name. Raises ``NotFound``, ``BadData`` or ``UnreadableFile``."""
        files = self.files()
        if name not in files:
            raise NotFound(f"There is no day named {name}.", f"There are: {', '.join(sorted(files))}.")
        return self.read(files[name])

    def read(self, path: Path) -> Day:
        """Read and check one file. Raises ``UnreadableFile`` or ``BadData``."""
        if path.parent == SHIPPED:
            return read_shipped(path, read_day)
        value = load(path)
        day = read_day(value)
        if path.parent == self.own and day.name != path.stem:
            value.mapping()["name"].fail(f"expected {path.stem!r}, the name of the file, found {day.name!r}")
        return day


def read_day(value: Value) -> Day:
    """Check and read a day. Raises ``BadData``."""
    record = value.record(("schema", "name", "title", "ends", "rows"), ("note", "practices", "tips"))
    record["schema"].choice({SCHEMA: SCHEMA})
    entries = record["rows"].list()
    if not entries:
        record["rows"].fail("expected at least one row")
    rows = _in_order(record["rows"], record["rows"].each(_row))
    ends = _minute(record["ends"])
    while ends <= rows[-1].begins:
        ends += FULL_DAY
    if ends > rows[0].begins + FULL_DAY:
        record["ends"].fail("a day has 24 hours; this end comes after the start of the next day")
    return Day(
        name=record["name"].matching(ID, ID_MEANING),
        title=record["title"].text(80).strip(),
        rows=rows,
        ends=ends,
        note=record.get("note", lambda v: v.text(300).strip(), ""),
        practices=record.get("practices", lambda v: v.each(Value.text), ()),
        tips=record.get("tips", lambda v: v.each(_tip), ()),
    )


def _tip(value: Value) -> Tip:
    record = value.record(("say",), ("practices",))
    return Tip(record["say"].text(200).strip(), record.get("practices", lambda v: v.each(Value.text), ()))


def _row(value: Value) -> Row:
    record = value.record(("at", "do", "kind"), ("id", "calendar", "practices"))
    return Row(
        id=record.get("id", lambda v: v.matching(ID, ID_MEANING), ""),
        begins=_minute(record["at"]),
        activity=record["do"].text(120).strip(),
        kind=record["kind"].choice(_KINDS),
        calendar=record.get("calendar", lambda v: v.text(80).strip(), ""),
        practices=record.get("practices", lambda v: v.each(Value.text), ()),
    )


def _minute(value: Value) -> int:
    word = value.word()
    minute = read_minute(word)
    if minute is None:
        value.fail(f'expected a time such as "13:45" or "1:45 pm", found {word!r}')
    return minute


def _in_order(rows: Value, found: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with the times past midnight counted on, and an id for each."""
    ordered: list[Row] = []
    for number, (value, row) in enumerate(zip(rows.list(), found, strict=True), 1):
        name = row.id or f"row-{number}"
        if name in {other.id for other in ordered}:
            value.fail(f"the row id {name!r} stands here twice")
        begins = _after(value.mapping()["at"], row.begins, ordered) if ordered else row.begins
        ordered.append(replace(row, id=name, begins=begins))
    return tuple(ordered)


def _after(at: Value, begins: int, above: list[Row]) -> int:
    """When a row begins, given those above it: earlier on the clock means past midnight, once."""
    last = above[-1].begins
    if begins < last:
        begins += FULL_DAY
    if begins == last:
        at.fail(f"the row above begins at {clock(begins)} too")
    if begins < last or begins >= above[0].begins + FULL_DAY:
        at.fail(f"{clock(begins)} comes before {clock(last)} in the row above; rows stand in the order of the day")
    return begins
