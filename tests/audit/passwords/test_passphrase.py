"""Passphrases: the lists, the drawing, and what is said about it."""

from __future__ import annotations

import secrets
from collections import Counter
from importlib.resources import files
from math import log2
from pathlib import Path

import pytest

from peerkit.audit.passwords import passphrase
from peerkit.audit.passwords.passphrase import ENOUGH_BITS, make_passphrases, word_list
from peerkit.errors import WrongUsage
from peerkit.model.facts_passwords import Attacker, HowLong
from peerkit.model.passphrase import Language
from peerkit.render.paper import Paper
from peerkit.render.passphrase import render_passphrases
from tests.reading_level import CEILING, grade

NOTICE = Path(__file__).parents[3] / "NOTICE"
# Stems of words that must not meet somebody in recovery; no harmless word of the lists begins with one.
HURTFUL = {
    Language.ENGLISH: (
        "alcohol beer booz brewery cider cocain cocktail cigar drunk drug handgun hangover hate heroin jail liquor "
        "morphine murder nicotin opium overdos poison prison rehab relaps rape scotch sedat sex shame slash smok "
        "strangl suicid tavern trauma vodka whisk wine wound gambl casino poker pathetic worthless crazy lunacy panic "
        "bartend bottle craving crave dealer dosage depress mushroom roulette scary skinny sniff vaporiz vineyard "
        "battle"
    ),
    Language.SPANISH: (
        "aborto adicto borracho bomba cadaver cancer carcel cerveza cigarro cocaina culpa droga fumar herir licor "
        "locura matar muerte odio panico pistola prision puta ruleta sangre sexo suicid tabaco trauma tumba veneno "
        "vicio victima vinedo vino violar bebida bodega copa ebrio juerga jeringa recaer trago naipe sorteo acoso "
        "soledad luto dieta delgado fobia chupar colgar preso quemar rechazo ruptura"
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_the_list_is_what_its_head_says(language: Language) -> None:
    words = word_list(language)
    head = [line for line in _lines(language) if line.startswith("#")]
    assert f"{len(words):,}" in head[0]
    assert list(words) == sorted(set(words)), "no word stands there twice: each would come up more often"
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) >= 3 for word in words)
    assert f"words/{language.value}.txt" in NOTICE.read_text("utf-8")
    assert any("MIT licence" in line or "Creative Commons Attribution" in line for line in head)


def test_words_can_be_told_apart_early() -> None:
    english = word_list(Language.ENGLISH)
    known = set(english)
    assert not [word for word in english if any(word[:length] in known for length in range(3, len(word)))]
    assert len({word[:4] for word in word_list(Language.SPANISH)}) == len(word_list(Language.SPANISH))


@pytest.mark.parametrize("language", Language)
def test_no_word_hurts(language: Language) -> None:
    stems = tuple(HURTFUL[language].split())
    assert [word for word in word_list(language) if word.startswith(stems)] == []


@pytest.mark.parametrize(("language", "words"), [(Language.ENGLISH, 6), (Language.SPANISH, 7)])
def test_as_many_words_as_it_takes(language: Language, words: int) -> None:
    made = make_passphrases(language)
    assert made.words == made.enough == words
    assert made.bits == pytest.approx(words * log2(len(word_list(language))))
    assert made.bits >= ENOUGH_BITS > made.bits * (words - 1) / words
    assert set(made.texts[0].split("-")) <= set(word_list(language))
    assert len(made.texts[0].split("-")) == words


def test_each_word_is_drawn_on_its_own_by_the_systems_randomness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "word_list", lambda _: ("ant", "bee", "cow", "dog"))
    drawn = Counter(make_passphrases(words=4, separator=" ", count=6000).texts)
    assert len(drawn) == 4**4, "every combination comes up, doubles too"
    each = Counter(word for text, times in drawn.items() for word in text.split() * times)
    assert all(5500 < times < 6500 for times in each.values()), "seven standard deviations around 6,000"
    assert passphrase.secrets is secrets


def test_two_runs_differ() -> None:
    assert make_passphrases().texts != make_passphrases().texts


@pytest.mark.parametrize("separator", ["", "-----", "x", "\n", "é", "\x1b", "1a"])
def test_a_separator_nobody_could_use(separator: str) -> None:
    with pytest.raises(WrongUsage, match="separator"):
        make_passphrases(separator=separator)


def test_it_does_not_print_by_accident() -> None:
    made = make_passphrases()
    assert made.texts[0] not in repr(made)


@pytest.mark.parametrize(
    ("words", "attacker", "takes"),
    [
        (4, Attacker.ONLINE_SLOWED, HowLong.CENTURIES),
        # 51.4 bits: half of 2.9e15 guesses at 1e10 a second are 40 hours.
        (4, Attacker.STOLEN_FAST, HowLong.DAYS),
        # 64.2 bits: 33 years.
        (5, Attacker.STOLEN_FAST, HowLong.YEARS),
        (6, Attacker.STOLEN_FAST, HowLong.CENTURIES),
    ],
)
def test_how_long_guessing_takes(words: int, attacker: Attacker, takes: HowLong) -> None:
    assert make_passphrases(words=words).how_long(attacker) is takes


def test_what_is_said_is_plain() -> None:
    made = make_passphrases(words=4, count=2)
    text = render_passphrases(made, Paper(80, plain=True))
    first, second, blank, *said = text.splitlines()
    assert (first, second, blank) == (*made.texts, "")
    assert grade(" ".join(said)) <= CEILING
    assert max(map(len, said)) <= 80
    assert "For most uses, take 6 words." in text
    assert "most uses" not in render_passphrases(make_passphrases(), Paper())


def _lines(language: Language) -> list[str]:
    return (files("peerkit.audit.passwords") / "words" / f"{language.value}.txt").read_text("utf-8").splitlines()
