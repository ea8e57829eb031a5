"""Sheets: what stands on one for the person supported, and that every format is safe, plain and whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from peerkit.checklists.loader import PATHWAYS, SHIPPED, Shelf
from peerkit.model.checklist import Checklist, Item, ItemSeverity, Section
from peerkit.model.condition import Condition, parse_applies
from peerkit.model.speech import Speech, speak
from peerkit.render.checklist_html import sheet_html
from peerkit.render.checklist_markdown import sheet_markdown
from peerkit.render.checklist_sheet import CONDITIONS, file_stem, sheet_of
from peerkit.render.checklist_spoken import sheet_spoken
from peerkit.translations import load_speech

SHARED = ("participant-ready", "borrowed-device")
FORMS = {"html": sheet_html, "md": sheet_markdown, "txt": sheet_spoken}
TELLING = re.compile(
    r"peer|recover|health|support|addict|substance|sober|relaps|mental|clinic|therap|treatment|patient|program|crisis",
    re.I,
)
HOSTILE = "\x1b[2J<script>alert(1)</script> [a](javascript:x) \u202e`rm -rf` # *b*"


def text_of(page: str) -> str:
    """What a page shows and is called, without its style."""
    return re.sub(r"<style>.*?</style>", "", page, flags=re.S)


def item(statement: str, applies: str = "", fix: str = "Do it.") -> Item:
    found = Item("one", statement, "Because.", fix, ItemSeverity.MUST, beyond_seeds=True)
    return replace(found, applies=parse_applies(applies)) if applies else found


def sheet(found: Item, shareable: str = "", program: str = "") -> str:
    checklist = Checklist("a", "A list", "all", "Now.", "2026-11-20", (Section("Part", (found,)),), shareable=shareable)
    return sheet_spoken(sheet_of(checklist, program))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SHARED)
def test_a_sheet_to_hand_out_tells_nothing(name: str, form: str) -> None:
    checklist = Shelf().load(name)
    text = text_of(FORMS[form](sheet_of(checklist)))
    assert TELLING.findall(text + file_stem(checklist)) == []
    assert "http" not in re.sub(r"<meta http-equiv[^>]*>", "", text)
    assert len(re.findall("If no[.:]", text)) == len(list(checklist.items))


def test_the_test_sees_what_tells() -> None:
    assert TELLING.search(text_of(sheet_html(sheet_of(Shelf().load("first-meeting")))))


@pytest.mark.parametrize("form", FORMS)
def test_the_programs_name_stands_only_where_it_is_asked_for(form: str) -> None:
    checklist = Shelf().load("participant-ready")
    assert "River House" in FORMS[form](sheet_of(checklist, "River House"))
    assert "River House" not in FORMS[form](sheet_of(checklist))


def test_a_sheet_to_hand_out_names_no_command_and_no_must() -> None:
    found = item("The door is shut.", fix="Shut it. Or run `peerkit ready`. Then knock.")
    shared, own = sheet(found, "a-sheet"), sheet(found)
    assert "If no. Shut it. Then knock." in shared
    assert "must" not in shared
    assert "the command peerkit ready" in own
    assert "This one is a must." in own


@pytest.mark.parametrize("path", [*SHIPPED.glob("*.yaml"), *PATHWAYS.glob("*.yaml")], ids=lambda path: path.stem)
def test_text_to_read_aloud_has_no_signs(path: object) -> None:
    checklist = Shelf().load(path.stem)  # type: ignore[attr-defined]
    text = sheet_spoken(sheet_of(checklist))
    assert set(re.findall(r"[^A-Za-z0-9\s.,:;?!'-]", text)) == set()
    assert not re.search(r"(?<!\w)-|-(?!\w)|,\s*[.,]|\bpress c\b", text, re.I)
    count = len(list(checklist.items))
    assert f"Question {count} of {count}." in text
    assert max(map(len, text.splitlines())) <= 72


def test_when_a_question_is_asked_is_put_in_words() -> None:
    assert set(CONDITIONS) == set(Condition)
    assert "Only with video, or in a group." in sheet(item("A.", "video or group"))
    assert "Only with video and if you share your screen." in sheet(item("A.", "video and sharing"))
    assert "Only if it is not in writing." in sheet(item("A.", "not text"))


def test_text_from_outside_is_harmless() -> None:
    hostile = Checklist(
        "a", HOSTILE, HOSTILE, HOSTILE, "2026-11-20", (Section(HOSTILE, (item(HOSTILE, fix=HOSTILE),)),)
    )
    made = {form: render(sheet_of(hostile, HOSTILE)) for form, render in FORMS.items()}
    assert "<script" not in made["html"]
    assert not re.search(r"(?<!\\)<script", made["md"])
    assert not re.search(r"(?<!\\)\]\(", made["md"])
    for text in made.values():
        assert all(char.isprintable() or char == "\n" for char in text)


def test_a_sheet_in_spanish() -> None:
    speak(load_speech("es"))
    try:
        sheet = sheet_of(Shelf().load("participant-ready"))
        assert '<html lang="es">' in sheet_html(sheet)
        assert "Pregunta 3 de 16.\nSolo con video." in sheet_spoken(sheet)
    finally:
        speak(Speech())


def test_the_page_loads_and_runs_nothing() -> None:
    page = sheet_html(sheet_of(Shelf().load("pre-call")))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|@import|url\(", page)
    assert page.count('type="checkbox"') == 3 * 24
    assert page.count("<legend>") == page.count("<fieldset") == 24
