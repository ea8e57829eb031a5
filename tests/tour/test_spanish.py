"""The tour in Spanish: the same stops and commands in other words; in English where that has changed since."""

from __future__ import annotations

import re

import pytest

from peerkit.cli import main
from peerkit.datafile import parse
from peerkit.errors import BadData
from peerkit.model.speech import Speech, speak
from peerkit.tour import SHIPPED, _translated, load_tour
from tests.reading_level_es import RATHER_EASY, ease

ENGLISH, SPANISH = load_tour(), load_tour("es")
TEXT = (SHIPPED / "es.yaml").read_text("utf-8")


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(Speech())


def test_it_is_the_same_tour():
    assert SPANISH.language == "es", "English has changed: see docs/translations.py for what is to be said anew"
    assert [(stop.run, stop.minutes, stop.first, stop.practices) for stop in SPANISH.stops] == [
        (stop.run, stop.minutes, stop.first, stop.practices) for stop in ENGLISH.stops
    ]
    assert not {stop.title for stop in SPANISH.stops} & {stop.title for stop in ENGLISH.stops}


def test_its_words_are_easy():
    for stop in SPANISH.stops:
        assert ease("\n".join([*stop.say, *stop.look, stop.ask])) >= RATHER_EASY, stop.title


def test_what_a_stop_shows_is_spanish_too_and_so_is_all_after_it(capsys, monkeypatch):
    monkeypatch.setenv("PEERKIT_LANG", "en")
    assert main(["demo", "--lang", "es", "--from", str(len(SPANISH.stops) - 1)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.count("Pregunte al grupo:") == 2
    assert "líneas más. Para verlas todas: peerkit audit all --recording demo:neglected --plain --lang es" in out


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("    look:\n", "    luk:\n"), "unknown key"),
        (('      - "Hay más preguntas, porque el aparato no es suyo."\n', ""), "as many things to say and to point at"),
        (("stops:\n", "stops:\n  - {title: Uno, say: [Dos.], ask: Tres}\n"), "the same stops as in English"),
    ],
)
def test_a_mistake_in_it_is_named(change, wrong):
    assert change[0] in TEXT
    with pytest.raises(BadData, match=wrong):
        _translated(parse(TEXT.replace(*change), "es.yaml"), ENGLISH, "es")


def test_one_made_from_older_english_is_given_in_english():
    older = re.sub(r'of: "\w+"', 'of: "00000000"', TEXT)
    assert _translated(parse(older, "es.yaml"), ENGLISH, "es") == ENGLISH
    assert load_tour("fr") == ENGLISH
