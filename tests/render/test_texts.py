"""The smaller texts: history, settings, keys, the crisis card."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from peerkit.datafile import parse
from peerkit.model.past import FailingItem, PastRun
from peerkit.model.settings import Crisis, Settings
from peerkit.render.history import render_history
from peerkit.render.paper import Paper, safe
from peerkit.render.settings import render_settings
from peerkit.render.steps import KEYS, crisis_card, keys
from peerkit.settings import read_settings
from tests.test_settings import WHOLE

PLAIN = Paper(80)


def test_the_history() -> None:
    begun = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    runs = [
        PastRun(2, "pre-call", begun, None, None),
        PastRun(1, "workday\x1b[2J", begun, begun, "with_care"),
    ]
    local = begun.astimezone().strftime("%Y-%m-%d %H:%M")
    assert render_history(runs, [FailingItem("mic\x07", 2, 3)], PLAIN).splitlines() == [
        "Last runs",
        f"  {local}  pre-call          left before the end",
        f"  {local}  workday\\x1b[2J    ready, with care",
        "",
        "Most often a no",
        "  mic\\x07: 2 of 3",
    ]
    assert render_history([], [], PLAIN) == "There are no past runs.\n"


def test_the_settings() -> None:
    shown = render_settings(read_settings(parse(WHOLE, "s")), "/home/robin/settings.yaml", PLAIN)
    for line in (
        "File: /home/robin/settings.yaml", "Organisation:", "  Our programme", "  Home network", "  \\xff\\x00",
        "  Monday 09:00 to 12:00, 13:00 to 17:00", "  Emergency: 112", "  Supervisor: Sam, 555 0100",
        "  zoom-paid, signed on 2026-01-15",
    ):  # fmt: skip
        assert line in shown.splitlines()


def test_settings_that_say_nothing() -> None:
    shown = render_settings(Settings(), "", PLAIN)
    assert "There is no file yet. Make one with: peerkit settings edit" in shown
    assert "Trusted Wi-Fi: nothing set" in shown


def test_the_crisis_card_of_a_programme_keeps_its_lines() -> None:
    shown = crisis_card(Crisis(text="One.\n\nTwo.\n"), PLAIN)
    assert "One.\n\nTwo.\n" in shown
    assert "\\n" not in shown
    assert "not in the settings yet; write the number on paper now" in " ".join(shown.split())


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_keys_fit_and_none_is_lost(width: int, plain: bool) -> None:
    paper = Paper(width, plain=plain)
    lines = keys(KEYS, paper)
    text = "\n".join(lines)
    for key, words in KEYS.items():
        assert (f"{key} = {words}" if plain else f"[{key}] {words}") in text
    assert max(len(line.removeprefix("\x1b[2m").removesuffix("\x1b[0m")) for line in lines) <= paper.columns


def test_the_crisis_card_fits_one_screen_with_the_longest_settings_but_the_programmes_own_text() -> None:
    card = Crisis("x " * 40, "y " * 40, "z " * 60)
    assert len(crisis_card(card, PLAIN).splitlines()) <= 23


@pytest.mark.parametrize(("width", "columns"), [(0, 40), (39, 40), (60, 60), (100, 100), (300, 100)])
def test_lines_are_neither_too_short_nor_too_long_to_read(width: int, columns: int) -> None:
    assert Paper(width).columns == columns


def test_safe_leaves_what_people_write_alone() -> None:
    assert safe("Café, 日本, don't") == "Café, 日本, don't"


def test_a_cut_line_says_so() -> None:
    assert Paper(60).fit("x" * 61) == "x" * 57 + "..."
    assert Paper(60).fit("x" * 60) == "x" * 60
