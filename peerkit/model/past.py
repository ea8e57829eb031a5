"""Past runs, as the history keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peerkit.model.session import Given, Situation


@dataclass(frozen=True)
class PastRun:
    """One run as history shows it; ``verdict`` is None where it was left before the end. Times are UTC."""

    id: int
    checklist: str
    started_at: datetime
    ended_at: datetime | None
    verdict: str | None


@dataclass(frozen=True)
class OpenRun:
    """A run that was left, with what is needed to go on."""

    id: int
    started_at: datetime
    situation: Situation
    answers: dict[str, Given]


@dataclass(frozen=True)
class FailingItem:
    """An item and how often it was answered no, of how many ended runs that held it."""

    item: str
    times_no: int
    times: int
