"""Any text at all is either read or refused as ``BadData``; what was written comes back."""

from __future__ import annotations

import json

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.datafile import parse
from peerkit.errors import BadData, Problem

YAML_BITS = st.sampled_from(
    ["a", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ",", "&x ", "*x", "!t ", "!!int ", "|\n", ">-\n", "'", '"', "#",
     "%", "%YAML 1.1\n", "---\n", "...\n", "\n", "\n  ", "\t", "\\", "yes", "1:30", "010", "<<: ", "~", "\x00", "\x85",
     "\u2028", "\ufeff", "\ud800", "@", "`", "=", "0x", "1e9", "\\x41", "\\ud83d"]
)  # fmt: skip
# What YAML can hold at all: no control characters, no surrogates, no byte order mark.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"), max_size=40)
NUMBERS = st.integers(-(10**19), 10**19) | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def read_or_refused(text: str) -> None:
    problems: tuple[Problem, ...] | None = None
    try:
        parse(text, "f")
    except BadData as error:
        problems = error.problems
    assert problems is None or problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems or ())


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_text(text: str) -> None:
    read_or_refused(text)


@given(st.lists(YAML_BITS, max_size=30))
@settings(max_examples=600)
def test_any_scraps_of_yaml(bits: list[str]) -> None:
    read_or_refused("".join(bits))


@given(DATA)
@settings(max_examples=200)
def test_json_comes_back_as_it_was_written(data: object) -> None:
    for indent in (None, 2):
        assert parse(json.dumps(data, ensure_ascii=False, indent=indent), "f").plain() == data


@given(DATA)
@settings(max_examples=200)
def test_yaml_comes_back_as_it_was_written(data: object) -> None:
    quoted = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10_000)
    # Quoting everything tags what is not text; only texts, lists and names are written without a tag.
    if "!!" not in quoted:
        assert parse(quoted, "f").plain() == data


@given(TEXT)
def test_text_in_quotes_is_text(text: str) -> None:
    assert parse(json.dumps([text], ensure_ascii=False), "f").plain() == [text]
