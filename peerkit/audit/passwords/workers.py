"""Many passwords scored on all cores. They go to the workers over pipes, never in arguments or the environment.

Workers are started afresh ("spawn"): a fork would carry along every open file and thread of the parent. The
parent scores too while they start, so the first answers come at once.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from peerkit.audit.passwords import fast_guessing, guessing
from peerkit.audit.passwords.engines import Engine, Progress, Watcher
from peerkit.audit.passwords.guessing import Estimate
from peerkit.audit.passwords.unspillable import no_core_files

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


@dataclass(frozen=True)
class Task:
    """One password to score. ``exact`` asks for the reference, where a verdict hangs on more than "weak or good"."""

    password: str = field(repr=False)
    personal: tuple[str, ...] = field(default=(), repr=False)
    exact: bool = False


Scorer = Callable[[Task], Estimate]
Batch = list[tuple[int, Task]]
# Below this a worker costs more than it brings (measured: two processes pay off above about 500).
WORTH_A_WORKER = {Engine.REFERENCE: 400, Engine.FAST: 2500}
MOST_WORKERS = 7
# From here on it pays to prepare zxcvbn for many.
_MANY = 200
_BATCH = 24
_OWN_BATCH = 4
_AHEAD = 2
_TELL_EVERY = 0.1
_STEADY_AFTER = 0.6
_PATIENCE = 5.0
# A batch takes a moment; what a worker has not answered after this is scored here instead.
_SILENT = 20.0


def score_all(tasks: Sequence[Task], engine: Engine, progress: Watcher | None = None, cores: int = 0) -> list[Estimate]:
    """An estimate for each task, in their order.

    ``cores`` 0 is as many as this process may use. No worker outlives the call, however it ends.
    """
    score = scorer(engine)
    found: dict[int, Estimate] = {}
    waiting = deque(enumerate(tasks))
    told = _Teller(len(tasks), progress)
    helpers = min(MOST_WORKERS, (cores or _cores()) - 1) if len(tasks) >= WORTH_A_WORKER[engine] else 0
    with _workers(helpers, engine) as crew, guessing.quickened() if len(tasks) >= _MANY else nullcontext():
        while waiting or any(worker.busy for worker in crew):
            for worker in crew:
                worker.feed(waiting)
            for number, task in _take(waiting, _OWN_BATCH):
                found[number] = score(task)
            for worker in crew:
                found.update(worker.collect(_wait_for(waiting)))
                # What a worker took with it when it died is scored here.
                waiting.extend(worker.lost())
            told.tell(len(found))
    told.tell(len(found), last=True)
    return [found[number] for number in range(len(tasks))]


def scorer(engine: Engine) -> Scorer:
    """What scores one task; ``engine`` is not ``AUTO``."""

    def score(task: Task) -> Estimate:
        ask = guessing.estimate if task.exact or engine is Engine.REFERENCE else fast_guessing.estimate
        try:
            return ask(task.password, task.personal)
        except Exception:  # noqa: BLE001  # no trouble of the scorer may carry the password out of here
            return guessing.TOO_COMPLEX

    return score


def _take(waiting: deque[tuple[int, Task]], most: int) -> Batch:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]


def _wait_for(waiting: deque[tuple[int, Task]]) -> float:
    return 0 if waiting else _TELL_EVERY


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Teller:
    """Tells the watcher how far it is, a few times a second."""

    def __init__(self, total: int, progress: Watcher | None) -> None:
        self._total, self._progress = total, progress
        self._begun = self._told = time.monotonic()

    def tell(self, done: int, last: bool = False) -> None:
        now = time.monotonic()
        if self._progress is None or not (last or now - self._told >= _TELL_EVERY):
            return
        self._told = now
        # The first moments go into starting workers, and tell nothing of the rest.
        steady = last or (done and now - self._begun >= _STEADY_AFTER)
        left = (now - self._begun) / done * (self._total - done) if done and steady else None
        self._progress(Progress(done, self._total, left))


class _Worker:
    """One other process, and what it was given and has not answered."""

    def __init__(self, process: BaseProcess, inbox: Connection, outbox: Connection) -> None:
        self.process, self._inbox, self._outbox = process, inbox, outbox
        self._given: deque[Batch] = deque()
        self._dead = False
        self._heard = time.monotonic()

    @property
    def busy(self) -> bool:
        return bool(self._given)

    def feed(self, waiting: deque[tuple[int, Task]]) -> None:
        """Keep it from running dry."""
        while waiting and len(self._given) < _AHEAD and not self._dead:
            batch = _take(waiting, _BATCH)
            if not self._given:
                self._heard = time.monotonic()
            self._given.append(batch)
            try:
                self._inbox.send(batch)
            except OSError:
                self._dead = True

    def collect(self, patience: float) -> Iterator[tuple[int, Estimate]]:
        """What it has answered by now; ``patience`` is how many seconds to wait for the first answer."""
        try:
            while self._given and not self._dead and self._outbox.poll(patience):
                yield from self._outbox.recv()
                self._given.popleft()
                self._heard = time.monotonic()
                patience = 0
        except (EOFError, OSError):
            self._dead = True
        if self._given and time.monotonic() - self._heard > _SILENT:
            self._dead = True
            self.process.kill()

    def lost(self) -> Batch:
        """What it will never answer."""
        if not self._dead:
            return []
        left = [entry for batch in self._given for entry in batch]
        self._given.clear()
        return left

    def stop(self, at_once: bool) -> None:
        self._inbox.close()
        if at_once:
            self.process.terminate()
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self._outbox.close()
        self.process.close()


@contextmanager
def _workers(count: int, engine: Engine) -> Iterator[list[_Worker]]:
    crew: list[_Worker] = []
    at_once = True
    try:
        with _deaf_to_interrupts(count):
            crew.extend(_hire(engine) for _ in range(count))
        yield crew
        at_once = False
    finally:
        for worker in crew:
            worker.stop(at_once)


def _hire(engine: Engine) -> _Worker:
    from multiprocessing import get_context

    context = get_context("spawn")
    # Windows has pipes of another class, which do the same.
    pipe: Callable[..., Any] = context.Pipe
    theirs, inbox = pipe(duplex=False)
    outbox, back = pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, back, engine), daemon=True)
    process.start()
    theirs.close()
    back.close()
    return _Worker(process, inbox, outbox)


@contextmanager
def _deaf_to_interrupts(count: int) -> Iterator[None]:
    """Workers inherit that Ctrl-C is not for them: the parent hears it and ends them."""
    mask = getattr(signal, "pthread_sigmask", None)
    if not count or mask is None:
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would let interrupts through again if it started later
    kinds: Any = signal  # Windows has no masks; a type checker for it does not know their names
    before = mask(kinds.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(kinds.SIG_SETMASK, before)


def _serve(inbox: Connection, outbox: Connection, engine: Engine) -> None:
    """A worker's whole life: batches in, estimates out, until the pipe closes. It ends without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    no_core_files()
    score = scorer(engine)
    # Python would print what happened, and what it says may quote a password.
    with suppress(Exception), guessing.quickened():
        while True:
            batch: Batch = inbox.recv()
            outbox.send([(number, score(task)) for number, task in batch])
