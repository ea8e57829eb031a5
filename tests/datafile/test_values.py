"""Reading values: what each reader takes, and what it says when something else stands there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from peerkit.datafile import Value, parse
from peerkit.errors import BadData


def value(text: str) -> Value:
    return parse(f"k: {text}\n", "f").record(("k",))["k"]


@pytest.mark.parametrize(
    ("text", "read", "says"),
    [
        ("5", Value.text, "expected text, found a number"),
        ("true", Value.text, "expected text, found true or false"),
        ("[a]", Value.text, "expected text, found a list"),
        ("{a: 1}", Value.text, "expected text, found names with values"),
        ("", Value.text, "expected text, found nothing"),
        ("'  '", Value.text, "expected text, found nothing"),
        ("abcdef", lambda v: v.text(5), "expected at most 5 characters, found 6"),
        ("maybe", Value.flag, "expected true or false, found text"),
        ("1", Value.flag, "expected true or false, found a number"),
        ("true", lambda v: v.number(0, 9), "expected a number, found true or false"),
        ("'1'", lambda v: v.number(0, 9), "expected a number, found text"),
        ("10", lambda v: v.number(0, 9.5), "expected a number from 0 to 9.5, found 10"),
        ("1e99", lambda v: v.number(0, 9), "expected a number from 0 to 9, found 1e+99"),
        ("mist", lambda v: v.choice({"must": 1, "nice": 2}),
         "expected one of must, nice; found 'mist'; did you mean 'must'?"),
        ("xyz", lambda v: v.choice({"must": 1}), "expected one of must; found 'xyz'"),
        ("A B", lambda v: v.matching("[a-z]+", "small letters"), "expected small letters, found 'A B'"),
        ('"2026-02-30"', Value.date, "'2026-02-30' is not a day of the calendar"),
        ('"20.11.2026"', Value.date, 'expected a date such as "2026-11-20" (in quotes), found'),
        ("2026-11-20", Value.date, "2026-11-20 could mean more than one thing; put it in quotes"),
        ("a", Value.list, "expected a list, found text"),
        ("[a]", Value.mapping, "expected names with values, found a list"),
        ("[a]", lambda v: v.record(("x",)), "expected names with values, found a list"),
        ("{}", lambda v: v.record(("x",)), "the key 'x' is missing"),
        ("{y: 1}", lambda v: v.record((), ("x",)), "unknown key"),
    ],
)  # fmt: skip
def test_refusals_say_what_was_expected(text: str, read: Callable[[Value], object], says: str) -> None:
    with pytest.raises(BadData) as caught:
        read(value(text))
    assert says in caught.value.problems[0].what
    assert caught.value.problems[0].line == 1


def test_a_date_in_the_future_is_refused() -> None:
    tomorrow = date.today() + timedelta(days=1)
    with pytest.raises(BadData, match="lies in the future"):
        value(f'"{tomorrow}"').date()
    assert value(f'"{date.today()}"').date() == str(date.today())


def test_mistakes_of_all_entries_are_told_together() -> None:
    entries = parse("- 1\n- fine\n- [2]\n", "f")
    with pytest.raises(BadData) as caught:
        entries.each(Value.text)
    assert [(problem.line, problem.where) for problem in caught.value.problems] == [(1, "[1]"), (3, "[3]")]
    named = parse("a: 1\nb: fine\nc: 2\n", "f")
    with pytest.raises(BadData) as caught:
        named.each_named(lambda _, entry: entry.text())
    assert [problem.where for problem in caught.value.problems] == ["a", "c"]


def test_words_are_taken_as_written() -> None:
    assert [entry.word() for entry in parse("[yes, 'no', true, false, skip]", "f").list()] == [
        "yes", "no", "true", "false", "skip",
    ]  # fmt: skip
    with pytest.raises(BadData, match="found a number"):
        value("1").word()


def test_optional_keys() -> None:
    record = parse("a: x\n", "f").record((), ("a", "b"))
    assert record.get("a", Value.text, "-") == "x"
    assert record.get("b", Value.text, "-") == "-"
    assert "a" in record
    assert "b" not in record
