"""One fact about a platform as the answer to an item: a sourced answer, or what the programme's settings say.

A no or yes is said only where the sources agree on it; everything else is left to the person, with what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peerkit.grounds import Grounds
from peerkit.model.checklist import PlatformFact, WiderQuestion
from peerkit.model.platform import UNKNOWN, Criterion, Platform, Said, Sourced, stale
from peerkit.model.session import Answer, AnsweredBy, Given, Situation

_SETTLED = (Answer.YES, Answer.NO)


def fact_answer(fact: PlatformFact, situation: Situation, grounds: Grounds) -> Given:
    """Yes, no, or not known. ``situation.platform`` is an id."""
    platform = grounds.catalogue.platforms[str(situation.platform)]
    if fact.asks is WiderQuestion.APPROVED:
        return _approved(platform, grounds)
    if fact.asks is WiderQuestion.SIGNED:
        return _signed(platform, situation, grounds)
    if fact.asks is WiderQuestion.LIMITS:
        return _limits(platform, situation)
    criterion = grounds.catalogue.criteria.get(fact.asks)
    if criterion is None:
        return _open(f"PeerKit knows no question named {fact.asks}.")
    return _sourced(fact, platform, criterion, situation, grounds)


def _sourced(
    fact: PlatformFact, platform: Platform, criterion: Criterion, situation: Situation, grounds: Grounds
) -> Given:
    said = platform.answer(criterion.id, situation.function)
    if said is None or not said.known:
        return _open(f"{platform.name}. {criterion.question} {_capital(criterion.unknown_words)}.")
    wording = [f"{platform.name}. {criterion.question} {_capital(criterion.wording(said.value))}."]
    if stale(said, criterion, grounds.today):
        wording.append(f"This is as of {said.as_of} and needs a re-check.")
    answers = {_meaning(fact, value) for value in _values(said)}
    answer = answers.pop() if len(answers) == 1 else Answer.UNKNOWN
    if answer is Answer.UNKNOWN and said.conflicts:
        wording.append("Sources do not agree on it.")
    return Given(answer, AnsweredBy.PLATFORM if answer in _SETTLED else None, (" ".join(wording),))


def _values(said: Sourced) -> Iterator[Said]:
    yield said.value
    yield from (other.value for other in said.conflicts)


def _meaning(fact: PlatformFact, value: Said) -> Answer:
    words = set(value) if isinstance(value, tuple) else {str(value)}
    if words & fact.yes:
        return Answer.YES
    return Answer.NO if words & fact.no else Answer.UNKNOWN


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _approved(platform: Platform, grounds: Grounds) -> Given:
    if platform.id in grounds.overlay.banned:
        return _settled(Answer.NO, f"Your settings say that {platform.name} may not be used.")
    approved = grounds.overlay.approved
    if approved is None:
        return _open("Your settings hold no list of apps that your program allows.")
    if platform.id in approved:
        return _settled(Answer.YES, f"Your settings list {platform.name} as allowed.")
    return _settled(Answer.NO, f"{platform.name} is not on the list of allowed apps in your settings.")


def _signed(platform: Platform, situation: Situation, grounds: Grounds) -> Given:
    day = grounds.overlay.signed.get(platform.id)
    if day:
        return _settled(Answer.YES, f"BAA on record for {platform.name}: yes, signed on {day}.")
    said = platform.answer("baa", situation.function)
    offered = str(said.value) if said is not None else UNKNOWN
    if offered == "not-offered" and not (said and said.conflicts):
        return _settled(Answer.NO, f"BAA on record for {platform.name}: no. None is offered for it.")
    return _open(f"BAA on record for {platform.name}: unknown. Your settings hold none.")


def _limits(platform: Platform, situation: Situation) -> Given:
    asked = (("max-people", situation.people, "people"), ("max-minutes", situation.minutes, "minutes"))
    told = [(name, number, unit) for name, number, unit in asked if number is not None]
    if not told:
        return _open("Say how many come with --people, and how long it takes with --minutes.")
    found = [_limit(platform.answer(name, situation.function), number, unit) for name, number, unit in told]
    evidence = " ".join(f"{platform.name}: {text}." for _, text in found)
    answers = [answer for answer, _ in found]
    if Answer.NO in answers:
        return _settled(Answer.NO, evidence)
    if Answer.UNKNOWN in answers or len(told) < len(asked):
        return _open(evidence)
    return _settled(Answer.YES, evidence)


def _limit(said: Sourced | None, number: int, unit: str) -> tuple[Answer, str]:
    """Whether a plan has room for so many; sources that disagree settle nothing."""
    fits = {_fits(value, number) for value in _values(said)} if said is not None and said.known else {None}
    limit = said.value if said is not None and said.known else "not known"
    text = (
        f"the limit is {limit} {unit}" if isinstance(limit, int | float) else f"{unit}, {str(limit).replace('-', ' ')}"
    )
    return _verdict(fits), text


def _fits(value: Said, number: int) -> bool | None:
    if isinstance(value, int | float):
        return number <= value
    return True if value == "no-limit" else None


def _verdict(fits: Iterable[bool | None]) -> Answer:
    found = set(fits)
    return Answer.YES if found == {True} else Answer.NO if found == {False} else Answer.UNKNOWN


def _settled(answer: Answer, evidence: str) -> Given:
    return Given(answer, AnsweredBy.PLATFORM, (evidence,))


def _open(evidence: str) -> Given:
    return Given(Answer.UNKNOWN, None, (evidence,))
