"""Sheets in Spanish: what is handed out tells nothing, and every format is Spanish from head to foot."""

from __future__ import annotations

import re

import pytest

from peerkit.checklists.loader import Shelf
from peerkit.model.speech import Speech, speak
from peerkit.render.checklist import render_checklist, render_list
from peerkit.render.checklist_html import sheet_html
from peerkit.render.checklist_markdown import sheet_markdown
from peerkit.render.checklist_sheet import file_stem, sheet_of
from peerkit.render.checklist_spoken import sheet_spoken
from peerkit.render.paper import Paper
from peerkit.translations import load_speech

FORMS = {"html": sheet_html, "md": sheet_markdown, "txt": sheet_spoken}
TELLING = re.compile(
    r"\bpares\b|recupera|salud|apoy|adicci|sustancia|sobri|reca[ií]d|\bmental|cl[ií]nic|terap|tratamiento|paciente"
    r"|programa|crisis|trauma|consum|enferm|peer|health|recover",
    re.I,
)
# English that is in no Spanish sheet; names of commands and apps aside.
ENGLISH = re.compile(r"\b(?:the|and|with|your|you|if|not|this|does|for)\b", re.I)


@pytest.fixture(autouse=True)
def spanish():
    speak(load_speech("es"))
    yield
    speak(Speech())


def shown(name: str, form: str) -> str:
    """What a sheet shows, without its style and what stands in its tags."""
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", FORMS[form](sheet_of(Shelf().load(name))), flags=re.S)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["participant-ready", "borrowed-device"])
def test_a_sheet_to_hand_out_tells_nothing(name: str, form: str) -> None:
    text = shown(name, form)
    assert TELLING.findall(text + file_stem(Shelf().load(name))) == []
    assert ENGLISH.findall(text) == []
    assert len(re.findall("Si no[.:]", text)) == len(list(Shelf().load(name).items))


def test_the_test_sees_what_tells() -> None:
    assert TELLING.search(shown("first-meeting", "txt"))


@pytest.mark.parametrize("name", [*Shelf(None).files(), *Shelf(None).pathways()])
def test_a_sheet_is_spanish_from_head_to_foot(name: str) -> None:
    assert ENGLISH.findall(shown(name, "txt")) == []


def test_the_page_says_its_language() -> None:
    assert '<html lang="es">' in sheet_html(sheet_of(Shelf().load("quick")))


def test_a_voice_knows_a_question() -> None:
    assert "¿Dónde está?" in shown("pre-call", "txt")


def test_on_paper_there_is_no_key_to_press() -> None:
    for name in ("pre-call", "after-incident"):
        assert "ulse c" not in shown(name, "txt")
    assert "Mire la tarjeta de crisis." in shown("after-incident", "txt")


def test_what_lists_there_are_and_one_whole() -> None:
    found = render_list(Shelf().load_all()[0], Paper())
    assert "Rutas:" in found
    assert "13 puntos, para quienes" in " ".join(found.split())
    quick = render_checklist(Shelf().load("quick"), Paper())
    assert "device-locks: necesario, primero mira PeerKit." in quick
    assert ENGLISH.findall(re.sub(r"`[^`]*`", "", found + quick)) == []
