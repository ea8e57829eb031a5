"""Gates: rules no points can outweigh. They come first, and say in plain words what they saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peerkit.model.judgement import Case, GateHit
from peerkit.model.platform import UNKNOWN, Catalogue, Platform, Sourced
from peerkit.model.policy import Effect, Gate, PlatformVerdict, Rule
from peerkit.scoring.wording import day_in_words, filled, function_words, names_in_words

FAILS = "fails"
_DOUBT = "Sources disagree. One says: {says}"
_SIGNED_BUT_UNSURE = "A BAA is on record, but we could not confirm that the company offers one for this plan."
_SIGNED_IN_VAIN = "Your settings hold a signed BAA for it; look again which plan that one is for."


def gate_hits(gates: Iterable[Gate], platform: Platform, case: Case, catalogue: Catalogue) -> tuple[GateHit, ...]:
    """Every gate that did not let the platform through, gravest first."""
    hits = [hit for gate in gates for hit in _hits(gate, platform, case, catalogue)]
    return tuple(sorted(hits, key=lambda hit: -hit.verdict.rank))


def _hits(gate: Gate, platform: Platform, case: Case, catalogue: Catalogue) -> list[GateHit]:
    if gate.functions and case.function not in gate.functions:
        return []
    words = _words(platform, case, catalogue, gate)
    said = platform.answer(gate.criterion, case.function) if gate.criterion else None
    if gate.rule is Rule.ANSWER:
        # Retired entries answer little; what they do not say is history, not a doubt.
        if said is None and not platform.running:
            return []
        outcomes = [str(said.value) if said else UNKNOWN, *_conflicting(said)]
    elif gate.rule in (Rule.PEOPLE, Rule.MINUTES):
        outcomes = _enough(said, case.people if gate.rule is Rule.PEOPLE else case.minutes, platform)
    else:
        outcomes = [_own_rule(gate.rule, platform, case)]
    return _effects(gate, outcomes, platform, case, words)


def _conflicting(said: Sourced | None) -> list[str]:
    return [str(other.value) for other in said.conflicts] if said is not None else []


def _enough(said: Sourced | None, needed: int | None, platform: Platform) -> list[str]:
    """Whether a number is enough, first by the answer and then by sources that disagree."""
    if needed is None or not platform.running:
        return [""]
    values = [said.value, *(other.value for other in said.conflicts)] if said is not None else [UNKNOWN]
    outcomes = []
    for value in values:
        fails = isinstance(value, int | float) and value < needed
        outcomes.append(UNKNOWN if value == UNKNOWN else FAILS if fails else "")
    return outcomes


def _own_rule(rule: Rule, platform: Platform, case: Case) -> str:
    if rule is Rule.OFFERED:
        return "" if case.function in platform.functions else FAILS
    if rule is Rule.BANNED:
        return FAILS if platform.id in case.overlay.banned else ""
    approved = case.overlay.approved
    return FAILS if approved is not None and platform.id not in approved else ""


def _effects(
    gate: Gate, outcomes: list[str], platform: Platform, case: Case, words: Mapping[str, str]
) -> list[GateHit]:
    """The hit of the answer itself, and one of doubt where another source would be graver."""
    signed = platform.id in case.overlay.signed
    found: list[GateHit] = []
    main = gate.effects.get(outcomes[0])
    if main is not None:
        found += _answered(gate, main, outcomes[0], signed, case.overlay.assume_signed, words)
    worst = found[0].verdict.rank if found else 0
    for outcome in dict.fromkeys(outcomes[1:]):
        other = gate.effects.get(outcome)
        # What the programme signed decides over what others write about the plan.
        settled = signed and main is not None and main.signed_clears
        if other is not None and outcome != outcomes[0] and other.verdict.rank > worst and not settled:
            says = filled(_DOUBT, {"says": filled(other.says, words)})
            found.append(GateHit(gate, PlatformVerdict.WITH_CARE, says, filled(other.change, words), doubt=True))
    return found


def _answered(
    gate: Gate, effect: Effect, outcome: str, signed: bool, assumed: bool, words: Mapping[str, str]
) -> list[GateHit]:
    if effect.signed_clears and (signed or assumed):
        return []
    says, change = filled(effect.says, words), filled(effect.change, words)
    speaks_of_baa = any(other.signed_clears for other in gate.effects.values())
    if signed and speaks_of_baa and outcome == UNKNOWN:
        return [GateHit(gate, PlatformVerdict.WITH_CARE, _SIGNED_BUT_UNSURE, change)]
    if signed and speaks_of_baa and effect.verdict.stops:
        says = f"{says} {_SIGNED_IN_VAIN}"
    return [GateHit(gate, effect.verdict, says, change, waits_for_baa=effect.signed_clears)]


def _words(platform: Platform, case: Case, catalogue: Catalogue, gate: Gate) -> dict[str, str]:
    """What the sentences of a gate may fill in."""
    said = platform.answer(gate.criterion, case.function) if gate.criterion else None
    instead = [catalogue.platforms[other].name for other in platform.replaced_by if other in catalogue.platforms]
    return {
        "name": platform.name,
        "ended": day_in_words(platform.ended),
        "instead": f" Instead there is {names_in_words(instead)}." if instead else "",
        "function": function_words(catalogue, case.function),
        "limit": str(said.value) if said is not None and isinstance(said.value, int | float) else "",
        "people": str(case.people or ""),
        "minutes": str(case.minutes or ""),
    }
