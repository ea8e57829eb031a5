"""May this platform be used for this session? The same verdict as ``peerkit platforms``, as the answer to an item.

Where nobody named a setting the verdict is asked for under the two that lie furthest apart; only what both agree on
is settled. PeerKit cannot know which law binds a program.
"""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.grounds import Grounds
from peerkit.model.judgement import Case, GateHit, Judgement
from peerkit.model.platform import UNKNOWN
from peerkit.model.policy import PlatformVerdict, Rule
from peerkit.model.session import Answer, AnsweredBy, Given, Situation
from peerkit.scoring import judge

# A program under HIPAA, and a group that neither HIPAA nor Part 2 binds.
STRICT, OPEN = "hipaa", "peer-run"
# With less than half of what counts known, there is more doubt than knowledge.
_ENOUGH = 0.5
_GUIDANCE = "Guidance, not legal advice."


def platform_answer(situation: Situation, grounds: Grounds) -> Given:
    """Yes, no, or not known. ``situation.platform`` is an id. Raises ``BadData`` for a broken policy of one's own."""
    platform = grounds.catalogue.platforms[str(situation.platform)]
    names = (situation.policy,) if situation.policy else (STRICT, OPEN)
    judged = []
    for name in names:
        case = grounds.case(situation.function, grounds.policy(name), situation.people)
        judged.append(judge(grounds.catalogue, platform, case))
    answers = {_answer(judgement) for judgement in judged}
    if len(answers) > 1:
        return Given(Answer.UNKNOWN, None, _both(judged))
    answer = answers.pop()
    # What the stricter setting says holds in the other one too.
    evidence = tuple(dict.fromkeys([*_evidence(judged[0], answer), *_without_list(judged[0], answer), _GUIDANCE]))
    return Given(answer, None if answer is Answer.UNKNOWN else AnsweredBy.PLATFORM, evidence)


def _answer(judgement: Judgement) -> Answer:
    stops = [hit for hit in judgement.gates if hit.verdict.stops]
    if stops and all(_for_want_of_facts(hit, judgement) for hit in stops):
        return Answer.UNKNOWN
    if judgement.verdict in (PlatformVerdict.AVOID, PlatformVerdict.CANNOT_USE):
        return Answer.NO
    return Answer.YES if judgement.coverage >= _ENOUGH else Answer.UNKNOWN


def _for_want_of_facts(hit: GateHit, judgement: Judgement) -> bool:
    """Whether a gate stops the platform only because an answer is not known: that is not a no."""
    case: Case = judgement.case
    if hit.gate.rule is not Rule.ANSWER:
        return False
    said = judgement.platform.answer(hit.gate.criterion, case.function)
    return said is None or said.value == UNKNOWN


def _evidence(judgement: Judgement, answer: Answer) -> Iterable[str]:
    name = judgement.platform.name
    if answer is Answer.NO:
        reason = _main_reason(judgement)
        yield reason if reason.startswith(name) else f"{name}: {reason}"
        yield from (hit.change for hit in judgement.gates if hit.change and hit.verdict.stops)
        return
    cares = [hit.says for hit in judgement.gates]
    if answer is Answer.UNKNOWN:
        yield " ".join([f"PeerKit does not know enough about {name}.", *cares, *judgement.changes[:1]])
        return
    care = judgement.verdict is PlatformVerdict.WITH_CARE
    yield " ".join([f"{name} may be used" + (", with care." if care else "."), *cares])
    yield f"Privacy of the call: {judgement.privacy_says}"
    yield f"Allowed for health information: {judgement.allowed_says}"


def _main_reason(judgement: Judgement) -> str:
    """The gate that stops it; else what weighs most against it."""
    stops = [hit.says for hit in judgement.gates if hit.verdict.stops]
    against = [reason for reason in judgement.reasons if reason.startswith("Against it")]
    return " ".join(stops or against[:1] or judgement.reasons[:1])


def _without_list(judgement: Judgement, answer: Answer) -> Iterable[str]:
    if answer is Answer.YES and judgement.case.overlay.approved is None:
        yield "Your settings hold no list of apps that your program approves, so PeerKit cannot check that."


def _both(judged: list[Judgement]) -> tuple[str, ...]:
    """What each setting says, and how to settle it."""
    name = judged[0].platform.name
    first = f"For {name} it hangs on your setting. Say which one, with --policy {STRICT} or --policy {OPEN}."
    parts = [f"{judgement.case.policy.title}: {_in_short(judgement)}" for judgement in judged]
    return (first, *parts, _GUIDANCE)


def _in_short(judgement: Judgement) -> str:
    answer = _answer(judgement)
    if answer is Answer.YES:
        return next(iter(_evidence(judgement, answer)))
    return _main_reason(judgement)
