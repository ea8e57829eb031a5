"""Policies: gates and weights for a setting, and what an organisation adds on top. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from peerkit.model.function import Function
from peerkit.model.platform import Source


class PlatformVerdict(Enum):
    """What we say of a platform, best first. A gate can only make it worse."""

    GOOD_FIT = "good_fit"
    WITH_CARE = "with_care"
    AVOID = "avoid"
    CANNOT_USE = "cannot_use"

    @property
    def rank(self) -> int:
        """0 for the best to 3 for the worst."""
        return list(PlatformVerdict).index(self)

    @property
    def stops(self) -> bool:
        """Whether a gate of this verdict keeps a platform out of every ranking."""
        return self.rank >= PlatformVerdict.AVOID.rank


class Rule(Enum):
    """What a gate looks at.

    ``ANSWER``: the words of a criterion. ``PEOPLE`` and ``MINUTES``: whether a number criterion is
    enough for the session. ``OFFERED``: whether the platform has the function. ``BANNED`` and
    ``APPROVED``: the organisation's own lists.
    """

    ANSWER = "answer"
    PEOPLE = "people"
    MINUTES = "minutes"
    OFFERED = "offered"
    BANNED = "banned"
    APPROVED = "approved"


class Effect(NamedTuple):
    """What one outcome of a gate does: at best this verdict, said in a plain sentence; ``change`` is what would help.

    ``signed_clears``: a signed BAA on record lifts it.
    """

    verdict: PlatformVerdict
    says: str
    change: str = ""
    signed_clears: bool = False


class Gate(NamedTuple):
    """A rule no points can outweigh.

    ``effects`` is keyed by the criterion's word, or for the other rules by ``fails`` and ``unknown``; words that
    are not named let the platform pass. ``functions``: it applies to these only, or to all when empty.
    ``source`` is an id of the policy's sources. ``fixed`` gates hold under every policy.
    """

    id: str
    rule: Rule
    criterion: str
    effects: Mapping[str, Effect]
    why: str
    source: str
    functions: tuple[Function, ...] = ()
    fixed: bool = False


class Weight(NamedTuple):
    """How much a criterion counts, compared with the others, and why. ``source`` is an id."""

    weight: float
    why: str
    source: str


class Policy(NamedTuple):
    """Gates and weights for a setting.

    ``gates`` includes those of every setting. ``floor`` are gates that only a recommendation applies, before the
    person's liking counts. A score whose low end reaches ``good_from`` is a good fit; one whose high end stays under
    ``avoid_below`` is to be avoided; ``bounds_why`` says why there.
    """

    id: str
    title: str
    summary: str
    gates: tuple[Gate, ...]
    floor: tuple[Gate, ...]
    weights: Mapping[str, Weight]
    good_from: float
    avoid_below: float
    bounds_why: str
    sources: Mapping[str, Source]
    extends: str = ""


class Overlay(NamedTuple):
    """The organisation's own facts by platform id.

    ``signed`` maps a platform to the day its BAA was signed. ``approved`` is None where there is no such list.
    ``assume_signed`` judges as if every BAA on offer were signed; it answers "what if", never "may we".
    """

    signed: Mapping[str, str] = MappingProxyType({})
    approved: frozenset[str] | None = None
    banned: frozenset[str] = frozenset()
    assume_signed: bool = False
