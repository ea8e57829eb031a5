"""The engine of a run: which item comes next, what an answer does, and how it ends. No input, no output.

Verdicts: a *must* answered no makes it not ready. Else a *must* not answered makes it undecided.
Else a *should* that is not a yes, a *must* skipped for a reason, or a machine's *no* set aside by
a person makes it ready with care. Everything else is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from peerkit.model.checklist import Checklist, Item, ItemSeverity
from peerkit.model.condition import Condition
from peerkit.model.session import (
    BY_SYSTEM,
    Answer,
    AnsweredBy,
    Given,
    ItemResult,
    SessionReport,
    SessionVerdict,
    Situation,
)

NOT_ASKED = Given(Answer.UNKNOWN, None)


@dataclass
class Run:
    """One run of a checklist: its situation, and by item id the answers so far and what the machine saw."""

    checklist: Checklist
    situation: Situation
    answers: dict[str, Given] = field(default_factory=dict)
    seen: dict[str, Given] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def conditions(self) -> dict[Condition, bool | None]:
        """What is known of the situation, with what the answers so far tell."""
        known: dict[Condition, bool | None] = dict(self.situation.conditions())
        for item in self.checklist.items:
            told = _told(self.answers.get(item.id))
            if item.tells is not None and told is not None:
                known[item.tells] = told
        return known

    def items(self) -> tuple[Item, ...]:
        """The items that apply, in order. One that hangs on something not known applies."""
        known = self.situation.conditions()
        return tuple(item for item in self.checklist.items if item.applies.value(known) is not False)

    def given(self, item: Item) -> Given:
        """The answer to an item so far."""
        return self.answers.get(item.id, NOT_ASKED)

    def severity(self, item: Item) -> ItemSeverity:
        """The severity in force now."""
        lifted = item.must_if is not None and item.must_if.value(self.conditions()) is True
        return ItemSeverity.MUST if lifted else item.severity

    def give(self, item: Item, given: Given) -> None:
        """Record an answer. A person who sets a machine's answer aside keeps its evidence in view.

        One who comes back to the machine's own answer lets it stand again.
        """
        found = self.found(item)
        if given.by is not AnsweredBy.PERSON:
            self.seen[item.id] = given
        elif found is given.answer:
            given = self.seen[item.id]
        else:
            seen = self.seen.get(item.id, NOT_ASKED)
            given = replace(given, evidence=seen.evidence, overruled=found)
        self.answers[item.id] = given

    def found(self, item: Item) -> Answer | None:
        """What the machine or the platform data settled, even where a person set it aside since."""
        seen = self.seen.get(item.id, NOT_ASKED)
        settled = seen.by in BY_SYSTEM and seen.answer in (Answer.YES, Answer.NO)
        return seen.answer if settled else None

    def needs_reason(self, item: Item, answer: Answer) -> bool:
        """Whether an answer must carry a reason: a skipped must, or a machine's settled answer set aside."""
        skipped_must = answer is Answer.SKIPPED and self.severity(item) is ItemSeverity.MUST
        set_aside = self.found(item) is Answer.NO and answer in (Answer.YES, Answer.NOT_APPLICABLE)
        return skipped_must or set_aside

    def open_items(self) -> tuple[Item, ...]:
        """The items a person still has to answer."""
        return tuple(item for item in self.items() if self.given(item).answer is Answer.UNKNOWN)

    def results(self) -> tuple[ItemResult, ...]:
        """Every item that applies, as it stands."""
        return tuple(ItemResult(item, self.severity(item), self.given(item)) for item in self.items())

    def report(self, made_at: str, *, strict: bool = False) -> SessionReport:
        """How the run stands now. ``strict`` counts what is not known as a no."""
        results = self.results()
        blockers = _ids(results, _blocks) + _ids(results, _undecided)
        verdict = _verdict(results)
        if strict and verdict is SessionVerdict.UNDECIDED:
            verdict = SessionVerdict.NOT_READY
        return SessionReport(
            checklist=self.checklist.name,
            title=self.checklist.title,
            made_at=made_at,
            situation=self.situation,
            verdict=verdict,
            items=results,
            blockers=blockers,
            cares=_ids(results, _cares),
            notes=self.notes,
            before_call=self.checklist.before_call,
        )


def machine_answers(run: Run, answers: Mapping[str, Given]) -> None:
    """Take over what the machine and the platform data found, before anyone is asked."""
    for item in run.items():
        if item.id in answers:
            run.give(item, answers[item.id])


def go_on_with(run: Run, answers: Mapping[str, Given]) -> None:
    """Take over a person's answers of a run that was left.

    What the machine sees by now stands, unless the person had set aside just that.
    """
    for item in run.items():
        kept = answers.get(item.id, NOT_ASKED)
        if kept.by is AnsweredBy.PERSON and kept.overruled is run.found(item):
            run.give(item, kept)


def fill_from_file(run: Run, answers: Mapping[str, Given]) -> None:
    """Take over answers from a file where the machine could not tell; what it found stands."""
    for item in run.checklist.items:
        before = run.given(item)
        if item.id in answers and before.answer is Answer.UNKNOWN:
            run.answers[item.id] = replace(answers[item.id], evidence=before.evidence)


def _told(given: Given | None) -> bool | None:
    if given is None:
        return None
    return {Answer.YES: True, Answer.NO: True, Answer.NOT_APPLICABLE: False}.get(given.answer)


def _verdict(results: Iterable[ItemResult]) -> SessionVerdict:
    results = list(results)
    if any(map(_blocks, results)):
        return SessionVerdict.NOT_READY
    if any(map(_undecided, results)):
        return SessionVerdict.UNDECIDED
    return SessionVerdict.WITH_CARE if any(map(_cares, results)) else SessionVerdict.READY


def _blocks(result: ItemResult) -> bool:
    return result.severity is ItemSeverity.MUST and result.given.answer is Answer.NO


def _undecided(result: ItemResult) -> bool:
    without_reason = result.given.answer is Answer.SKIPPED and not result.given.reason
    open_still = result.given.answer is Answer.UNKNOWN or without_reason
    return result.severity is ItemSeverity.MUST and open_still


def _cares(result: ItemResult) -> bool:
    given = result.given
    if result.severity is ItemSeverity.NICE:
        return False
    if result.severity is ItemSeverity.MUST:
        return given.answer is Answer.SKIPPED or given.overruled is Answer.NO
    return given.answer in (Answer.NO, Answer.UNKNOWN, Answer.SKIPPED) or given.overruled is Answer.NO


def _ids(results: Iterable[ItemResult], chosen: Callable[[ItemResult], bool]) -> tuple[str, ...]:
    return tuple(result.item.id for result in results if chosen(result))
