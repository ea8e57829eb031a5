"""Days made of literals."""

from __future__ import annotations

from peerkit.datafile import parse
from peerkit.model.schedule import Day
from peerkit.schedule.loader import read_day


def text_of(*rows: str, ends: str = "17:00", head: str = "") -> str:
    """A day's file: each row is ``time kind what it is``."""
    lines = ["schema: peerkit.schedule/1", "name: mine", "title: Mine", f'ends: "{ends}"', head, "rows:"]
    for row in rows:
        at, kind, what = row.split(" ", 2)
        lines.append(f'  - {{at: "{at}", kind: {kind}, do: "{what}"}}')
    return "\n".join(line for line in lines if line) + "\n"


def day(*rows: str, ends: str = "17:00") -> Day:
    return read_day(parse(text_of(*rows, ends=ends), "mine.yaml"))
