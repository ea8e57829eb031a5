"""Is it safe and kind to start now? Joins a checklist, the machine's facts, the settings and past runs.

Only the checks that the list's items name are loaded, and only the facts they need are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from peerkit.audit.checks import load_check
from peerkit.audit.probes.base import Probe
from peerkit.audit.runner import Facts, judge
from peerkit.checklists.engine import Run, machine_answers
from peerkit.errors import HistoryBroken
from peerkit.history import History
from peerkit.model.checklist import Checklist, Item, PlatformFact
from peerkit.model.condition import Condition
from peerkit.model.facts import Fact, PlatformFacts, TrustedWifi, WorkPlan
from peerkit.model.facts_policy import Waivers
from peerkit.model.finding import Finding, Status
from peerkit.model.function import Function
from peerkit.model.private import reveal
from peerkit.model.session import Answer, AnsweredBy, Given, Situation
from peerkit.model.settings import Settings
from peerkit.settings import hours_around

if TYPE_CHECKING:
    from peerkit.grounds import Grounds

_ANSWERS = {
    Status.PASS: Answer.YES,
    Status.FAIL: Answer.NO,
    Status.NOT_APPLICABLE: Answer.NOT_APPLICABLE,
    Status.UNKNOWN: Answer.UNKNOWN,
    Status.ERROR: Answer.UNKNOWN,
}
GROUP_FIRST = (Function.VIDEO_GROUP, Function.TEXT_GROUP, *Function)
_MEETING_KINDS = ("video", "telehealth")
_CHAT_KINDS = ("messenger", "texting")
# The gravest answer of several checks counts for the item they share.
_GRAVEST = (Answer.NO, Answer.UNKNOWN, Answer.YES, Answer.NOT_APPLICABLE)


@dataclass
class Surroundings:
    """What a run takes its answers from. ``now`` is local time with its zone; ``start_at`` the planned start."""

    probe: Probe
    settings: Settings
    now: datetime
    start_at: datetime | None = None
    history: History | None = None
    notes: list[str] = field(default_factory=list)
    _grounds: list[Grounds] = field(default_factory=list)

    def given_facts(self, needed: Collection[type[Fact]] = ()) -> list[Fact]:
        """Facts that come from the settings, the clock and PeerKit's own data, not from the machine.

        Platforms are opened only where their facts are ``needed``.
        """
        trusted = self.settings.trusted_wifi
        facts: list[Fact] = [
            TrustedWifi(listed=trusted is not None, names=trusted or frozenset()),
            WorkPlan(now=self.now, hours=hours_around(self.settings, self.now), start_at=self.start_at),
        ]
        if Waivers in needed:
            facts.append(Waivers(waivers=self.settings.audit.waivers, today=self.now.date()))
        if PlatformFacts in needed:
            from peerkit.platformdata.freshness import platform_facts

            facts.append(platform_facts(self.grounds().catalogue, self.now.date()))
        return facts

    def grounds(self) -> Grounds:
        """What verdicts on platforms stand on, opened once and only where a platform matters."""
        from peerkit.grounds import open_grounds

        if not self._grounds:
            self._grounds.append(open_grounds(self.settings, self.now.date()))
        return self._grounds[0]


def settled(situation: Situation, around: Surroundings, function_open: bool) -> Situation:
    """The situation with old names resolved, and its policy and platform known to exist.

    ``function_open``: nobody said what the platform is for, so the first thing it offers for so many people holds.
    Raises ``WrongUsage`` or ``NotFound``.
    """
    if situation.policy is not None:
        around.grounds().policy(situation.policy)
    if situation.platform is None:
        return situation
    platform = around.grounds().platform(situation.platform)
    function = situation.function
    if function_open:
        wanted = GROUP_FIRST if (situation.people or 0) > 2 else tuple(Function)
        function = next((one for one in wanted if one in platform.functions), function)
    told = {**_kind_of_app(platform.kind), **situation.told}
    return replace(situation, platform=platform.id, function=function, told=told)


def taken_for_granted(checklist: Checklist, situation: Situation, function_open: bool) -> tuple[Situation, bool]:
    """The situation with what the list itself holds for true where nobody said otherwise, and whether the function is
    still open.
    """
    holds = {condition: True for condition in checklist.holds if situation.told.get(condition) is None}
    situation = replace(situation, told={**situation.told, **holds})
    if checklist.function is None or not function_open:
        return situation, function_open
    return replace(situation, function=checklist.function), False


def _kind_of_app(kind: str) -> dict[Condition, bool | None]:
    return {Condition.MEETING_APP: kind in _MEETING_KINDS, Condition.CHAT_APP: kind in _CHAT_KINDS}


def prepare(checklist: Checklist, situation: Situation, around: Surroundings) -> Run:
    """A run with everything answered that PeerKit can answer by itself."""
    run = Run(checklist, _with_workday(checklist, situation, around))
    machine_answers(run, system_answers(run.items(), run.situation, around))
    run.notes = tuple(around.notes)
    return run


def system_answers(items: Iterable[Item], situation: Situation, around: Surroundings) -> dict[str, Given]:
    """The machine's and the platform data's answers, by item id."""
    items = list(items)
    checks = {name: load_check(name) for item in items for name in item.checks}
    needed = {need for check in checks.values() for need in check.needs.values()}
    around.probe.expect(needed)
    facts = Facts(around.probe, around.given_facts(needed))
    answers: dict[str, Given] = {}
    for item in items:
        if item.checks:
            answers[item.id] = _from_findings(
                [found for name in item.checks for found in judge(checks[name], facts, around.probe.machine.os)]
            )
        elif item.from_platform and situation.platform:
            answers[item.id] = _from_platform(situation, around)
        elif item.platform_fact is not None:
            answers[item.id] = _from_fact(item.platform_fact, situation, around)
    return answers


def look_again(item: Item, situation: Situation, around: Surroundings) -> Given:
    """One item's answer from a fresh look at the machine; earlier replies are forgotten."""
    fresh = replace(around, probe=around.probe.afresh())
    return system_answers([item], situation, fresh)[item.id]


