from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from peerkit.audit.passwords import guessing, workers
from peerkit.audit.passwords.engines import Engine, Progress
from peerkit.audit.passwords.guessing import Estimate
from peerkit.audit.passwords.workers import Task, score_all
from tests.bench.password_mix import mix

ROOT = Path(__file__).parents[3]
TASKS = [Task(password) for password in mix(100, seed=5)]
CANARY = "Kestrel-Canary-77"


def alone(engine: Engine = Engine.REFERENCE) -> list[Estimate]:
    return score_all(TASKS, engine, cores=1)


def test_workers_give_what_one_process_gives_and_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_WORKER", dict.fromkeys(Engine, 0))
    # The parent takes little, so that the worker has its share.
    monkeypatch.setattr(workers, "_OWN_BATCH", 1)
    told: list[Progress] = []
    assert score_all(TASKS, Engine.REFERENCE, told.append, cores=2) == alone()
    assert (told[-1].done, told[-1].total, told[-1].seconds_left) == (100, 100, 0)
    assert not multiprocessing.active_children()


def test_what_a_dying_worker_took_along_is_scored_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_WORKER", dict.fromkeys(Engine, 0))
    hire = workers._hire

    def doomed(engine: Engine) -> workers._Worker:
        worker = hire(engine)
        worker.process.kill()
        return worker

    monkeypatch.setattr(workers, "_hire", doomed)
    assert score_all(TASKS, Engine.FAST, cores=2) == alone(Engine.FAST)
    assert not multiprocessing.active_children()


def test_what_a_worker_that_hangs_was_given_is_scored_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_WORKER", dict.fromkeys(Engine, 0))
    monkeypatch.setattr(workers, "_SILENT", 0.1)
    hire = workers._hire

    def stuck(engine: Engine) -> workers._Worker:
        worker = hire(engine)
        assert worker.process.pid
        os.kill(worker.process.pid, signal.SIGSTOP)
        return worker

    monkeypatch.setattr(workers, "_hire", stuck)
    assert score_all(TASKS, Engine.FAST, cores=2) == alone(Engine.FAST)
    assert not multiprocessing.active_children()


def test_an_error_in_the_watcher_ends_the_workers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_A_WORKER", dict.fromkeys(Engine, 0))
    monkeypatch.setattr(workers, "_TELL_EVERY", 0.0)

    def broken(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score_all(TASKS, Engine.FAST, broken, cores=2)
    assert not multiprocessing.active_children()


def test_few_passwords_are_no_reason_to_start_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_hire", None)
    assert len(score_all(TASKS, Engine.FAST, cores=8)) == len(TASKS)
    assert score_all([], Engine.REFERENCE) == []


def test_a_scorer_that_breaks_says_nothing_of_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(password: str, personal: object) -> Estimate:
        raise ValueError(password)

    monkeypatch.setattr(guessing, "estimate", breaks)
    assert score_all([Task(CANARY)], Engine.REFERENCE) == [guessing.TOO_COMPLEX]


def test_a_task_does_not_print() -> None:
    assert CANARY not in f"{Task(CANARY, (CANARY,))!r}"


MANY = 20_000
SCRIPT = """
import sys
from peerkit.audit.passwords import workers
from peerkit.audit.passwords.engines import Engine
workers.WORTH_A_WORKER[Engine.REFERENCE] = 0
def told(progress):
    print("going", flush=True)
if __name__ == "__main__":
    tasks = [workers.Task(sys.stdin.readline().strip() + str(n)) for n in range(20_000)]
    workers.score_all(tasks, Engine.REFERENCE, told, cores=2)
"""


def test_ctrl_c_leaves_no_process_and_no_password_anywhere(tmp_path: Path) -> None:
    """The whole foreground group hears Ctrl-C, as in a terminal."""
    script = tmp_path / "long.py"
    script.write_text(SCRIPT)
    begin = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True, text=True,
    )  # fmt: skip
    with begin as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(f"{CANARY}\n" * MANY)
        running.stdin.close()
        assert running.stdout.readline() == "going\n"
        seen = "".join(_told_of(pid) for pid in _of_session(running.pid))
        os.killpg(running.pid, signal.SIGINT)
        running.wait(10)
        errors = running.stderr.read()
    assert "spawn_main" in seen, "the worker was running"
    assert CANARY not in seen + errors
    assert errors.count("Traceback") == 1, "the parent's own; workers end without a word"
    end = time.monotonic() + 5
    while _of_session(running.pid) and time.monotonic() < end:
        pass
    assert not _of_session(running.pid)


def _of_session(session: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.getsid(int(name)) == session:
                found.append(int(name))
        except ProcessLookupError:
            continue
    return found


def _told_of(pid: int) -> str:
    """What others may read of a process: its command line and its environment."""
    told = ""
    for name in ("cmdline", "environ"):
        with suppress(OSError):
            told += Path(f"/proc/{pid}/{name}").read_text(errors="replace")
    return told
