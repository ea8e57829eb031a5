"""A person walks through ``peerkit ready`` in a real terminal: every key, back, leave, resume, the crisis card."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.audit.probes.linux.network_scenes import CABLE, Device, scene
from tests.real import eventually
from tests.whole.conftest import CAFE, HOME_WIFI, PEERKIT, Laptop
from tests.whole.screen import Screen, terminal

READY = [str(PEERKIT), "ready", "--sharing"]


def answered(screen: Screen, key: str, times: int) -> None:
    """Press a key and wait for the next question."""
    screen.press(key)
    screen.until("You said:", times)


def walk_to_the_end(screen: Screen) -> None:
    """Say yes, and go on where the machine says no, until the verdict stands there."""
    for _ in range(40):
        text = screen.text()
        if "ended with" in text:
            return
        last = text.rsplit(" of ", 1)[-1]
        screen.press("g" if "the answer is no" in last else "y")
        eventually(lambda before=text: screen.text() != before, "the screen to change")
    pytest.fail(screen.text())


def test_a_whole_session(laptop: Laptop, tmp_path: Path) -> None:
    laptop.network(CAFE)
    with terminal(tmp_path, READY, laptop.environment) as screen:
        assert "What PeerKit found by itself" in screen.until("1 of")
        screen.press("c")
        card = screen.until("Crisis card")
        assert "988" in card
        assert "call back" in card
        screen.press("?")
        screen.until("Why: Anyone who picks it up")
        answered(screen, "y", 1)
        problem = screen.until("PeerKit looked, and the answer is no.")
        assert "My Wi-Fi needs a password to join." in problem
        assert "Join a locked network" in problem, "the fix comes with the problem"
        laptop.network(HOME_WIFI)
        screen.press("f")
        screen.until("Thank you. PeerKit looked again")
        screen.press("s")  # the trusted list: a should, so no reason is asked
        screen.until("You said: skipped.")
        screen.press("q")
        left = screen.until("ended with 3")
        assert "Your place is kept. Go on with: peerkit ready --resume" in left
    with terminal(tmp_path, [str(PEERKIT), "ready", "--resume"], laptop.environment) as screen:
        resumed = screen.until("3 of")
        assert "This device asks for a password or PIN" not in resumed, "answered before leaving"
        walk_to_the_end(screen)
        ended = screen.until("ended with 0")
        assert "ready, with care" in ended


def test_no_then_back_then_fixed_and_a_must_skipped(laptop: Laptop, tmp_path: Path) -> None:
    laptop.network(scene(Device("eth0", CABLE), primary=[Device("eth0", CABLE)]))
    with terminal(tmp_path, READY, laptop.environment) as screen:
        screen.until("1 of")
        screen.press("s")
        screen.until("This one is a must. Why skip it?")
        screen.press("Enter")
        screen.until("This device asks for a password or PIN", 2)
        screen.press("s")
        screen.until("Why skip it?", 2)
        screen.press("2", "Enter")
        screen.until("You said: skipped.")
        screen.until("No camera was found.", 2)
        screen.press("g")
        screen.until("I am in a private spot.")
        screen.press("n")
        screen.until("Shut the door, move to a car")
        screen.press("b")
        screen.until("Your answer so far: no.")
        screen.press("n")
        screen.until("Shut the door, move to a car", 2)
        screen.press("f")
        screen.until("The people near me know I am busy")
        screen.press("b")
        screen.until("Your answer so far: yes.")
        answered(screen, "y", screen.text().count("You said:") + 1)
        walk_to_the_end(screen)
        ended = screen.until("ended with")
        assert "Skipped: It cannot be done right now." in ended
        assert len(screen.visible().splitlines()) <= 24


def test_the_terminal_goes_away_and_nothing_is_lost(laptop: Laptop, tmp_path: Path) -> None:
    with terminal(tmp_path, READY, laptop.environment) as screen:
        screen.until("1 of")
        answered(screen, "y", 1)
    history = next(Path(laptop.environment["HOME"]).rglob("history.sqlite"))
    with sqlite3.connect(history) as db:
        assert db.execute("SELECT answer FROM answers WHERE answered_by = 'person'").fetchall() == [("yes",)]


def test_control_c_keeps_the_place(laptop: Laptop, tmp_path: Path) -> None:
    with terminal(tmp_path, READY, laptop.environment) as screen:
        screen.until("1 of")
        screen.press("C-c")
        left = screen.until("ended with 3")
        assert "Traceback" not in left
        assert "Your place is kept" in left


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_plain_has_no_escape_and_fits(laptop: Laptop, tmp_path: Path, columns: int) -> None:
    raw = tmp_path / "raw"
    command = ["/usr/bin/script", "-qec", f"{PEERKIT} ready --plain", str(raw)]
    with terminal(tmp_path, command, laptop.environment, columns) as screen:
        screen.until("1 of")
        screen.press("q")
        screen.until("ended with 3")
    shown = raw.read_text()
    assert "\x1b" not in shown
    assert shown.isascii(), [char for char in shown if not char.isascii()]
    assert max(len(line.rstrip()) for line in shown.splitlines()[1:-1]) <= columns
