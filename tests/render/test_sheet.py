"""Blocks on paper of every width, as Markdown, and rows as CSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.render.paper import Paper, Tone
from peerkit.render.rows_csv import render_csv
from peerkit.render.sheet import Entry, Grid, Heading, Item, Mark, Row, Text, Title, render_text
from peerkit.render.sheet_markdown import escaped, render_markdown

GOOD = Mark("✓", "good fit", Tone.GOOD)
LONG = "A name that goes on and on, as those who make them up like it, and on"
BLOCKS = [
    Title("Three of them", GOOD),
    Text("What was asked.", "For"),
    Grid(("One", LONG, "Three"), (Row("Verdict", (GOOD, GOOD, GOOD)), Row("Why", ("because", LONG, "")))),
    Heading("A part"),
    Item("said", GOOD, below=("more", LONG)),
    Item("An answer.", lead="A question?", url="https://example.org/" + "x" * 120),
    Item("Loose"),
    Item("in a column", lead="label", column=28),
    Entry("1. First", GOOD, ("below it",)),
]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 100, 132, 200])
def test_nothing_is_wider_than_the_paper_but_an_address(width: int, plain: bool) -> None:
    paper = Paper(width, plain)
    lines = COLOUR.sub("", render_text(BLOCKS, paper)).splitlines()
    assert [line for line in lines if len(line) > paper.columns and "https://" not in line] == []
    assert f"    https://example.org/{'x' * 120}" in lines, "an address stays whole"


def test_plain_is_words_only() -> None:
    shown = render_text(BLOCKS, Paper(80, plain=True))
    assert shown.isascii()
    assert "[good fit] said" in shown
    assert "Three of them: good fit" in shown
    assert "\n  Verdict: good fit\n" in shown, "each thing by itself, not in columns"


def test_signs_and_columns_on_a_terminal() -> None:
    shown = render_text(BLOCKS, Paper(100, plain=False))
    assert "\x1b[32m✓ good fit\x1b[0m" in shown
    first = COLOUR.sub("", shown).splitlines()[2]
    assert re.match(r"^ {14}One +A name that goes on", first), "side by side"


def test_a_colour_is_never_the_only_meaning() -> None:
    coloured, bare = (COLOUR.sub("", render_text(BLOCKS, Paper(90, False))), render_text(BLOCKS, Paper(90, True)))
    for word in ("good fit", "because", "An answer."):
        assert word in coloured
        assert word in bare


def test_columns_keep_their_place_under_paint() -> None:
    lines = COLOUR.sub("", render_text([BLOCKS[2]], Paper(80, False))).splitlines()
    starts = {line.index("✓", 20) for line in lines if line.count("✓") == 3}
    assert starts == {36}


def _harmless(text: str) -> bool:
    """No control character, no override of direction, no break of a line."""
    return not {unicodedata.category(char) for char in text} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(st.text(max_size=60))
def test_any_text_is_harmless_on_a_terminal(text: str) -> None:
    grid = Grid((text, "b"), (Row("l", (text, GOOD)),))
    items = [Item(text, GOOD, below=(text,)), Item(text, lead=text), Item("x", lead=text, column=28)]
    blocks = [Title(text), Heading(text), Text(text, text), *items, grid, Entry(text, GOOD, (text,))]
    for plain in (True, False):
        shown = COLOUR.sub("", render_text(blocks, Paper(80, plain)))
        assert _harmless(shown.replace("\n", ""))


@given(st.text(max_size=60))
def test_any_text_stays_one_cell_and_no_markup_in_markdown(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert re.search(r"(?<!\\)[<>|`*_\[\]]", shown.replace("\\\\", "")) is None
    assert "://" not in shown


def test_markdown() -> None:
    shown = render_markdown([*BLOCKS[:3], Item("a <b>|c", lead="*x*", url="https://example.org/?a=1")])
    assert shown.splitlines() == [
        "# Three of them: good fit",
        "",
        "**For:** What was asked.",
        "",
        f"|  | One | {LONG} | Three |",
        "| --- | --- | --- | --- |",
        "| Verdict | good fit | good fit | good fit |",
        f"| Why | because | {LONG} |  |",
        "",
        "- **\\*x\\*:** a \\<b\\>\\|c",
        "  - <https://example.org/?a=1>",
    ]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_cell_of_a_csv_is_text_and_no_formula(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(render_csv(cells, []).replace("\r\n", "\n")))  # heads are our own words
    _, shown = csv.reader(io.StringIO(render_csv(["h"] * len(cells), [cells])))
    assert len(row) == len(shown) == len(cells)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in shown)
    assert all(map(_harmless, shown))


def test_csv_numbers_stay_numbers() -> None:
    assert render_csv(["a", "b", "c", "d"], [[1, 2.5, None, "=1+1"]]) == "a,b,c,d\r\n1,2.5,,'=1+1\r\n"
