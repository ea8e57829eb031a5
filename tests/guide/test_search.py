"""The search: paraphrased questions find their page, typos are forgiven, and nothing is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from peerkit.datafile import load
from peerkit.errors import NotFound
from peerkit.guide import counted
from peerkit.guide.lexicon import stem
from peerkit.guide.loader import load_guide
from peerkit.guide.lookup import page_named
from peerkit.guide.search import Index, Lexicon, load_lexicon
from peerkit.model.guide import Shelf

GUIDE = load_guide()
LEXICON = load_lexicon("en")
INDEX = Index(GUIDE, LEXICON)
ASKED: dict[str, list[dict[str, Any]]] = load(Path(__file__).parent / "paraphrases.yaml").plain()
# The goal is 95 of 100. It holds for questions the search was made with; `sealed_third` shows what new ones find.
LEAST = dict.fromkeys(ASKED, 29) | {"sealed": 59, "sealed_again": 58, "sealed_third": 25}
SIZES = dict.fromkeys(ASKED, 30) | {"sealed": 60, "sealed_again": 60}


def first_three(question: str) -> list[str]:
    return [one.page.id for one in INDEX.ask(question).found]


def right_pages(one: dict[str, Any]) -> set[str]:
    page = one["page"]
    return set(page) if isinstance(page, list) else {page}


@pytest.mark.parametrize("half", ASKED)
def test_the_right_page_is_among_the_first_three(half: str) -> None:
    missed = [one["ask"] for one in ASKED[half] if right_pages(one).isdisjoint(first_three(one["ask"]))]
    assert len(ASKED[half]) == SIZES[half]
    assert len(ASKED[half]) - len(missed) >= LEAST[half], missed


def test_the_questions_are_about_pages_and_none_is_asked_twice() -> None:
    asked = [one["ask"] for half in ASKED.values() for one in half]
    assert len(set(asked)) == len(asked) == 360
    assert set().union(*(right_pages(one) for half in ASKED.values() for one in half)) <= GUIDE.pages.keys()


def test_every_question_of_the_guide_finds_itself() -> None:
    assert [page.id for page in GUIDE.shelf(Shelf.QUESTIONS) if page.id not in first_three(page.title)] == []


def test_typos_are_forgiven() -> None:
    assert first_three("do i need an acount for zooom")[0] == "zoom-account"
    assert first_three("recrod the sesion")[0] == "record-session"


@pytest.mark.parametrize("slip", ["subtitels", "subttles", "subbtitles", "subtitkes"])
def test_a_slip_of_the_hand_is_found_among_words_that_mean_the_same(slip: str) -> None:
    assert "captions" in first_three(f"need {slip}")


def test_words_that_say_little_tell_wordings_apart() -> None:
    assert first_three("he was supposed to come at 3 and isnt here")[0] == "late-or-no-show"


def test_pages_counted_ahead_answer_as_pages_counted_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "counted.json"
    monkeypatch.setattr(counted, "counted_path", lambda language: file)
    assert counted.read_counted("en") is None
    file.write_text(counted.counted_text("en", counted.count(GUIDE.pages.values(), LEXICON)), "utf-8")
    ahead = Index(GUIDE, LEXICON, counted.read_counted("en"))
    assert all(ahead.ask(one["ask"]) == INDEX.ask(one["ask"]) for one in ASKED["before"])
    file.write_text(file.read_text("utf-8").replace('"made_from":[', '"made_from":[1,', 1), "utf-8")
    assert counted.read_counted("en") is None


@pytest.mark.parametrize(
    "question", ["", "?", "the and of", "qqqq zzzz", "\x1b[2J", "recipe for apple pie", "x" * 5000]
)
def test_what_no_page_knows_is_not_made_up(question: str) -> None:
    answer = INDEX.ask(question)
    assert not answer.sure
    assert len(answer.question) <= 300


def test_nothing_is_found_for_words_nobody_knows() -> None:
    assert INDEX.ask("qqqq zzzz").found == ()


@pytest.mark.parametrize("question", ["he wants to die!", "SUICIDE", "I think she overdosed", "he's in danger"])
def test_danger_is_heard(question: str) -> None:
    assert INDEX.ask(question).danger


@pytest.mark.parametrize("question", ["is zoom free", "my battery is dying", "how do I end a session"])
def test_danger_is_not_heard_where_there_is_none(question: str) -> None:
    assert not INDEX.ask(question).danger


def test_stems() -> None:
    endings = ("ing", "ed", "es", "s", "e")
    assert {stem(word, endings) for word in ("stop", "stops", "stopped", "stopping")} == {"stop"}
    assert {stem(word, endings) for word in ("share", "shares", "sharing", "shared")} == {"shar"}
    assert stem("as", endings) == "as"


def test_words_that_mean_the_same_are_one() -> None:
    lexicon = Lexicon({"cut off": "drop"}, frozenset({"was"}), ("s",), {"fel": "drop"}, ())
    assert lexicon.stems("It was cut off. It fell. Calls drop") == ["it", "drop", "it", "drop", "cal", "drop"]


@pytest.mark.parametrize(
    ("name", "shelf", "page"),
    [
        ("BAA", Shelf.WORDS, "baa"),
        ("42 CFR Part 2", Shelf.WORDS, "part-2"),
        ("captive portal", Shelf.WORDS, "captive-portal"),
        ("hippa", Shelf.WORDS, "hipaa"),
        ("two-factor", Shelf.WORDS, "two-step-sign-in"),
        ("dropped call in a crisis", Shelf.WRONG, "dropped-in-crisis"),
        ("stranger in the room", Shelf.WRONG, "stranger-in-room"),
        ("recording discovered", Shelf.WRONG, "recording-found"),
        ("message sent to the wrong person", Shelf.WRONG, "wrong-person"),
        ("lost my phone", Shelf.WRONG, "lost-device"),
        ("telephone", Shelf.MODALITIES, "phone"),
        ("zoom-account", None, "zoom-account"),
    ],
)
def test_a_page_by_name(name: str, shelf: Shelf | None, page: str) -> None:
    assert page_named(GUIDE, name, shelf).id == page


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="no page named 'quantum'") as error:
        page_named(GUIDE, "quantum", Shelf.WORDS)
    assert "peerkit guide words" in error.value.hint


@pytest.mark.parametrize("question", ["BAA", "what is a BAA?", "What does BAA mean", "what's baa"])
def test_the_meaning_of_a_word_comes_first_when_it_is_asked(question: str) -> None:
    answer = INDEX.ask(question)
    assert (answer.found[0].page.id, answer.sure) == ("baa", True)


def test_a_word_nobody_knows_leaves_doubt() -> None:
    assert INDEX.ask("weather tomorrow").sure is False
    assert INDEX.ask("is zoom free").sure is True


def test_ancient_is_a_word_for_old_and_not_a_slip_for_accident() -> None:
    assert first_three("my laptop is ancient")[0] == "privacy-on-my-device"
