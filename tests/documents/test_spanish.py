"""Documents in Spanish: the same document in other words; in English where that has changed since."""

from __future__ import annotations

import re
from datetime import time

import pytest

from peerkit.cli import main
from peerkit.datafile import parse
from peerkit.documents import BLANK, SHIPPED, _translated, document_names, load_template
from peerkit.documents.filling import fill, from_settings
from peerkit.errors import BadData
from peerkit.model.settings import Settings
from peerkit.model.speech import Speech, speak
from peerkit.render.document import render_document_html
from peerkit.translations import load_speech
from tests.reading_level_es import NORMAL, RATHER_EASY, ease

NAMES = document_names()
SPANISH = load_speech("es")
# What a sheet that is handed on must not say: who sees it lying about learns nothing.
TELLING = re.compile(
    r"\b(recuper\w*|salud|sobri\w*|adicci\w*|adict\w*|mental\w*|terap\w*|clínic\w*|pares|droga\w*|alcohol\w*"
    r"|m[eé]dic\w*|paciente\w*|tratamiento|consejer\w*|(12|doce) pasos|reca[ií]\w*|suicid\w*|sustancia\w*"
    r"|psic\w*|psiq\w*|trastorno\w*|enferm\w*|peer\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def in_spanish():
    speak(SPANISH)
    yield
    speak(Speech())


def empty(name):
    return fill(load_template(name, "es"), {}, {})


@pytest.mark.parametrize("name", NAMES)
def test_it_is_the_same_document(name):
    english, spanish = load_template(name), load_template(name, "es")
    assert spanish.language == "es", "English has changed: see docs/translations.py for what is to be said anew"
    assert (spanish.practices, spanish.shared, spanish.legal) == (english.practices, english.shared, english.legal)
    assert [(b.id, b.must, b.setting, bool(b.example)) for b in spanish.blanks.values()] == [
        (b.id, b.must, b.setting, bool(b.example)) for b in english.blanks.values()
    ]
    assert [len(lines) for _, lines in spanish.parts] == [len(lines) for _, lines in english.parts]
    assert not {b.ask for b in spanish.blanks.values()} & {b.ask for b in english.blanks.values()}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_easy_to_read(name):
    template = load_template(name, "es")
    lines = [
        BLANK.sub(lambda match: template.blanks[match[1]].ask, text) for _, part in template.parts for _, text in part
    ]
    assert ease("\n".join(lines)) >= RATHER_EASY
    assert ease(template.about) >= NORMAL


@pytest.mark.parametrize("name", [name for name in NAMES if load_template(name).shared])
def test_what_is_handed_on_tells_nothing(name):
    page = render_document_html(empty(name))
    assert TELLING.findall(page) == []
    assert '<html lang="es">' in page


def test_the_words_that_tell_are_found():
    said = TELLING.findall(render_document_html(empty("resource-page")) + render_document_html(empty("session-plan")))
    assert {found[0].lower() for found in said} >= {"12 pasos", "sobriedad", "pares"}


def test_every_needed_blank_is_flagged_and_found_whatever_is_spoken(tmp_path, capsys):
    path = tmp_path / "plan.md"
    assert main(["guide", "make", "crisis-plan", "--lang", "es", "-o", str(path)]) == 0
    assert "Falta llenar: 15, y 15 son necesarios" in " ".join(capsys.readouterr().err.split())
    assert "LLENAR: quién decide" in path.read_text("utf-8")
    assert main(["guide", "make", "--check", str(path), "--lang", "en"]) == 1
    assert capsys.readouterr().out.count("[LLENAR: ") >= 15


def test_what_the_settings_know_is_said_in_spanish():
    hours = ((time(9), time(12)), (time(13), time(17)))
    known = from_settings(Settings(organisation="Casa", work_hours={0: hours, 2: hours}), {})
    assert known["work_hours"] == "lunes, miércoles de 09:00 a 12:00 y de 13:00 a 17:00"
    assert known["lifeline"].startswith("988 (llamada o mensaje")


TEXT = (SHIPPED / "es" / "invitation.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("  code: {ask", "  kode: {ask"), "there is no blank of this name in English"),
        (('  code: {ask: "el código (mejor dígalo por teléfono)"}\n', ""), "the same blanks as in English"),
        ((" Código: {code}.", ""), "the same sections, kinds of lines and blanks as in English"),
        (('"- Por favor', '"Por favor'), "the same sections, kinds of lines and blanks as in English"),
    ],
)
def test_a_mistake_in_a_translation_is_named(change, wrong):
    assert change[0] in TEXT
    with pytest.raises(BadData, match=wrong):
        _translated(parse(TEXT.replace(*change), "invitation.yaml"), load_template("invitation"), "es")


def test_one_made_from_older_english_is_given_in_english():
    english = load_template("invitation")
    older = re.sub(r'of: "\w+"', 'of: "00000000"', TEXT)
    assert _translated(parse(older, "invitation.yaml"), english, "es") == english
