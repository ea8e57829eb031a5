"""Is it safe and kind to start now? Joins a checklist, the machine's facts, the settings and past runs.

Only the checks that the list's items name are loaded, and only the facts they need are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from peerkit.audit.checks import load_check
from peerkit.audit.probes.base import Probe
from peerkit.audit.runner import Facts, judge
from peerkit.checklists.engine import Run, machine_answers
from peerkit.errors import HistoryBroken
from peerkit.history import History
from peerkit.model.checklist import Checklist, Item
from peerkit.model.condition import Condition
from peerkit.model.facts import Fact, TrustedWifi, WorkPlan
from peerkit.model.finding import Finding, Status
from peerkit.model.private import reveal
from peerkit.model.session import Answer, AnsweredBy, Given, Situation
from peerkit.model.settings import Settings
from peerkit.settings import hours_around

_ANSWERS = {
    Status.PASS: Answer.YES,
    Status.FAIL: Answer.NO,
    Status.NOT_APPLICABLE: Answer.NOT_APPLICABLE,
    Status.UNKNOWN: Answer.UNKNOWN,
    Status.ERROR: Answer.UNKNOWN,
}
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

    def given_facts(self) -> list[Fact]:
        """Facts that come from the settings and the clock, not from the machine."""
        trusted = self.settings.trusted_wifi
        return [
            TrustedWifi(listed=trusted is not None, names=trusted or frozenset()),
            WorkPlan(now=self.now, hours=hours_around(self.settings, self.now), start_at=self.start_at),
        ]


def prepare(checklist: Checklist, situation: Situation, around: Surroundings) -> Run:
    """A run with everything answered that PeerKit can answer by itself."""
    run = Run(checklist, _with_workday(checklist, situation, around))
    machine_answers(run, system_answers(run.items(), run.situation, around))
    run.notes = tuple(around.notes)
    return run


def system_answers(items: Iterable[Item], situation: Situation, around: Surroundings) -> dict[str, Given]:
    """The machine's and the platform data's answers, by item id."""
    facts = Facts(around.probe, around.given_facts())
    answers: dict[str, Given] = {}
    for item in items:
        if item.checks:
            answers[item.id] = _from_findings(
                [found for name in item.checks for found in judge(load_check(name), facts, around.probe.machine.os)]
            )
        elif item.from_platform and situation.platform:
            answers[item.id] = platform_answer(situation.platform, around.settings)
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


def platform_answer(platform: str, settings: Settings) -> Given:
    """What the organisation's own settings say of a platform."""
    if platform in settings.banned_platforms:
        return Given(Answer.NO, AnsweredBy.PLATFORM, (f"Your settings say not to use {platform}.",))
    if settings.approved_platforms is not None and platform not in settings.approved_platforms:
        return Given(Answer.NO, AnsweredBy.PLATFORM, (f"{platform} is not on your programme's list of approved apps.",))
    return Given(Answer.UNKNOWN, None, (f"PeerKit holds no facts about {platform} yet.",))


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
