"""Answers in a file, for runs without a terminal: an item's id, then yes, no, skip or na.

An answer may also be given as ``{answer: skip, reason: ...}``: a skipped must needs a reason.
"""

from __future__ import annotations

from pathlib import Path

from peerkit.datafile import Value, load
from peerkit.errors import BadData
from peerkit.model.checklist import Checklist
from peerkit.model.session import Answer, AnsweredBy, Given

_WORDS = {
    "yes": Answer.YES,
    "true": Answer.YES,
    "no": Answer.NO,
    "false": Answer.NO,
    "skip": Answer.SKIPPED,
    "na": Answer.NOT_APPLICABLE,
}


def read_answers(path: Path, checklist: Checklist) -> dict[str, Given]:
    """The answers in a file, by item id. Raises ``UnreadableFile`` or ``BadData`` (an unknown id is a mistake)."""
    value = load(path)
    try:
        record = value.record((), [item.id for item in checklist.items])
    except BadData as error:
        hint = f"The ids of the items: peerkit checklist show {checklist.name}"
        raise BadData(str(path), error.problems, hint) from None
    return {item_id: _given(record[item_id]) for item_id in value.mapping()}


def _given(value: Value) -> Given:
    if isinstance(value.data, dict):
        record = value.record(("answer",), ("reason",))
        return Given(_answer(record["answer"]), AnsweredBy.FILE, reason=record.get("reason", lambda v: v.text(200), ""))
    return Given(_answer(value), AnsweredBy.FILE)


def _answer(value: Value) -> Answer:
    word = value.word().lower()
    if word not in _WORDS:
        value.fail(f"expected yes, no, skip or na, found {word!r}")
    return _WORDS[word]
