"""The guide in Spanish: whole, up to date, true to the English in what can be counted, and found by those who ask."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from peerkit.datafile import load
from peerkit.guide.loader import FOLDER, load_guide, page_mark, translated_pages
from peerkit.guide.search import Index, load_lexicon
from peerkit.model.guide import Guide, Page, Shelf
from peerkit.model.settings import Crisis
from peerkit.model.speech import Speech, speak
from peerkit.render.guide import Backing, render_page
from peerkit.render.guide_json import render_guide_json
from peerkit.render.paper import Paper
from peerkit.translations import load_speech
from tests.reading_level_es import NORMAL, RATHER_EASY, ease, words

ENGLISH = load_guide()
SPANISH = load_speech("es")
ASKED: dict[str, list[dict[str, Any]]] = load(Path(__file__).parent / "paraphrases_es.yaml").plain()
TYPED = re.compile(r"`[^`]+`|\b\d[\d/]*\b|(?:BAA|HIPAA|HHS|FTC|PeerKit|Zoom|WhatsApp|Signal|FaceTime)\b")
# In Spanish the line is reached by pressing 2.
ADDED = {"warmline": {"2"}, "warmline-word": {"2"}, "crisis-line": {"2"}}


def guide_in_spanish() -> Guide:
    speak(SPANISH)
    guide = load_guide()
    speak(Speech())
    return guide


GUIDE = guide_in_spanish()
INDEX = Index(GUIDE, load_lexicon("es"))
PAGES = list(GUIDE.pages.values())


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak(Speech())


def list_of_missing() -> ModuleType:
    """The maintainers' list of what is missing."""
    path = FOLDER.parents[1] / "docs" / "translations_guide.py"
    spec = importlib.util.spec_from_file_location("translations_guide", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts(page: Page) -> list[str]:
    return [*page.text, *(text for part in page.parts.values() for text in part)]


def whole(page: Page) -> str:
    return " ".join(text if text[-1] in ".?!:" else f"{text}." for text in (page.title, *texts(page)))


def first_three(question: str) -> list[str]:
    return [one.page.id for one in INDEX.ask(question).found]


def test_nothing_is_missing_or_out_of_date() -> None:
    assert list_of_missing().missing(FOLDER / "es", ENGLISH) == [], "the English has changed: say it anew in guide/es"
    assert set() == GUIDE.in_english == ENGLISH.in_english


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_says_as_much_as_in_english(page: Page) -> None:
    english = ENGLISH.pages[page.id]
    assert len(page.text) == len(english.text)
    assert {part: len(told) for part, told in page.parts.items()} == {
        part: len(told) for part, told in english.parts.items()
    }
    assert page[-9:] == english[-9:], "what is not a text comes from English"
    here, there = (set(TYPED.findall(" ".join(texts(one)).replace(" --lang es`", "`"))) for one in (page, english))
    assert here ^ there == ADDED.get(page.id, set())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_is_plain_and_kind(page: Page) -> None:
    named = " ".join(texts(page)) if page.shelf is Shelf.LINKS else whole(page)
    assert ease(named) >= (RATHER_EASY if page.shelf is Shelf.QUESTIONS else NORMAL)
    if page.shelf is Shelf.QUESTIONS:
        assert [text for text in texts(page) if len(words(text)) >= 8 and ease(text) < NORMAL] == []
    assert not re.search(r"\b(paciente|cliente|usuari[oa]|vosotros|vuestr[oa])s?\b", whole(page), re.IGNORECASE)
    assert not re.search(r"\b(cumplen? con|compatible con|apt[oa] para) (la ley )?HIPAA", whole(page), re.IGNORECASE)
    assert not re.search(r"\b(tú|tienes|puedes|debes|eres|estás)\b", whole(page), re.IGNORECASE), "usted"


def test_skype_is_spoken_of_in_the_past() -> None:
    pages = [page for page in PAGES if page.id.startswith("skype-")]
    assert len(pages) == 6
    assert all(page.text[0].startswith("Skype cerró en mayo de 2025") for page in pages)


@pytest.mark.parametrize("asked", ASKED)
def test_the_right_page_is_among_the_first_three(asked: str) -> None:
    missed = [one["ask"] for one in ASKED[asked] if one["page"] not in first_three(one["ask"])]
    assert len(ASKED[asked]) == 40
    assert len(missed) <= (3 if asked == "untouched" else 2), missed


def test_the_questions_are_about_pages_and_none_is_asked_twice() -> None:
    asked = [one["ask"] for half in ASKED.values() for one in half]
    assert len(set(asked)) == len(asked)
    assert {one["page"] for half in ASKED.values() for one in half} <= GUIDE.pages.keys()


def test_every_question_of_the_guide_finds_itself() -> None:
    assert [page.id for page in GUIDE.shelf(Shelf.QUESTIONS) if page.id not in first_three(page.title)] == []


def test_accents_may_be_left_out() -> None:
    asked = "¿Qué hago si se cayó la llamada?"
    assert first_three(asked) == first_three("que hago si se cayo la llamada")
    assert first_three(asked)[0] == "call-drops"


@pytest.mark.parametrize(
    "question", ["se quiere MATAR", "tomó una sobredosis", "se esta cortando", "se hace daño", "she is suicidal"]
)
def test_danger_is_heard(question: str) -> None:
    assert INDEX.ask(question).danger


@pytest.mark.parametrize("question", ["zoom es gratis", "la batería se muere", "se corta la llamada", "cómo termino"])
def test_danger_is_not_heard_where_there_is_none(question: str) -> None:
    assert not INDEX.ask(question).danger


def test_what_no_page_knows_is_not_made_up() -> None:
    assert INDEX.ask("qqqq zzzz").found == ()
    assert not INDEX.ask("receta de mole").sure


def test_a_page_in_english_says_so_and_what_it_names_goes_on_in_spanish() -> None:
    speak(SPANISH)
    backing = Backing(GUIDE, None, Crisis(), date(2026, 11, 21))
    page, told = GUIDE.pages["call-drops"], "Esta página aún está en inglés."
    assert told not in render_page(page, backing, Paper(80, plain=True))
    backing = backing._replace(guide=GUIDE._replace(in_english={"call-drops"}))
    text = render_page(page, backing, Paper(80, plain=True), whole=False)
    assert text.splitlines()[1] == told
    assert "peerkit guide show call-drops --lang es" in text
    said = json.loads(render_guide_json("list", [page, GUIDE.pages["minors"]], backing))["pages"]
    assert [one["language"] for one in said] == ["en", "es"]


def test_the_crisis_card_on_a_page_is_in_spanish() -> None:
    speak(SPANISH)
    text = render_page(GUIDE.pages["person-in-crisis"], Backing(GUIDE, None, Crisis(), date(2026, 11, 21)), Paper(80))
    places = [text.index(words) for words in ("Haga esto ahora", "Tarjeta de crisis", "Después")]
    assert places == sorted(places)
    assert "Crisis card" not in text


def test_a_page_that_is_old_or_only_copied_is_said_in_english(tmp_path: Path) -> None:
    english = ENGLISH.pages["whatsapp-cost"]
    entry = "  whatsapp-cost: {{of: '{}', title: Precio, text: ['{}']}}\n"
    head = "schema: peerkit.guide-texts/1\ntopic: WhatsApp\npages:\n"
    for mark, said, fits in (
        (page_mark(english), "Nada.", True),
        ("00000000", "Nada.", False),
        (page_mark(english), english.text[0], False),
    ):
        (tmp_path / "ask-whatsapp.yaml").write_text(head + entry.format(mark, said), "utf-8")
        assert ("whatsapp-cost" in translated_pages(tmp_path, ENGLISH)) is fits


def test_the_list_of_what_is_missing(tmp_path: Path) -> None:
    told, folder = list_of_missing(), tmp_path / "fr"
    assert "guide/ask-zoom.yaml: zoom-cost is missing" in told.missing(folder, ENGLISH)
    assert len(told.write(folder, ENGLISH)) == len(list((FOLDER / "en").glob("*.yaml"))) - 3
    assert "guide/ask-zoom.yaml: zoom-cost is still in English" in told.missing(folder, ENGLISH)
    assert told.write(folder, ENGLISH) == []
    path = folder / "ask-zoom.yaml"
    mark = page_mark(ENGLISH.pages["zoom-cost"])
    path.write_text(path.read_text("utf-8").replace(mark, "00000000"), "utf-8")
    line = f'guide/ask-zoom.yaml: zoom-cost is out of date; when it says the same again: of: "{mark}"'
    assert line in told.missing(folder, ENGLISH)
