"""Spanish says what English says: every prompt is there, every mark fits, no word in brackets is lost."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from peerkit.checklists.loader import Shelf
from peerkit.checklists.translation import in_language, item_mark, untranslated
from peerkit.cli import main
from peerkit.cli.language import speak_as_asked
from peerkit.datafile import parse
from peerkit.errors import BadData, WrongUsage
from peerkit.model.speech import Speech, key_for, meant_by, say, speak, spoken
from peerkit.translations import _translation, language_named, languages, load_speech

ROOT = Path(__file__).parents[2]
SPANISH = load_speech("es")


def told():
    """The maintainers' list of what is missing."""
    name = "translations_of_docs"
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(Speech())


def test_every_prompt_is_there_in_spanish():
    missing = told().prompts() - set(SPANISH.texts)
    assert missing == set()


def test_nothing_is_missing_or_out_of_date():
    assert told().missing(SPANISH) == [], "the English has changed: say it anew in translations/es"


def test_no_spanish_is_left_over():
    told_texts = told().prompts() | {text for checklist in told().shipped() for text in told().headings(checklist)}
    extra = set(SPANISH.texts) - told_texts - {"911, or the number where they are", "988 (call or text, day and night)"}
    assert extra == set()


def test_keys_mean_one_thing():
    speak(SPANISH)
    assert (key_for("y"), meant_by("s"), meant_by("y"), meant_by("ñ")) == ("s", "y", "", "ñ")
    assert len(set(SPANISH.keys.values())) == len(SPANISH.keys)


def test_a_prompt_with_its_values():
    speak(SPANISH)
    assert say("You said: {answer}.", answer="{x}") == "Usted dijo: {x}."
    assert say("No table knows this one.") == "No table knows this one."


def test_a_list_in_spanish_and_an_item_that_changed_since():
    speak(SPANISH)
    item = next(iter(Shelf(None).load("pre-call").items))
    speak(Speech())
    english = Shelf(None).load("pre-call")
    first = next(iter(english.items))
    assert first.statement != item.statement or untranslated_in_spanish(english)
    speak(Speech("es", {}, {}, {(first.id, item_mark(first)): ("Uno.", "Dos.", "Tres.")}))
    assert next(iter(in_language(english).items)).fix == "Tres."
    speak(Speech("es", {}, {}, {(first.id, "00000000"): ("Uno.", "Dos.", "Tres.")}))
    assert next(iter(in_language(english).items)) == first
    assert first.id in untranslated(english)


def untranslated_in_spanish(checklist):
    speak(SPANISH)
    return untranslated(checklist)


@pytest.mark.parametrize(
    ("arguments", "language", "rest"),
    [
        (["ready", "--lang", "es"], "es", ["ready"]),
        (["--lang=es", "ready"], "es", ["ready"]),
        (["ready", "--lang", "en"], "en", ["ready"]),
        (["guide", "ask", "--", "--lang", "es"], "en", ["guide", "ask", "--", "--lang", "es"]),
    ],
)
def test_the_option_may_stand_anywhere(arguments, language, rest):
    assert speak_as_asked(arguments) == rest
    assert spoken().language == language


def test_the_environment_decides_where_nobody_says(monkeypatch):
    for name, value, language in (
        ("LANG", "es_MX.UTF-8", "es"),
        ("LC_ALL", "C.UTF-8", "en"),
        ("PEERKIT_LANG", "es", "es"),
    ):
        monkeypatch.delenv("PEERKIT_LANG", raising=False)
        monkeypatch.setenv(name, value)
        speak_as_asked([])
        assert spoken().language == language, name


def test_a_language_there_is_none_of(capsys):
    assert main(["ready", "--lang", "tlh"]) == 2
    assert "It speaks: en, es." in capsys.readouterr().err
    assert language_named("fr_FR") == "en"
    assert languages() == ("en", "es")
    with pytest.raises(WrongUsage):
        speak_as_asked(["--lang", "x"])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('texts: {"You said: {answer}.": "Dijo."}', "the same words in curly brackets"),
        ("keys: {a: s, b: s}", "two answers share a key"),
        ("items: {x: {of: zz, statement: a, why: b, fix: c}}", "the mark of the English text"),
    ],
)
def test_a_mistake_in_a_translation_is_named(text, wrong):
    with pytest.raises(BadData, match=wrong):
        _translation(parse(f"schema: peerkit.translation/1\n{text}\n", "es.yaml"))


def test_a_run_in_spanish(capsys):
    assert main(["ready", "--lang", "es", "--recording", "demo:well-kept"]) == 3
    out = capsys.readouterr().out
    assert "Lo que PeerKit vio por sí mismo" in out
    assert "[no se sabe]" in out
