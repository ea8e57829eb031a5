from __future__ import annotations

import pytest

from peerkit.datafile import parse
from peerkit.errors import BadData
from peerkit.model.settings import PersonalDetails, Settings
from peerkit.render.paper import Paper
from peerkit.render.settings import render_settings, render_settings_json
from peerkit.settings import read_settings

WHOLE = """\
personal:
  names: [Ana Reyes]
  birthdays: ["1987-02-14", "02-29"]
  towns: [Bridgeport]
  pets: [Biscuit]
  other: [Real Oviedo]
"""
PRIVATE = ("Reyes", "1987", "02-29", "Bridgeport", "Biscuit", "Oviedo")


def read(text: str) -> Settings:
    return read_settings(parse(text, "s"))


def test_the_section_is_read() -> None:
    assert read(WHOLE).personal == PersonalDetails(
        ("Ana Reyes",), ("1987-02-14", "02-29"), ("Bridgeport",), ("Biscuit",), ("Real Oviedo",)
    )
    assert not read("personal: {}").personal
    assert read(WHOLE).personal


def test_none_of_it_is_printed_back() -> None:
    found = read(WHOLE)
    shown = f"{found!r}{render_settings(found, 's', Paper(80))}{render_settings_json(found)}"
    assert [word for word in PRIVATE if word in shown] == []
    assert "Words about you" in shown
    assert "Words about you" not in render_settings(Settings(), "s", Paper(80))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('personal: {birthdays: ["1987-02-30"]}', "expected a day"),
        ("personal: {birthdays: [Kestrel]}", "expected a day"),
        ('personal: {birthdays: ["14.02.1987"]}', "expected a day"),
        (f"personal: {{names: [{'Kestrel' * 20}]}}", "at most 80 characters"),
        ("personal: {names: [{Kestrel: x}]}", "expected text"),
        (f"personal: {{pets: [{'Kestrel, ' * 41}]}}", "at most 40 entries"),
        ("personal: {names: Kestrel}", "expected"),
    ],
)
def test_a_mistake_is_named_and_what_stands_there_is_not(text: str, told: str) -> None:
    with pytest.raises(BadData) as caught:
        read(text)
    assert told in caught.value.message
    assert "Kestrel" not in caught.value.message
    assert "1987" not in caught.value.message
