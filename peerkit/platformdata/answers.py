"""Checks the answers of one entry: closed words, by function where asked, evidence behind each."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.datafile import Record, Value
from peerkit.model.platform import UNKNOWN, AnswerType, Criterion
from peerkit.platformdata.known import EVIDENCE, Known, check_evidence, distinct, one_of

OTHERS = "others"


def check_answers(value: Value, known: Known, functions: Iterable[str], whole: bool) -> None:
    """Every answer of an entry; ``whole``: each criterion must be answered. Raises ``BadData``."""
    offered = tuple(functions)
    needed = tuple(known.criteria) if whole else ("status", "audience")
    record = value.record(needed, known.criteria)
    value.each_named(lambda name, _: _check_criterion(record[name], known.criteria[name], known, offered))


def _check_criterion(value: Value, criterion: Criterion, known: Known, offered: tuple[str, ...]) -> None:
    if {"value", "as_of", "source"} & set(value.mapping()):
        _check_answer(value, criterion, known)
        return
    if not criterion.by_function:
        value.fail("expected one answer with a value; this criterion does not differ by function")
    record = value.record((), (*offered, OTHERS))
    missing = [function for function in offered if function not in record]
    if missing and OTHERS not in record:
        value.fail(f"no answer for {', '.join(missing)}; add it, or say others")
    value.each_named(lambda _, answer: _check_answer(answer, criterion, known))


def _check_answer(value: Value, criterion: Criterion, known: Known) -> None:
    found = value.mapping().get("value")
    if found is None:
        value.fail("the key 'value' is missing")
    if found.data == UNKNOWN:
        record = value.record(("value", "as_of"), ("note", "conflicts"))
        record["as_of"].date()
        record.get("note", lambda note: note.text(600), "")
    else:
        record = value.record(("value", *EVIDENCE), ("also", "note", "conflicts"))
        check_value(record["value"], criterion)
        check_evidence(record, known)
    if "conflicts" in record:
        record["conflicts"].each(lambda other: _check_conflict(other, record, criterion, known))


def _check_conflict(value: Value, main: Record, criterion: Criterion, known: Known) -> None:
    record = value.record(("value", *EVIDENCE), ("note",))
    check_value(record["value"], criterion)
    check_evidence(record, known)
    if record["value"].plain() == main["value"].plain():
        value.fail("a conflict must say something else than the answer; use also for sources that agree")


def check_value(value: Value, criterion: Criterion) -> None:
    """A value that fits the criterion and is not unknown. Raises ``BadData``."""
    if criterion.type is AnswerType.SET:
        distinct(value, criterion.values)
    elif criterion.type is AnswerType.CHOICE or isinstance(value.data, str):
        one_of(value, criterion.values)
    elif criterion.type is AnswerType.NUMBER:
        if not isinstance(value.number(1, 10_000_000), int):
            value.refuse("a whole number")
    else:
        value.number(0, 1_000_000)
