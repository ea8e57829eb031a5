"""What scoring says of a platform, with every reason. Renderers read this and nothing else."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import NamedTuple

from peerkit.model.function import Function
from peerkit.model.platform import Criterion, Platform, Sourced
from peerkit.model.policy import Gate, Overlay, PlatformVerdict, Policy


class Case(NamedTuple):
    """What is asked: this function under this policy on this day, for so many people and minutes where known."""

    function: Function
    policy: Policy
    today: date
    overlay: Overlay = Overlay()
    people: int | None = None
    minutes: int | None = None


class Range(NamedTuple):
    """A score from ``low`` to ``high``; unknown answers make it wide."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Halfway between the two."""
        return (self.low + self.high) / 2


class Allowed(Enum):
    """Whether a platform may carry health information of a covered programme, as far as the contract goes.

    ``YES``: a BAA is on record. ``NO_CONTRACT_NEEDED``: a plain phone line. ``OWN_SERVER``: the programme holds
    the duty. ``NOT_YET``: one is offered and none is on record. ``NO``: none is offered. ``UNKNOWN``: not found out.
    """

    YES = "yes"
    NO_CONTRACT_NEEDED = "no_contract_needed"
    OWN_SERVER = "own_server"
    NOT_YET = "not_yet"
    NO = "no"
    UNKNOWN = "unknown"


class GateHit(NamedTuple):
    """A gate that did not let a platform through unharmed.

    ``waits_for_baa``: a signed BAA on record would lift it. ``doubt``: only a conflicting source says so.
    """

    gate: Gate
    verdict: PlatformVerdict
    says: str
    change: str
    waits_for_baa: bool = False
    doubt: bool = False


class CriterionScore(NamedTuple):
    """One criterion's part in the score. ``points`` (0 to 1) is None where the answer is left out of the sum.

    ``said`` is None where the entry has no answer. ``weight`` is the policy's, 0 where it does not count.
    """

    criterion: Criterion
    said: Sourced | None
    points: Range | None
    weight: float
    stale: bool


class Judgement(NamedTuple):
    """A platform judged for one case.

    ``reasons`` are plain sentences, gravest first. ``score`` is None for what cannot be used at all (retired,
    function not offered). ``coverage`` is the share of the weights (0 to 1) whose answer is known. ``privacy`` is the
    part of the score that is about privacy and safety; ``allowed`` is told apart from it, always. ``changes`` are
    sentences on what would change the verdict.
    """

    platform: Platform
    case: Case
    verdict: PlatformVerdict
    reasons: tuple[str, ...]
    gates: tuple[GateHit, ...]
    score: Range | None
    coverage: float
    privacy: Range | None
    privacy_says: str
    allowed: Allowed
    allowed_says: str
    criteria: tuple[CriterionScore, ...]
    changes: tuple[str, ...]

    @property
    def stopped(self) -> bool:
        """Whether a gate keeps it out of every ranking."""
        return any(hit.verdict.stops for hit in self.gates)


class Ranking(NamedTuple):
    """Judgements in order, best first. ``waiting`` lack nothing but a signed BAA on record; ``stopped`` are never
    ranked and stand in the order of their names."""

    ranked: tuple[Judgement, ...]
    waiting: tuple[Judgement, ...]
    stopped: tuple[Judgement, ...]
