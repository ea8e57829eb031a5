"""What the platform data says of ways of meeting, in Spanish: every text of it, and no other."""

from __future__ import annotations

import pytest

from peerkit.guide.joined import platform_texts, with_platform
from peerkit.guide.loader import load_guide
from peerkit.model.guide import Part, Shelf
from peerkit.model.speech import Speech, speak
from peerkit.platformdata.loader import load_shipped
from peerkit.translations import load_speech
from tests.reading_level_es import NORMAL, ease

CATALOGUE = load_shipped()


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(Speech())


def said_of_ways() -> set[str]:
    """What stands in the platform data of every way of meeting the guide has, in English."""
    texts = set()
    for page in load_guide().shelf(Shelf.MODALITIES):
        platform = CATALOGUE.platforms[page.platform]
        texts |= {CATALOGUE.strengths[word] for word in platform.strengths}
        texts |= {*platform.good_for, *platform.not_for, *platform.needs}
    return texts


def test_every_text_is_there_and_none_is_left_over():
    assert set(platform_texts("es")) == said_of_ways()


def test_each_is_other_than_its_english_and_easy_to_read():
    table = platform_texts("es")
    assert [text for text, said in table.items() if text == said] == []
    assert ease("\n".join(table.values())) >= NORMAL
    assert [text for text, said in table.items() if text[-1] in ".?!" and said[-1] not in ".?!"] == []


def test_a_way_of_meeting_is_joined_in_spanish():
    speak(load_speech("es"))
    phone = with_platform(load_guide().pages["phone"], CATALOGUE)
    assert phone.parts[Part.PROS][0] == "Nadie tiene que viajar."
    assert phone.parts[Part.NEEDS][1] == "Un nombre neutral, por si contesta otra persona."


def test_a_text_that_has_changed_since_is_said_in_english():
    speak(load_speech("es"))
    old = CATALOGUE.platforms["phone-call"]
    changed = CATALOGUE._replace(platforms={"phone-call": old._replace(needs=("A pigeon.",))})
    assert with_platform(load_guide().pages["phone"], changed).parts[Part.NEEDS] == ("A pigeon.",)
