"""Checks platform entries: fixed keys, closed words, evidence behind every statement."""

from __future__ import annotations

import re

from peerkit.datafile import Record, Value
from peerkit.model.platform import UNKNOWN
from peerkit.platformdata.answers import check_answers
from peerkit.platformdata.known import (
    EVIDENCE,
    ID,
    ID_MEANING,
    KINDS,
    QUESTIONS,
    Known,
    check_evidence,
    distinct,
    ids,
    one_of,
    rough_date,
    texts,
)

_REQUIRED = ("name", "vendor", "kind", "modalities", "functions", "summary", "answers")
_OPTIONAL = (
    "aliases", "generic", "ended", "replaced_by", "practices", "strengths", "good_for", "not_for", "needs",
    "lost_with_e2ee", "not_covered", "facts", "harden", "history",
)  # fmt: skip


def check_entry(name: str, value: Value, known: Known) -> None:
    """One entry. Raises ``BadData`` with every mistake of its answers."""
    if not re.fullmatch(ID, name):
        value.fail(f"the name {name!r} is not {ID_MEANING}")
    record = value.record(_REQUIRED, _OPTIONAL)
    for key in ("name", "vendor"):
        record[key].text(120)
    record["summary"].text(400)
    one_of(record["kind"], KINDS)
    distinct(record["modalities"], known.modalities)
    # Meeting in person and pages to read have none of our functions.
    functions = distinct(record["functions"], known.functions, least=0)
    record.get("strengths", lambda listed: distinct(listed, known.strengths), ())
    record.get("generic", Value.flag, False)
    for key in ("aliases", "replaced_by", "practices"):
        record.get(key, ids, ())
    for key in ("good_for", "not_for", "needs"):
        record.get(key, texts, ())
    running = _check_standing(record)
    check_answers(record["answers"], known, functions, whole=running)
    _check_statements(record, known, running)


def _check_standing(record: Record) -> bool:
    """Whether it may still run; an end and a successor belong only to what has ended."""
    status = record["answers"].mapping().get("status")
    said = status.mapping().get("value") if status is not None else None
    word = said.data if said is not None else ""
    ended = word in ("retired", "renamed")
    for key in ("ended", "replaced_by"):
        if key in record and not ended:
            record[key].fail("only a retired or renamed entry has this key")
    if word == "retired" and "ended" not in record:
        record.value.fail("the key 'ended' is missing: when was it shut down?")
    record.get("ended", rough_date, "")
    return not ended


def _check_statements(record: Record, known: Known, running: bool) -> None:
    for key in ("lost_with_e2ee", "not_covered"):
        record.get(key, lambda listed: listed.each(lambda entry: _check_statement(entry, "what", known)), ())
    if running and "facts" not in record:
        record.value.fail("the key 'facts' is missing")
    record.get("facts", lambda facts: _check_facts(facts, known, running), None)
    record.get("harden", lambda listed: listed.each(lambda entry: _check_step(entry, known)), ())
    record.get("history", lambda listed: _check_history(listed, known), None)


def _check_statement(value: Value, key: str, known: Known) -> Record:
    record = value.record((key, *EVIDENCE), ("also", "note"))
    record[key].text(600)
    check_evidence(record, known)
    return record


def _check_facts(value: Value, known: Known, running: bool) -> None:
    value.record(QUESTIONS if running else (), QUESTIONS)
    value.each_named(lambda _, fact: _check_fact(fact, known))


def _check_fact(value: Value, known: Known) -> None:
    says = value.mapping().get("says")
    if says is not None and says.data == UNKNOWN:
        record = value.record(("says", "as_of", "note"))
        record["as_of"].date()
        record["note"].text(600)
        return
    record = value.record(("says", *EVIDENCE), ("also", "note", "conflicts"))
    record["says"].text(600)
    check_evidence(record, known)
    record.get("conflicts", lambda listed: listed.each(lambda other: _check_statement(other, "says", known)), ())


def _check_step(value: Value, known: Known) -> None:
    record = value.record(("who", "where", "set", "why", *EVIDENCE), ("also", "note"))
    one_of(record["who"], ("host", "participant"))
    for key in ("where", "set", "why"):
        record[key].text(400)
    check_evidence(record, known)


def _check_history(value: Value, known: Known) -> None:
    dates = value.each(lambda event: _check_event(event, known))
    if list(dates) != sorted(dates):
        value.fail("expected the oldest first")


def _check_event(value: Value, known: Known) -> str:
    record = value.record(("date", "what", "confidence", "source"), ("also", "note"))
    record["what"].text(600)
    check_evidence(record, known, when="date")
    return record["date"].text()