def _from_findings(findings: list[Finding]) -> Given:
    by_answer: Mapping[Answer, list[Finding]] = {
        answer: [f for f in findings if _ANSWERS[f.status] is answer] for answer in _GRAVEST
    }
    answer = next(answer for answer in _GRAVEST if by_answer[answer])
    evidence = [text for finding in by_answer[answer] for text in _evidence(finding)]
    return Given(answer, None if answer is Answer.UNKNOWN else AnsweredBy.MACHINE, tuple(dict.fromkeys(evidence)))


def _evidence(finding: Finding) -> list[str]:
    pieces = [finding.message, *map(str, finding.evidence)]
    if finding.status is Status.UNKNOWN:
        pieces = [" ".join((finding.message, *finding.remedy)), *map(str, finding.evidence)]
    return [reveal(piece) for piece in pieces]


def _from_platform(situation: Situation, around: Surroundings) -> Given:
    from peerkit.suitability import platform_answer

    return platform_answer(situation, around.grounds())


def _from_fact(fact: PlatformFact, situation: Situation, around: Surroundings) -> Given:
    from peerkit.platformfact import fact_answer

    if situation.platform is None:
        return Given(Answer.UNKNOWN, None, ("Name the app with --platform, and PeerKit looks it up.",))
    return fact_answer(fact, situation, around.grounds())


def _with_workday(checklist: Checklist, situation: Situation, around: Surroundings) -> Situation:
    """The situation with what today's history tells: whether the workday was started with its own list."""
    if around.history is None or Condition.WORKDAY_STARTED in situation.told or checklist.name == "workday-start":
        return situation
    midnight = around.now.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        started = around.history.passed_since("workday-start", midnight)
    except HistoryBroken as error:
        around.notes.append(error.message)
        return situation
    return replace(situation, told={**situation.told, Condition.WORKDAY_STARTED: started})
