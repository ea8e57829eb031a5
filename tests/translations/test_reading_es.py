"""Spanish is as easy to read as English: syllables against words counted by hand, then every list and every item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from peerkit.checklists.loader import Shelf
from peerkit.checklists.translation import item_mark
from peerkit.translations import load_speech
from tests.reading_level_es import NORMAL, RATHER_EASY, ease, sentences, syllables, words

SPANISH = load_speech("es")
# A statement that says no twice, as Spanish may: hard to answer with yes.
TWICE_NO = re.compile(r"\bno (?:\w+ ){1,3}(?:nadie|nada|nunca|ning[uú]n\w*|sin)\b", re.I)
BY_HAND = {
    1: "a y de que muy hoy ley voz pan más bien luz guion quien",
    2: "guía ahí país leer ciudad hablar día aire cuerpo puerta seguir guerra Wi-Fi PeerKit WhatsApp siete ayer",
    3: "ahora persona pantalla oía pingüino llamada cuaderno construido traían BAA",
    4: "contraseña vehículo teléfono aplicación continúa micrófono audífonos navegador aéreo",
    5: "computadora automáticas electricidad refrigerador privacidades",
    6: "SMS 988",
}


@pytest.mark.parametrize(("word", "count"), [(word, n) for n, line in BY_HAND.items() for word in line.split()])
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_and_words() -> None:
    text = "Quédese ahí. Pregunte: ¿Dónde está? Use `peerkit ready --plain` a las 14.30."
    assert len(sentences(text)) == 4
    assert words(text) == ["Quédese", "ahí", "Pregunte", "Dónde", "está", "Use", "eso", "a", "las", *"1430"]


@pytest.mark.parametrize(
    ("text", "by_hand"),
    [
        # 5 words, 1 sentence, 1 + 1 + 2 + 1 + 1 syllables.
        ("Va con usted y yo.", 206.835 - 62.3 * 6 / 5 - 5),
        # 7 words, 2 sentences, 2 + 1 + 2 and 2 + 1 + 1 + 2 syllables.
        ("Cierre la puerta. Hable en voz baja.", 206.835 - 62.3 * 11 / 7 - 7 / 2),
    ],
)
def test_the_index_by_hand(text: str, by_hand: float) -> None:
    assert ease(text) == pytest.approx(by_hand)


def test_hard_text_is_seen_as_hard() -> None:
    hard = "La confidencialidad institucional requiere autenticación exhaustiva de los participantes involucrados."
    assert ease(hard) < 0


@cache
def lists() -> dict[str, dict[str, tuple[str, str, str]]]:
    """Every list and pathway: what its items say in Spanish."""
    shelf = Shelf(None)
    names = [*sorted(shelf.files()), *shelf.pathways()]
    return {name: {i.id: SPANISH.items[i.id, item_mark(i)] for i in shelf.load(name).items} for name in names}


def items() -> Iterator[tuple[str, tuple[str, str, str]]]:
    for name, found in lists().items():
        yield from ((f"{name}.{item}", texts) for item, texts in found.items())


@pytest.mark.parametrize("name", sorted([*Shelf(None).files(), *Shelf(None).pathways()]))
def test_every_list_is_rather_easy(name: str) -> None:
    assert ease("\n".join(text for texts in lists()[name].values() for text in texts)) >= RATHER_EASY


def test_every_item_is_at_least_normal() -> None:
    assert {place: ease(" ".join(texts)) for place, texts in items() if ease(" ".join(texts)) < NORMAL} == {}


def test_what_is_said_on_the_way_is_at_least_normal() -> None:
    """The sentences of five words or more: the formula says nothing about a label."""
    said = [*SPANISH.texts.values(), *SPANISH.seen.values()]
    texts = [re.sub(r"\{\w+\}", "", text) for text in said if text.endswith((".", "?", "!"))]
    assert {text: ease(text) for text in texts if len(words(text)) >= 5 and ease(text) < NORMAL} == {}


def test_yes_is_the_good_answer_in_spanish_too() -> None:
    assert TWICE_NO.search("No hay nada por instalar.")
    for place, (statement, _, _) in items():
        assert not statement.startswith("¿"), place
        assert not TWICE_NO.search(statement), place


def test_words_that_no_list_may_use_in_spanish() -> None:
    """The person is *la persona*; everybody is *usted*."""
    wrong = re.compile(r"\b(?:clientes?|pacientes?|usuari[oa]s?|tú|tus?|te|vosotros|ordenador|móvil)\b", re.I)
    for place, texts in items():
        assert not wrong.search(" ".join(texts)), place
