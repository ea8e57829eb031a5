"""How far a long job is, on the error stream of a terminal: a bar with the time left, or now and then a sentence."""

from __future__ import annotations

import os
import shutil
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from peerkit.audit.passwords.engines import Progress

# A job shorter than this needs no bar; a screen reader should not be interrupted often.
_SILENT, _BETWEEN_SENTENCES, _BETWEEN_BARS = 0.7, 10.0, 0.1


class Meter:
    """Called with each step. Silent where nobody watches, and for short jobs."""

    def __init__(self, plain: bool) -> None:
        watched = sys.stderr is not None and sys.stderr.isatty()
        calm = plain or bool(os.environ.get("NO_COLOR") or os.environ.get("PEERKIT_PLAIN"))
        self._plain = calm or os.environ.get("TERM", "dumb") in ("", "dumb")
        self._watched, self._drawn = watched, False
        self._next = time.monotonic() + _SILENT

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            self._write("\r\x1b[K")

    def __call__(self, step: Progress) -> None:
        """Show it, where it is time to."""
        now = time.monotonic()
        if not self._watched or now < self._next:
            return
        self._next = now + (_BETWEEN_SENTENCES if self._plain else _BETWEEN_BARS)
        if self._plain:
            self._write(f"{step.done:,} of {step.total:,} passwords looked at.{_left(step.seconds_left)}\n")
            return
        self._drawn = True
        self._write("\r\x1b[K" + _bar(step, shutil.get_terminal_size((80, 24)).columns))

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._watched = self._drawn = False


def _bar(step: Progress, columns: int) -> str:
    said = f" {step.done:,} of {step.total:,}{_left(step.seconds_left)}"
    room = min(40, columns - len(said) - 3)
    full = room * step.done // max(1, step.total)
    return f"[{'#' * full}{'.' * (room - full)}]{said}" if room >= 10 else said[: max(0, columns - 1)]


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 60:
        whole = max(1, round(seconds))
        return f" About {whole} {'second' if whole == 1 else 'seconds'} left."
    minutes = round(seconds / 60)
    return f" About {minutes} {'minute' if minutes == 1 else 'minutes'} left."
