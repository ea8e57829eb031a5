"""Checks the head of the platform data: functions, modalities, strengths, criteria and sources."""

from __future__ import annotations

from peerkit.datafile import Record, Value
from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN, About, AnswerType, Criterion, Source, SourceKind
from peerkit.platformdata.build import build_criterion, build_source
from peerkit.platformdata.known import ID, ID_MEANING, Known, one_of, rough_date


def read_known(head: Record) -> Known:
    """The words and sources that the head of a whole file defines. Raises ``BadData``."""
    functions = _wordings(head["functions"])
    if set(functions) != {function.value for function in Function}:
        head["functions"].fail(f"expected exactly these: {', '.join(function.value for function in Function)}")
    return Known(
        functions=frozenset(functions),
        modalities=frozenset(_wordings(head["modalities"])),
        strengths=frozenset(_wordings(head["strengths"])),
        criteria=head["criteria"].each_named(_criterion),
        sources=read_sources(head["sources"]),
    )


def _wordings(value: Value) -> dict[str, str]:
    return value.each_named(lambda word, text: text.text(80) if _is_id(word, text) else "")


def _is_id(word: str, value: Value) -> bool:
    import re

    if not re.fullmatch(ID, word):
        value.fail(f"the name {word!r} is not {ID_MEANING}")
    return True


def _criterion(name: str, value: Value) -> Criterion:
    _is_id(name, value)
    record = value.record(("question", "about", "type", "by_function", "max_age_days", "values"))
    record["question"].text(160)
    one_of(record["about"], (about.value for about in About))
    one_of(record["type"], (kind.value for kind in AnswerType))
    record["by_function"].flag()
    if not isinstance(record["max_age_days"].number(1, 36500), int):
        record["max_age_days"].refuse("a whole number of days")
    record["values"].each_named(_word)
    if UNKNOWN not in record["values"].mapping():
        record["values"].fail("the word unknown is missing")
    found = build_criterion(name, value.plain())
    _must_span(record["values"], found)
    return found


def _word(word: str, value: Value) -> None:
    _is_id(word, value)
    if word == UNKNOWN:
        value.record(("words",))["words"].text(160)
        return
    record = value.record(("points", "words"), ("lasting",))
    if record["points"].data is not None:
        record["points"].number(0, 1)
    record["words"].text(160)
    record.get("lasting", Value.flag, False)


def _must_span(value: Value, found: Criterion) -> None:
    """An unknown must be able to widen a score and never narrow it, also where an answer may not apply at all."""
    points = [word.points for word in found.values.values()]
    mixed = None in points and found.lowest is not None
    if mixed and (found.lowest, found.highest) != (0, 1):
        value.fail("words with points beside words without (null) must reach from 0 to 1")
    numeric = found.type in (AnswerType.NUMBER, AnswerType.MONEY)
    if numeric and found.lowest is not None:
        value.fail("the words of a number earn no points (null)")


def read_sources(value: Value) -> dict[str, Source]:
    """Sources by id. Raises ``BadData``."""
    return value.each_named(_source)


def _source(name: str, value: Value) -> Source:
    _is_id(name, value)
    record = value.record(("title", "kind", "accessed"), ("url", "published", "interested", "note"))
    record["title"].text(200)
    kind = one_of(record["kind"], (kind.value for kind in SourceKind))
    record["accessed"].date()
    record.get("published", rough_date, "")
    record.get("interested", Value.flag, False)
    record.get("note", Value.text, "")
    if (kind == SourceKind.MEMORY.value) == ("url" in record):
        value.fail("memory has no web address; every other source needs its url")
    # Only what a page may link to: a script or a file of this machine is refused here, once.
    record.get("url", lambda v: v.matching(r"https?://[^\s\"'<>\\]+", "a web address that starts with https://"), "")
    return build_source(name, value.plain())
