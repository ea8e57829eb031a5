"""Kills, full disks, other writers: what was acknowledged is there afterwards."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from peerkit.errors import HistoryBroken
from peerkit.history import History
from peerkit.model.session import Situation
from tests.depth import depth
from tests.history_runs import ANSWERED, ENDED, Acknowledge, acknowledged, fill, in_a_child, lost, whole_run
from tests.real import missing, tool

KILLS = depth(60, 200)
NOBODY = 65534


@pytest.mark.fuzz
def test_kills_at_any_moment_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    chance = random.Random(20261121)
    acks: list[tuple[int, int]] = []

    def write_for_ever(acknowledge: Acknowledge) -> None:
        history = History(path)
        while True:
            whole_run(history, acknowledge)

    for _ in range(KILLS):
        child, reading = in_a_child(write_for_ever)
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        acks += acknowledged(reading)
        history = History(path)
        history.latest(1)
        history.close()
    assert lost(path, acks) == []
    assert len(acks) > KILLS, "the children did get to write"
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_the_count_of_losses_can_fail(tmp_path: Path) -> None:
    past = History(tmp_path / "history.sqlite")
    number = whole_run(past)
    past.close()
    assert lost(past.path, [(number, ENDED), (number + 1, ANSWERED)]) == [(number + 1, ANSWERED)]


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"

    def write_twenty(acknowledge: Acknowledge) -> None:
        history = History(path)
        for _ in range(20):
            whole_run(history, acknowledge)

    children = [in_a_child(write_twenty) for _ in range(3)]
    acks = [ack for _, reading in children for ack in acknowledged(reading)]
    for child, _ in children:
        os.waitpid(child, 0)
    assert len(acks) == 3 * 20 * 2
    assert len({number for number, _ in acks}) == 60
    assert lost(path, acks) == []


def test_a_lock_that_is_never_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past = History(tmp_path / "history.sqlite")
    monkeypatch.setattr("peerkit.history.BUSY_SECONDS", 0.2)
    whole_run(past)
    past.close()
    other = sqlite3.connect(past.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    fresh = History(past.path)
    with pytest.raises(HistoryBroken, match="locked") as caught:
        fresh.start("a-list", Situation())
    assert "damaged" not in caught.value.message
    other.close()
    fresh.start("a-list", Situation())
    fresh.close()


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"

    def until_full(acknowledge: Acknowledge) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (36864, resource.RLIM_INFINITY))
        try:
            fill(path, acknowledge)
        except HistoryBroken as error:
            acknowledge(len(error.hint), 0)

    child, reading = in_a_child(until_full)
    *acks, (_, broken) = acknowledged(reading)
    os.waitpid(child, 0)
    assert broken == 0, "it was told as HistoryBroken"
    assert len(acks) > 10
    assert lost(path, acks) == []


FILL = """
import sys; from pathlib import Path; from peerkit.errors import HistoryBroken; from tests import history_runs as t
acks = []
try: t.fill(Path(sys.argv[1]) / "history.sqlite", lambda *ack: acks.append(ack))
except HistoryBroken as error: print(error.message, error.hint)
print(len(acks), t.lost(Path(sys.argv[1]) / "history.sqlite", acks))
"""


def test_a_full_disk(tmp_path: Path) -> None:
    full = 'mount -t tmpfs -o size=96k none "$1" && exec "$2" -c "$3" "$1"'
    words = [tool("unshare"), "-m", "sh", "-c", full, "sh", str(tmp_path), sys.executable, FILL]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[1])
    if "mount" in done.stderr or "unshare" in done.stderr:
        missing("the right to mount a small disk")
    told, counted = done.stdout.splitlines()
    assert "full" in told
    assert told.endswith("Is the disk full or read-only?")
    count, nothing_lost = counted.split(maxsplit=1)
    assert int(count) > 10
    assert nothing_lost == "[]"


def test_a_folder_that_may_only_be_read() -> None:
    for folder in (Path("/proc"), Path("/proc/self/task")):
        with pytest.raises(HistoryBroken) as caught:
            History(folder / "peerkit" / "history.sqlite").start("a-list", Situation())
        assert caught.value.hint == "Is the disk full or read-only?"


def test_a_file_that_is_not_ones_own() -> None:
    if os.geteuid() != 0:
        missing("root, to write a file that another account may only read")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        history = History(folder / "history.sqlite")
        whole_run(history)
        history.close()
        os.seteuid(NOBODY)
        try:
            with pytest.raises(HistoryBroken) as caught:
                history.latest(1)
            with pytest.raises(HistoryBroken, match="could not be removed"):
                history.purge()
        finally:
            os.seteuid(0)
    assert "permission denied" in caught.value.message
    assert caught.value.hint == "Is the disk full or read-only?"
