"""Checklists and runs made of literals."""

from __future__ import annotations

from peerkit.checklists.engine import Run
from peerkit.model.checklist import Checklist, Item, ItemSeverity, Section
from peerkit.model.condition import ALWAYS, Applies, Condition, parse_applies
from peerkit.model.session import Answer, AnsweredBy, Given, Situation

MUST, SHOULD, NICE = ItemSeverity.MUST, ItemSeverity.SHOULD, ItemSeverity.NICE
YES, NO, SKIPPED, NA, UNKNOWN = (
    Answer.YES, Answer.NO, Answer.SKIPPED, Answer.NOT_APPLICABLE, Answer.UNKNOWN,
)  # fmt: skip


def item(
    item_id: str,
    severity: ItemSeverity = MUST,
    applies: str = "",
    must_if: str = "",
    tells: Condition | None = None,
    checks: tuple[str, ...] = (),
) -> Item:
    return Item(
        id=item_id,
        statement=f"Is {item_id} so.",
        why=f"Why {item_id}.",
        fix=f"Fix {item_id}.",
        severity=severity,
        applies=parse_applies(applies) if applies else ALWAYS,
        must_if=expression(must_if),
        tells=tells,
        checks=checks,
        beyond_seeds=True,
    )


def expression(text: str) -> Applies | None:
    return parse_applies(text) if text else None


def checklist(*items: Item) -> Checklist:
    sections = (
        (Section("First", items[:2]), Section("Second", items[2:])) if len(items) > 2 else (Section("All", items),)
    )
    return Checklist("a-list", "A list", "peer supporters", "Now.", "2026-11-20", sections)


def run(*items: Item, situation: Situation | None = None) -> Run:
    return Run(checklist(*items), situation or Situation())


def machine(answer: Answer, evidence: str = "seen") -> Given:
    return Given(answer, None if answer is UNKNOWN else AnsweredBy.MACHINE, (evidence,))


def person(answer: Answer, reason: str = "") -> Given:
    return Given(answer, AnsweredBy.PERSON, reason=reason)


def file(answer: Answer, reason: str = "") -> Given:
    return Given(answer, AnsweredBy.FILE, reason=reason)
