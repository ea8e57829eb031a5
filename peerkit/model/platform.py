"""Platforms, criteria, answers and their sources: plain data, the same for shipped entries and an organisation's.

Days are ISO texts (``2026-11-20``); a day on which something happened may be only a year or a month.
``unknown`` is an answer of its own: never read as no, and never dropped. Named tuples, not dataclasses: a
class costs a tenth of the time to make, and `platforms compare` must start fast (docs/decisions/platforms-loading.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from peerkit.model.function import Function

UNKNOWN = "unknown"
Said = str | int | float | tuple[str, ...]
"""A value: one word of a closed vocabulary, a number, several words, or a plain sentence."""


class Confidence(Enum):
    """How sure we are of an answer."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class SourceKind(Enum):
    """Who is speaking. ``MEMORY`` is knowledge nobody looked up; it says so."""

    VENDOR = "vendor"
    REGULATOR = "regulator"
    RESEARCH = "research"
    PRESS = "press"
    COMMUNITY = "community"
    MEMORY = "memory"


class About(Enum):
    """What a criterion is about: *privacy of the call* is ``PRIVACY`` and ``SAFETY``;
    *allowed for health information* is ``ALLOWED``."""

    STANDING = "standing"
    PRIVACY = "privacy"
    ALLOWED = "allowed"
    ACCESS = "access"
    SAFETY = "safety"
    COST = "cost"


class AnswerType(Enum):
    """The form of a criterion's answers: one word, several words, a whole number, or US dollars a month."""

    CHOICE = "choice"
    SET = "set"
    NUMBER = "number"
    MONEY = "money"


class Word(NamedTuple):
    """A word of a criterion's closed vocabulary.

    ``points`` is 0 to 1, or None where the word earns nothing and costs nothing. ``lasting`` answers do not go stale.
    """

    words: str
    points: float | None = None
    lasting: bool = False


class Criterion(NamedTuple):
    """A question about a platform. ``values`` holds every word but ``unknown``, best first.

    ``lowest`` and ``highest`` are the points an unknown answer spans; both None where no word earns points.
    """

    id: str
    question: str
    about: About
    type: AnswerType
    by_function: bool
    max_age_days: int
    values: Mapping[str, Word]
    unknown_words: str
    lowest: float | None
    highest: float | None

    def wording(self, value: Said) -> str:
        """An answer's value in plain words."""
        if value == UNKNOWN:
            return self.unknown_words
        if isinstance(value, tuple):
            return ", ".join(self.values[word].words for word in value)
        if isinstance(value, str):
            return self.values[value].words
        return dollars(value) if self.type is AnswerType.MONEY else str(value)


def dollars(amount: float) -> str:
    """``$15``, or ``$16.99``: cents only where there are some."""
    return f"${amount:.0f}" if amount == int(amount) else f"${amount:.2f}"


class Source(NamedTuple):
    """Where something is written. ``interested``: it sells a rival or a compliance product."""

    id: str
    title: str
    kind: SourceKind
    accessed: str
    url: str = ""
    published: str = ""
    interested: bool = False
    note: str = ""


class Sourced(NamedTuple):
    """Something said, with the day it speaks for and its source: an answer's value, or a plain sentence.

    An unknown has neither confidence nor source; its ``as_of`` is the day we looked. ``also`` are ids
    of sources that agree; ``conflicts`` what other sources say instead. ``source`` and ``also`` are ids.
    """

    value: Said
    as_of: str
    confidence: Confidence | None = None
    source: str = ""
    also: tuple[str, ...] = ()
    note: str = ""
    conflicts: tuple[Sourced, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is an answer."""
        return self.value != UNKNOWN


class HardenStep(NamedTuple):
    """A setting to change: who (``host``, ``participant``), where in the menus, set to what; ``said.value`` is why."""

    who: str
    where: str
    set_to: str
    said: Sourced


class Platform(NamedTuple):
    """A service, a plan of one, or a way of meeting (``generic``).

    ``answers`` maps a criterion to its answer by function; the key None stands for every function.
    ``functions`` may be empty (meeting in person). ``facts`` are the six questions (baa, account, cost, download,
    equipment, connect) in plain sentences.
    ``history`` is dated by ``as_of``, oldest first. ``practices`` are ids of the practice catalogue.
    """

    id: str
    name: str
    vendor: str
    kind: str
    summary: str
    functions: tuple[Function, ...]
    modalities: tuple[str, ...]
    answers: Mapping[str, Mapping[Function | None, Sourced]]
    aliases: tuple[str, ...] = ()
    generic: bool = False
    ended: str = ""
    replaced_by: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    good_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lost_with_e2ee: tuple[Sourced, ...] = ()
    not_covered: tuple[Sourced, ...] = ()
    facts: Mapping[str, Sourced] | None = None
    harden: tuple[HardenStep, ...] = ()
    history: tuple[Sourced, ...] = ()

    def answer(self, criterion: str, function: Function) -> Sourced | None:
        """The answer for one function; None where the entry says nothing (retired ones may)."""
        by_function = self.answers.get(criterion, {})
        return by_function.get(function) or by_function.get(None)

    @property
    def running(self) -> bool:
        """Whether it may still be in use: neither retired nor renamed."""
        status = self.answers.get("status", {}).get(None)
        return status is None or status.value not in ("retired", "renamed")

    def only_joined_with(self, devices: Iterable[str]) -> bool:
        """Whether someone with these devices can join, and it takes another one to start it.

        ``devices`` are words of the criterion ``devices-join``. Where it is not known what starts it: no.
        """
        starts, joins = (self.answers.get(key, {}).get(None) for key in ("devices-host", "devices-join"))
        if starts is None or joins is None or not isinstance(starts.value, tuple) or not isinstance(joins.value, tuple):
            return False
        has = set(devices)
        return bool(has & set(joins.value)) and not has & set(starts.value)


class Catalogue(NamedTuple):
    """All that PeerKit knows of platforms. ``platforms`` and ``sources`` build each entry when it is first asked for.

    ``names`` maps every id and every alias to its id. ``newest`` is the latest ``as_of`` of all answers.
    """

    functions: Mapping[Function, str]
    modalities: Mapping[str, str]
    strengths: Mapping[str, str]
    criteria: Mapping[str, Criterion]
    platforms: Mapping[str, Platform]
    sources: Mapping[str, Source]
    names: Mapping[str, str]
    newest: str

    def find(self, name: str) -> Platform | None:
        """The platform of that id or alias."""
        found = self.names.get(name.strip().lower().replace(" ", "-").replace("_", "-"))
        return self.platforms[found] if found else None

    def near(self, name: str) -> tuple[str, ...]:
        """Up to three ids whose id or alias is spelled much like ``name``, closest first.

        Seven letters in ten must agree: with fewer, names nobody meant come up, such as ``maps`` for ``madeup``.
        """
        from difflib import get_close_matches

        close = get_close_matches(name.lower(), list(self.names), n=6, cutoff=0.7)
        return tuple(dict.fromkeys(self.names[found] for found in close))[:3]


def stale(said: Sourced, criterion: Criterion, today: date) -> bool:
    """Whether an answer is past its criterion's age limit and needs a re-check.

    What ended stays ended: lasting words never go stale. An unknown is not stale; it is not known.
    """
    if not said.known:
        return False
    word = criterion.values.get(said.value) if isinstance(said.value, str) else None
    if word is not None and word.lasting:
        return False
    return (today - date.fromisoformat(said.as_of)).days > criterion.max_age_days
