"""Runs written to a history, and processes that write them until something stops them."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

from peerkit.history import History
from peerkit.model.session import Given, SessionReport, SessionVerdict, Situation
from tests.checklists.lists import NO, YES, item, person, run

ACK = struct.Struct("=qb")
ANSWERED, ENDED = 1, 2
Acknowledge = Callable[[int, int], None]


def report(verdict: SessionVerdict = SessionVerdict.READY, name: str = "a-list", **given: Given) -> SessionReport:
    trial = run(*(item(item_id) for item_id in given))
    trial.answers = dict(given)
    made = trial.report("2026-11-21T09:00:00Z")
    return SessionReport(name, made.title, made.made_at, made.situation, verdict, made.items, (), ())


def whole_run(history: History, acknowledge: Acknowledge = lambda *_: None) -> int:
    number = history.start("a-list", Situation("zoom-paid"))
    history.record(number, "a", person(YES))
    acknowledge(number, ANSWERED)
    history.finish(number, report(a=person(YES), b=person(NO)))
    acknowledge(number, ENDED)
    return number


def in_a_child(act: Callable[[Acknowledge], None]) -> tuple[int, int]:
    """Fork; what the child acknowledges comes through the pipe. The child's id and the pipe to read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        os.close(reading)
        act(lambda number, stage: os.write(writing, ACK.pack(number, stage)) and None)
    finally:
        os._exit(0)


def acknowledged(reading: int) -> list[tuple[int, int]]:
    with os.fdopen(reading, "rb") as pipe:
        raw = pipe.read()
    return [ACK.unpack_from(raw, at) for at in range(0, len(raw) - len(raw) % ACK.size, ACK.size)]


def lost(path: Path, acks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What was acknowledged and is not there."""
    with sqlite3.connect(path) as db:
        answered = {row[0] for row in db.execute("SELECT run FROM answers WHERE item = 'a' AND answer = 'yes'")}
        ended = {row[0] for row in db.execute("SELECT id FROM runs WHERE verdict = 'ready' AND situation IS NULL")}
        both = {row[0] for row in db.execute("SELECT run FROM answers GROUP BY run HAVING COUNT(*) = 2")}
    db.close()
    return [
        (number, stage) for number, stage in acks if number not in (answered if stage == ANSWERED else ended & both)
    ]


def fill(path: Path, acknowledge: Acknowledge) -> None:
    history = History(path)
    for _ in range(5000):
        whole_run(history, acknowledge)
