"""A day of one's own, to begin with: a copy of another one with a word on each key."""

from __future__ import annotations

import json
import re

from peerkit.errors import WrongUsage
from peerkit.model.schedule import Day, clock
from peerkit.schedule.loader import ID, ID_MEANING, SCHEMA

_HEAD = """\
# A day of your own. Change times and words, take rows out, put rows in.
# at: when the row begins, such as "13:45" or "1:45 pm"; it lasts until the next row. Past midnight is fine.
# kind: session (time with the people you support), work, break, meal, or own (your private time).
# calendar: a title that others may see. Leave it out, and a calendar shows only what kind of row it is.
"""


def starter(name: str, day: Day) -> str:
    """The file's text. Raises ``WrongUsage`` where the name is no id."""
    if not re.fullmatch(ID, name):
        raise WrongUsage(f"{name!r} is not {ID_MEANING}.")
    lines = [
        f"# Look at it with: peerkit schedule show {name}",
        f"schema: {SCHEMA}",
        f'name: "{name}"',
        "title: My workday",
        f'ends: "{clock(day.ends)}"',
        "",
        "rows:",
    ]
    for row in day.rows:
        lines += [f'  - at: "{clock(row.begins)}"', f"    do: {_quoted(row.activity)}", f"    kind: {row.kind.value}"]
        lines += [f"    calendar: {_quoted(row.calendar)}"] if row.calendar else []
        lines += [f'    id: "{row.id}"', ""]
    return _HEAD + "\n".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
