"""The guide on paper: what to do comes first, the crisis card where it belongs, nothing hangs on colour or width."""

from __future__ import annotations

from datetime import date

import pytest

from peerkit.guide.joined import ways, with_platform
from peerkit.guide.loader import load_guide
from peerkit.model.guide import Answer, Found, Page, Part, Shelf
from peerkit.model.settings import Crisis
from peerkit.platformdata.loader import load_shipped
from peerkit.render.guide import Backing, facts_of, render_answer, render_page, render_shelf
from peerkit.render.guide_compare import modality_blocks, modality_rows
from peerkit.render.paper import Paper
from peerkit.render.sheet import render_text

GUIDE, CATALOGUE = load_guide(), load_shipped()
CRISIS = Crisis(supervisor="Ada, 555-0100")
BACKING = Backing(GUIDE, CATALOGUE, CRISIS, date(2026, 11, 21))
PLAIN = Paper(80, plain=True)


def page(name: str) -> str:
    return render_page(GUIDE.pages[name], BACKING, PLAIN)


def test_at_once_then_the_card_then_after() -> None:
    text = page("dropped-in-crisis")
    places = [text.index(words) for words in ("1. Call back now", "Crisis card", "Ada, 555-0100", "When they are back")]
    assert places == sorted(places)
    assert places[0] < 150


def test_no_card_where_no_life_is_in_danger() -> None:
    assert "Crisis card" not in page("wrong-person")


def test_facts_come_from_the_platform_data_with_their_day() -> None:
    text = page("zoom-cost")
    said = (CATALOGUE.platforms["zoom-free"].facts or {})["cost"]
    assert str(said.value).split(".", maxsplit=1)[0] in text.replace("\n    ", " ")
    assert said.as_of in text
    assert "[1]" in text


def test_a_fact_that_is_old_says_so() -> None:
    late = BACKING._replace(today=date(2036, 1, 1))
    assert any(fact.old for fact in facts_of(GUIDE.pages["end-to-end-trade-off"], late))
    assert "needs a re-check" in render_page(GUIDE.pages["end-to-end-trade-off"], late, PLAIN)


def test_a_page_names_what_it_carries_and_where_it_comes_from() -> None:
    text = page("zoom-account")
    assert "platform-zoom-join-no-account" in text
    assert "Montana's Peer Network" in text
    assert "Last read over: 2026-11-21" in text
    assert "goes beyond the guides" in page("ask-location")


@pytest.mark.parametrize(
    "paper", [PLAIN, Paper(40, plain=True), Paper(80, plain=False)], ids=["plain", "narrow", "colour"]
)
def test_no_page_is_wider_than_the_paper(paper: Paper) -> None:
    import re

    for one in GUIDE.pages.values():
        text = re.sub(r"\x1b\[[0-9;]*m", "", render_page(one, BACKING, paper))
        wide = [line for line in text.splitlines() if len(line) > paper.columns and "http" not in line]
        assert [line for line in wide if " " in line.strip()] == [], one.id
        assert "`" not in text, "a screen reader reads the quotes out"


def answer(*names: str, sure: bool = True, danger: bool = False) -> str:
    found = tuple(Found(GUIDE.pages[name], 1.0) for name in names)
    return render_answer(Answer("q", found, sure, danger), BACKING, PLAIN, "zoom-free")


def test_an_answer_is_one_page_and_the_next_by_name() -> None:
    text = answer("zoom-hipaa", "zoom-download", "zoom-equipment")
    assert text.startswith("Can I use Zoom for health facts")
    assert "peerkit guide show zoom-equipment" in text
    assert "peerkit platforms show zoom-free" in text
    assert "This is guidance, not legal advice." in text


def test_doubt_is_said_first() -> None:
    assert answer("zoom-hipaa", sure=False).startswith("These come closest.")


def test_danger_comes_before_any_answer_and_the_card_is_shown_once() -> None:
    text = answer("person-in-crisis", danger=True)
    assert text.startswith("Is someone in danger right now?")
    assert text.count("Crisis card") == 1


def test_nothing_found_is_said_and_the_card_is_still_there() -> None:
    text = answer(danger=True)
    assert "PeerKit found no page for that." in text
    assert "Crisis card" in text


def test_a_shelf_of_short_pages_shows_them_whole() -> None:
    text = render_shelf(GUIDE.shelf(Shelf.LINKS), "Links", BACKING, PLAIN, whole=True)
    assert text.count("Last looked at: 2026-11-2") == len(GUIDE.shelf(Shelf.LINKS)) - 1
    assert "examples, and none is endorsed" in text.replace("\n    ", " ")


def ways_of(*names: str) -> list[Page]:
    return [with_platform(one, CATALOGUE) for one in ways(GUIDE, list(names))]


def test_what_a_way_of_meeting_gives_is_read_from_the_platform_data() -> None:
    (phone,) = ways_of("phone-call")
    entry = CATALOGUE.platforms["phone-call"]
    assert phone.id == "phone"
    assert phone.parts[Part.GOOD_FOR] == entry.good_for
    assert phone.parts[Part.NEEDS] == entry.needs
    assert f"{CATALOGUE.strengths['no-travel']}." in phone.parts[Part.PROS]


def test_every_way_of_meeting_has_both_sides() -> None:
    for one in ways_of(*(page.id for page in GUIDE.shelf(Shelf.MODALITIES))):
        assert {Part.CONS, Part.NOT_FOR} <= set(one.parts), one.id


def test_side_by_side_says_who_found_what_and_ranks_nothing() -> None:
    text = render_text(modality_blocks(ways_of("phone", "video-call", "in-person"), GUIDE), PLAIN)
    assert "Those studies were not on recovery" in text.replace("\n    ", " ")
    assert "No way of meeting is best for all" in text
    assert "points" not in text.lower()


def test_side_by_side_as_a_table() -> None:
    heads, rows = modality_rows(ways_of("phone", "warmline"), GUIDE)
    assert heads == ["side", "id", "phone", "warmline"]
    assert {len(row) for row in rows} == {4}
