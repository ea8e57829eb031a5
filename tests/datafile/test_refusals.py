"""What the one reader refuses, each time with line, column and what was expected."""

from __future__ import annotations

import pytest

from peerkit.datafile import MAX_KEY, MAX_SCALAR, MAX_VALUES, parse
from peerkit.errors import BadData, Problem

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def only_problem(text: str) -> Problem:
    with pytest.raises(BadData) as caught:
        parse(text, "list.yaml")
    (problem,) = caught.value.problems
    assert str(caught.value).startswith(f"list.yaml:{problem.line}:{problem.column}: ")
    return problem


@pytest.mark.parametrize(
    ("text", "line", "column", "where", "says"),
    [
        ("", 1, 1, "", "the file is empty"),
        ("# only a comment\n", 2, 1, "", "the file is empty"),
        ("a: 1\n---\nb: 2\n", 2, 1, "", "a second document starts here"),
        (BOMB, 1, 4, "a", "anchors and aliases"),
        ("a: 1\nb: *a\n", 2, 4, "b", "anchors and aliases"),
        ("- 1\n- &x 2\n", 2, 3, "[2]", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [id]\n", 1, 4, "a", "tags (a word that starts with !)"),
        ("a:\n  - !secret x\n", 2, 5, "a[1]", "tags (a word that starts with !)"),
        ("a: ! yes\n", 1, 4, "a", "tags (a word that starts with !)"),
        ("&k a: 1\n", 1, 1, "", "a plain name before the colon"),
        ("!t a: 1\n", 1, 1, "", "a plain name before the colon"),
        ("? [a, b]\n: 1\n", 1, 3, "", "a plain name before the colon"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "a", "this key stands here twice"),
        ("a:\n  b: 1\n  'b': 2\n", 3, 3, "a.b", "this key stands here twice"),
        ('{"a": [{"b": 1, "b": 2}]}', 1, 17, "a[1].b", "this key stands here twice"),
        ("a: [1, 2\nb: 3\n", 2, 2, "", "not valid YAML"),
        ("a: b: c\n", 1, 5, "", "not valid YAML"),
        ("a: 'open\n", 2, 1, "", "not valid YAML"),
        ("a:\n\t- b\n", 2, 1, "", "not valid YAML"),
        ('{"a": "\\ud83d\\ude00"}', 1, 10, "", "not valid YAML"),
        ("a: b\nc: \0\n", 2, 4, "", "no place in text (U+0000)"),
        ("a: \x1b[2J\n", 1, 4, "", "no place in text (U+001B)"),
        ("é: \x9b31m\n", 1, 4, "", "no place in text (U+009B)"),
        ("a: \udc80\n", 1, 4, "", "no place in text (U+DC80)"),
        (f"a:\n  {'k' * (MAX_KEY + 1)}: 1\n", 2, 3, "a", "a name longer than 200 characters"),
        (f"a: {'x' * (MAX_SCALAR + 1)}\n", 1, 4, "a", "a text longer than 1048576 characters"),
    ],
)
def test_refused_with_its_place(text: str, line: int, column: int, where: str, says: str) -> None:
    problem = only_problem(text)
    assert (problem.line, problem.column, problem.where) == (line, column, where)
    assert says in problem.what


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "- - "])
def test_a_hundred_thousand_levels_deep(opening: str) -> None:
    assert "nested deeper than 40 levels" in only_problem(opening * 100_000).what


def test_forty_levels_are_fine() -> None:
    value = parse("[" * 40 + "]" * 40, "f")
    for _ in range(39):
        (value,) = value.list()
    assert value.list() == []


def test_more_entries_than_any_list_holds() -> None:
    problem = only_problem("- a\n" * (MAX_VALUES + 1))
    assert problem.line == MAX_VALUES
    assert problem.what == "more than 300000 entries"


def test_a_long_path_is_not_paid_for_by_every_entry() -> None:
    nested = "".join(" " * depth + "k" * MAX_KEY + ":\n" for depth in range(38))
    value = parse(nested + " " * 38 + "[" + "1," * 1000 + "1]", "f")
    while isinstance(value.data, dict):
        (value,) = value.data.values()
    assert max(len(entry.where) for entry in value.list()) < 250
    assert value.list()[999].where.endswith("[1000]")


AMBIGUOUS = (
    "yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF", "True", "FALSE", "Null", "1:30", "12:30:45", "09:00",
    "-1:30", "010", "-07", "0x1F", "0b11", "0o17", "2026-11-20", "2026-1-2", "2001-12-14T21:59:43", "1_000", ".inf",
    ".nan", "+3",
)  # fmt: skip


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_a_word_that_yaml_would_turn_into_something_else_must_be_quoted(word: str) -> None:
    value = parse(f"key: {word}\n", "f").record(("key",))["key"]
    for read in (value.text, value.flag, lambda: value.number(0, 1e9), value.list, value.mapping, value.plain):
        with pytest.raises(BadData, match="could mean more than one thing; put it in quotes") as caught:
            read()
        assert (caught.value.problems[0].line, caught.value.problems[0].column) == (1, 6)
    assert value.word() == word
    assert parse(f"key: '{word}'\n", "f").plain() == {"key": word}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("true", True), ("false", False), ("null", None), ("~", None), ("0", 0), ("-12", -12), ("1.50", 1.5),
        ("-0.5", -0.5), ("1e3", 1000.0), ("1E-07", 1e-07), ("18446744073709551615", 2**64 - 1), ("abc", "abc"),
        ("no problem", "no problem"), ("12 apples", "12 apples"), ("1.2.3", "1.2.3"),
    ],
)  # fmt: skip
def test_plain_words(text: str, plain: object) -> None:
    found = parse(f"- {text}", "f").plain()[0]
    assert (found, type(found)) == (plain, type(plain))


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse("\ufeffa: b", "f").plain() == {"a": "b"}


def test_an_unknown_key_is_named_where_it_stands_with_the_likely_one() -> None:
    value = parse("title: x\nsectoins:\n  - a\n", "f")
    with pytest.raises(BadData) as caught:
        value.record(("title", "sections"))
    assert str(caught.value).splitlines() == [
        "f:1:1: the key 'sections' is missing",
        "f:2:1: sectoins: unknown key; did you mean 'sections'?",
    ]


def test_many_mistakes_are_counted_and_the_first_twenty_shown() -> None:
    value = parse("".join(f"k{n}: 1\n" for n in range(140_000)), "f")
    with pytest.raises(BadData) as caught:
        value.record((), ["key"])
    lines = str(caught.value).splitlines()
    assert len(caught.value.problems) == 140_000
    assert len(lines) == 21
    assert lines[-1] == "... and 139980 more"
