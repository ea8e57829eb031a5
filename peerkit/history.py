"""What was run and how it ended: one private SQLite file, no names, no network names, no notes.

A run keeps its list, times, verdict and the answer to each item. Where a reason was given in own
words, only that one was given is kept. What a session was about (platform, function) is kept while
a run is open, so that it can be resumed, and dropped when it ends. Every write is committed before
it counts, so that a kill at any moment loses nothing that was acknowledged.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from peerkit.errors import HistoryBroken
from peerkit.folders import state_folder
from peerkit.model.condition import Condition
from peerkit.model.function import Function
from peerkit.model.past import FailingItem, OpenRun, PastRun
from peerkit.model.session import Answer, AnsweredBy, Given, SessionReport, Situation

BUSY_SECONDS = 3.0
OWN_WORDS = "own words, not kept"
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, checklist TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, verdict TEXT,
    situation TEXT
);
CREATE TABLE IF NOT EXISTS answers (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE, item TEXT NOT NULL, answer TEXT NOT NULL,
    answered_by TEXT, overruled TEXT, reason TEXT NOT NULL DEFAULT '', PRIMARY KEY (run, item)
);
CREATE INDEX IF NOT EXISTS runs_by_end ON runs (ended_at);
"""


def history_path() -> Path:
    """The history file of this account."""
    return state_folder() / "history.sqlite"


def now_utc() -> datetime:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class History:
    """The history file; opened at the first use. Every method raises ``HistoryBroken`` when it cannot be used."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or history_path()
        self._open: sqlite3.Connection | None = None

    def start(self, checklist: str, situation: Situation) -> int:
        """Begin a run; its id."""
        row = (checklist, now_utc().isoformat(), _packed(situation))
        with self._writing() as db:
            # Only the latest run can be resumed, so what earlier ones were about goes.
            db.execute("UPDATE runs SET situation = NULL WHERE checklist = ? AND situation IS NOT NULL", (checklist,))
            cursor = db.execute("INSERT INTO runs (checklist, started_at, situation) VALUES (?, ?, ?)", row)
            return int(cursor.lastrowid or 0)

    def record(self, run: int, item: str, given: Given) -> None:
        """Keep the answer to one item of an open run."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", _answer_row(run, item, given))

    def finish(self, run: int, report: SessionReport) -> None:
        """End a run with its verdict and all its answers."""
        rows = [_answer_row(run, result.item.id, result.given) for result in report.items]
        ended = (now_utc().isoformat(), report.verdict.value, run)
        with self._writing() as db:
            db.execute("DELETE FROM answers WHERE run = ?", (run,))
            db.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.execute("UPDATE runs SET ended_at = ?, verdict = ?, situation = NULL WHERE id = ?", ended)

    def last_open(self, checklist: str) -> OpenRun | None:
        """The latest run of a checklist, if it was left before the end."""
        query = "SELECT id, started_at, situation, ended_at FROM runs WHERE checklist = ? ORDER BY id DESC LIMIT 1"
        with self._reading() as db:
            row = db.execute(query, (checklist,)).fetchone()
            if row is None or row[3] is not None or row[2] is None:
                return None
            kept = db.execute("SELECT item, answer, answered_by, overruled, reason FROM answers WHERE run = ?", row[:1])
            answers = {item: _unpacked_answer(*rest) for item, *rest in kept}
            return OpenRun(row[0], datetime.fromisoformat(row[1]), _unpacked(row[2]), answers)

    def passed_since(self, checklist: str, moment: datetime) -> bool:
        """Whether a checklist ended ready, or ready with care, since a moment."""
        query = "SELECT 1 FROM runs WHERE checklist = ? AND ended_at >= ? AND verdict IN ('ready', 'with_care') LIMIT 1"
        with self._reading() as db:
            return db.execute(query, (checklist, moment.astimezone(UTC).isoformat())).fetchone() is not None

    def latest(self, count: int) -> list[PastRun]:
        """The latest runs, newest first."""
        query = "SELECT id, checklist, started_at, ended_at, verdict FROM runs ORDER BY id DESC LIMIT ?"
        with self._reading() as db:
            return [
                PastRun(row[0], row[1], datetime.fromisoformat(row[2]), _moment(row[3]), row[4])
                for row in db.execute(query, (count,))
            ]

    def failing_items(self, count: int) -> list[FailingItem]:
        """The items answered no most often in ended runs; answers a person set aside count as what they were."""
        query = """
            SELECT item, SUM(answer = 'no' OR IFNULL(overruled, '') = 'no') AS bad, COUNT(*)
            FROM answers JOIN runs ON runs.id = answers.run
            WHERE ended_at IS NOT NULL GROUP BY item HAVING bad > 0 ORDER BY bad DESC, item LIMIT ?"""
        with self._reading() as db:
            return [FailingItem(*row) for row in db.execute(query, (count,))]

    def purge(self) -> int:
        """Remove every run for good, and a file that cannot be read as well; how many runs went."""
        try:
            with self._reading() as db:
                count = int(db.execute("SELECT COUNT(*) FROM runs").fetchone()[0])
        except HistoryBroken:
            count = 0
        self.close()
        try:
            for suffix in ("", "-journal", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            raise HistoryBroken(f"{self.path} could not be removed: {(error.strerror or 'refused').lower()}.") from None
        return count

    def close(self) -> None:
        """Close the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            yield self._connection()
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
            raise _broken(self.path, error) from None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as db, db:
            yield db

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made before SQLite sees it, so that it is private from its first byte; journals inherit its mode.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            self.path.chmod(0o600)
            db = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
            try:
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")
                db.executescript(_TABLES)
            except sqlite3.Error:
                db.close()
                raise
            self._open = db
        return self._open


def _broken(path: Path, error: Exception) -> HistoryBroken:
    text = str(error).lower()
    if isinstance(error, sqlite3.OperationalError | OSError) and "malformed" not in text:
        return HistoryBroken(f"The history in {path} cannot be used: {text}.", "Is the disk full or read-only?")
    return HistoryBroken(
        f"The history in {path} is damaged ({text}).",
        "Copy the file if you need it, then start a new one with `peerkit checklist purge`.",
    )


def _packed(situation: Situation) -> str:
    told = {condition.value: value for condition, value in situation.told.items()}
    return json.dumps(
        {
            "platform": situation.platform,
            "function": situation.function.value,
            "policy": situation.policy,
            "people": situation.people,
            "told": told,
            "minutes": situation.minutes,
        }
    )


def _unpacked(text: str) -> Situation:
    kept = json.loads(text)
    told = {Condition(name): value for name, value in kept["told"].items()}
    function, minutes = Function(kept["function"]), kept.get("minutes")
    return Situation(kept["platform"], function, kept["policy"], kept["people"], told, minutes)


def _answer_row(run: int, item: str, given: Given) -> tuple[object, ...]:
    by = given.by.value if given.by else None
    overruled = given.overruled.value if given.overruled else None
    return run, item, given.answer.value, by, overruled, OWN_WORDS if given.reason else ""


def _unpacked_answer(answer: str, by: str | None, overruled: str | None, reason: str) -> Given:
    return Given(
        Answer(answer),
        AnsweredBy(by) if by else None,
        reason=reason,
        overruled=Answer(overruled) if overruled else None,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
