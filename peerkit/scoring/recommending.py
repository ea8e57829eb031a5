"""Recommends for one person and one session: gates, what they need, a floor of security, what they like, then points.

The order is that of the practices: enough security first, then what the person likes, and only then
what we find best. A phone is never scored away where it is the only way to reach someone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from peerkit.model.function import Function
from peerkit.model.judgement import Case, Judgement
from peerkit.model.platform import Catalogue, Platform
from peerkit.model.policy import Overlay, PlatformVerdict, Policy
from peerkit.model.recommendation import LeftOut, Needs, Recommendation, Suggestion
from peerkit.scoring.gates import gate_hits
from peerkit.scoring.judging import judge
from peerkit.scoring.needs import Met, is_phone, met
from peerkit.scoring.ranking import rank_key, rankable, waits_for_baa

ORDER = (
    "First, what no points can outweigh: shut down, open to the public, no contract where one is needed.",
    "Then what the person needs and has.",
    "Then a floor of security.",
    "Then what the person likes.",
    "Last, our points.",
)
ONLY_WAY = "It is the only way we found to reach them. Use it, and say little that others must not hear."
_NOT_FOR_US = frozenset({"retired", "not-offered", "too-many-people", "who-may-host"})
_ONE_TO_ONE = (Function.VIDEO_1TO1, Function.CALL, Function.TEXT_1TO1)
_GROUP = (Function.VIDEO_GROUP, Function.TEXT_GROUP)


@dataclass(frozen=True)
class _Candidate:
    judgement: Judgement
    needs: tuple[Met, ...]
    below_floor: tuple[str, ...]

    @property
    def step(self) -> str:
        """The first step it fails, or nothing."""
        if self.judgement.stopped:
            return "gate"
        if not all(need.fits for need in self.needs):
            return "need"
        return "floor" if self.below_floor else ""

    @property
    def because(self) -> tuple[str, ...]:
        """Why it fails there."""
        if self.step == "gate":
            return tuple(hit.says for hit in self.judgement.gates if hit.verdict.stops)
        return tuple(need.says for need in self.needs if not need.fits) if self.step == "need" else self.below_floor

    @property
    def mind(self) -> tuple[str, ...]:
        """What to keep in mind when using it."""
        warned = [hit.says for hit in self.judgement.gates if not hit.verdict.stops]
        return tuple(dict.fromkeys([*warned, *(need.says for need in self.needs if need.fits and need.says)]))


def recommend(catalogue: Catalogue, policy: Policy, today: date, overlay: Overlay, needs: Needs) -> Recommendation:
    """What to use with this person. Pure; ``needs.likes`` are platform ids, best liked first."""
    chosen = [p for p in catalogue.platforms.values() if rankable(p) or p.id in needs.likes]
    best = [_best(_candidates(catalogue, p, policy, today, overlay, needs)) for p in chosen]
    likes = {name: place for place, name in enumerate(needs.likes)}
    fitting = _sorted((found for found in best if not found.step), likes)
    suggestions = [_suggestion(found, likes, only=False) for found in fitting]
    if all(_phone(found) for found in fitting):
        suggestions = _phones(best, fitting, likes)
    waiting = [_suggestion(found, likes, only=False) for found in _sorted(filter(_waits, best), likes)]
    kept = {suggestion.judgement.platform.id for suggestion in (*suggestions, *waiting)}
    left = [found for found in best if found.judgement.platform.id not in kept]
    return Recommendation(needs, tuple(suggestions), tuple(waiting), _left_out(left, likes), ORDER)


def _sorted(found: Iterable[_Candidate], likes: dict[str, int]) -> list[_Candidate]:
    """The person's likes first; then what fits as it is, before what fits only by a detour such as calling in."""
    return sorted(
        found,
        key=lambda one: (
            likes.get(one.judgement.platform.id, len(likes)),
            any(need.says for need in one.needs),
            rank_key(one.judgement),
        ),
    )


def _waits(found: _Candidate) -> bool:
    """Whether it lacks nothing but a signed BAA."""
    return waits_for_baa(found.judgement) and all(need.fits for need in found.needs) and not found.below_floor


def _candidates(
    catalogue: Catalogue, platform: Platform, policy: Policy, today: date, overlay: Overlay, needs: Needs
) -> Iterable[_Candidate]:
    for function in wanted_functions(needs):
        case = Case(function, policy, today, overlay, needs.people, needs.minutes)
        hits = gate_hits(policy.floor, platform, case, catalogue)
        yield _Candidate(
            judge(catalogue, platform, case),
            tuple(met(platform, function, needs)),
            tuple(hit.says for hit in hits if hit.verdict.stops),
        )


def wanted_functions(needs: Needs) -> tuple[Function, ...]:
    """The functions that come into question, the fullest first: the one asked for, or all for so many people."""
    if needs.function is not None:
        return (needs.function,)
    return _GROUP if needs.people > 2 else _ONE_TO_ONE


def _best(candidates: Iterable[_Candidate]) -> _Candidate:
    """The first function that fits, else the one that comes furthest."""
    steps = ("gate", "need", "floor", "")
    found = list(candidates)
    return max(found, key=lambda one: (steps.index(one.step), _offered(one), -found.index(one)))


def _offered(found: _Candidate) -> bool:
    return found.judgement.case.function in found.judgement.platform.functions


def _phone(found: _Candidate) -> bool:
    return is_phone(found.judgement.platform, found.judgement.case.function)


def _phones(best: list[_Candidate], fitting: list[_Candidate], likes: dict[str, int]) -> list[Suggestion]:
    """Where nothing but a phone reaches the person: every phone they can use, with what is against it said aloud."""
    usable = fitting or [found for found in best if _phone(found) and _reaches(found)]
    return [_suggestion(found, likes, only=True) for found in sorted(usable, key=_phone_key)]


def _phone_key(found: _Candidate) -> tuple[bool, tuple[bool, float, float, str]]:
    return found.judgement.stopped, rank_key(found.judgement)


def _reaches(found: _Candidate) -> bool:
    gone = any(hit.gate.id in _NOT_FOR_US for hit in found.judgement.gates if hit.verdict.stops)
    return not gone and all(need.fits for need in found.needs if need.reach)


def _suggestion(found: _Candidate, likes: dict[str, int], only: bool) -> Suggestion:
    judgement = found.judgement
    mind = found.mind
    if only:
        mind = tuple(dict.fromkeys([ONLY_WAY, *(found.because if found.step else ()), *mind]))
        if judgement.verdict is PlatformVerdict.AVOID and not judgement.stopped:
            judgement = judgement._replace(verdict=PlatformVerdict.WITH_CARE, reasons=(ONLY_WAY, *judgement.reasons))
    return Suggestion(judgement, judgement.platform.id in likes, only, mind)


def _left_out(left: list[_Candidate], likes: dict[str, int]) -> tuple[LeftOut, ...]:
    """What does not fit, the person's likes first, then by name."""
    found = sorted(
        left,
        key=lambda one: (
            likes.get(one.judgement.platform.id, len(likes)),
            one.judgement.platform.name.lower(),
            one.judgement.platform.id,
        ),
    )
    return tuple(LeftOut(one.judgement, one.step, one.because, one.judgement.platform.id in likes) for one in found)
