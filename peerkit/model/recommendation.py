"""A person's situation, what we recommend for it, and how firmly the order stands."""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.model.function import Function
from peerkit.model.judgement import Judgement
from peerkit.model.platform import Source


@dataclass(frozen=True)
class Needs:
    """One person (or group) and one session. What is not set is not asked for.

    ``devices`` are words of the criterion ``devices-join``: what the person has. ``likes`` are platform ids in the
    person's order. ``free``: nobody is to pay for a plan or an app. ``function`` None: whatever suits.
    """

    function: Function | None = None
    devices: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    people: int = 2
    minutes: int | None = None
    no_account: bool = False
    no_internet: bool = False
    no_smartphone: bool = False
    captions: bool = False
    anonymous: bool = False
    free: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A platform that fits. ``mind`` are plain sentences to keep in mind; ``only_way`` marks a phone kept because
    nothing else reaches the person."""

    judgement: Judgement
    liked: bool
    only_way: bool
    mind: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A platform that does not fit: ``step`` is ``gate``, ``need`` or ``floor``; ``because`` plain sentences."""

    judgement: Judgement
    step: str
    because: tuple[str, ...]
    liked: bool


@dataclass(frozen=True)
class Recommendation:
    """Suggestions, best first; ``waiting`` would fit too, once a BAA is signed; then what was left out and why.

    ``order`` tells in plain words how it was done.
    """

    needs: Needs
    suggestions: tuple[Suggestion, ...]
    waiting: tuple[Suggestion, ...]
    left_out: tuple[LeftOut, ...]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Swap:
    """The smallest change of a single weight that puts the second in front of the first."""

    criterion: str
    weight: float
    needed: float


@dataclass(frozen=True)
class Robustness:
    """How firmly an order stands: the share of draws (0 to 1) in which each platform came first, highest first."""

    draws: int
    seed: int
    first: tuple[tuple[str, float], ...]
    swap: Swap | None


@dataclass(frozen=True)
class Scenario:
    """A ready-made situation to teach with. ``practices`` are ids; ``source`` is where it goes beyond them."""

    id: str
    title: str
    story: str
    policy: str
    needs: Needs
    practices: tuple[str, ...]
    source: Source | None = None
