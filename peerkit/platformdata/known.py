"""What an entry may refer to: the closed words and the sources; and the small readers every entry shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from peerkit.datafile import Record, Value
from peerkit.model.platform import Confidence, Criterion, Source, SourceKind

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_MEANING = "a name of small letters, digits and dashes, such as zoom-free"
CONFIDENCES = {confidence.value: confidence for confidence in Confidence}
KINDS = (
    "video", "messenger", "phone", "texting", "email", "telehealth", "forum", "social", "broadcast", "virtual-world",
    "service", "in-person",
)  # fmt: skip
QUESTIONS = ("baa", "account", "cost", "download", "equipment", "connect")
EVIDENCE = ("as_of", "confidence", "source")


@dataclass
class Known:
    """Words and sources that exist; ``used`` collects the ids of sources that something leans on."""

    functions: frozenset[str]
    modalities: frozenset[str]
    strengths: frozenset[str]
    criteria: Mapping[str, Criterion]
    sources: Mapping[str, Source]
    used: set[str] = field(default_factory=set)


def one_of(value: Value, words: Iterable[str]) -> str:
    """One of a closed set of words."""
    return value.choice({word: word for word in words})


def distinct(value: Value, words: Iterable[str], least: int = 1) -> tuple[str, ...]:
    """A list of words of a closed set, none twice, at least so many."""
    allowed = list(words)
    found = value.each(lambda entry: one_of(entry, allowed))
    if len(found) < least:
        value.fail("expected at least one word")
    if len(set(found)) != len(found):
        value.fail("a word stands here twice")
    return found


def ids(value: Value) -> tuple[str, ...]:
    """A list of ids, whatever they point at."""
    return value.each(lambda entry: entry.matching(ID, ID_MEANING))


def texts(value: Value) -> tuple[str, ...]:
    """A list of plain sentences."""
    return value.each(lambda entry: entry.text(600))


def rough_date(value: Value) -> str:
    """A day, a month or a year that does not lie in the future."""
    word = value.matching(r"\d{4}(-\d\d){0,2}", 'a date such as "2026-11-20", "2026-11" or "2026" (in quotes)')
    try:
        first = date.fromisoformat(word + "-01-01"[len(word) - 10 :] if len(word) < 10 else word)
    except ValueError:
        value.fail(f"{word!r} is not in the calendar")
    if first > date.today():
        value.fail(f"{word} lies in the future")
    return word


def check_evidence(record: Record, known: Known, when: str = "as_of") -> None:
    """Confidence, day and sources of something said.

    Memory and sources with an interest cannot make us sure; memory is not backed by anything else.
    """
    if when == "as_of":
        record["as_of"].date()
    else:
        rough_date(record[when])
    confidence = record["confidence"].choice(CONFIDENCES)
    source = _source(record["source"], known)
    if confidence is Confidence.HIGH and (source.kind is SourceKind.MEMORY or source.interested):
        record["confidence"].fail(f"the source {source.id!r} allows at most medium")
    also = record.get("also", lambda value: value.each(lambda entry: _source(entry, known)), ())
    if also and source.kind is SourceKind.MEMORY:
        record["also"].fail("what is kept from memory has no second source; name the better source instead")
    record.get("note", lambda value: value.text(600), "")


def _source(value: Value, known: Known) -> Source:
    found = value.choice(known.sources)
    known.used.add(found.id)
    return found
