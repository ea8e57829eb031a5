"""What scores passwords, and how far it is: the words that callers and engines share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Engine(Enum):
    """What scores passwords. ``AUTO`` takes the fast one where ``peerkit[fast]`` is installed."""

    AUTO = "auto"
    REFERENCE = "reference"
    FAST = "fast"


@dataclass(frozen=True)
class Progress:
    """How far the scoring is. ``seconds_left`` is None until it can be told."""

    done: int
    total: int
    seconds_left: float | None = None


Watcher = Callable[[Progress], None]
