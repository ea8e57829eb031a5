"""The guided tour for trainers: stops with speaking notes and a command that is really run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """One stop. ``run`` is the command to show, empty for none; ``first`` how many of its lines, None for all."""

    title: str
    minutes: int
    say: tuple[str, ...]
    ask: str
    run: tuple[str, ...] = ()
    first: int | None = None
    look: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tour:
    """The whole tour; ``before`` is what a trainer reads first. ``language`` is the one its texts are in."""

    title: str
    before: str
    reviewed_on: str
    stops: tuple[Stop, ...]
    language: str = "en"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(stop.minutes for stop in self.stops)
