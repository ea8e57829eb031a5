"""The guided tour: every command of it really runs, on recorded devices, and its words are plain."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pexpect
import pytest

import peerkit
from peerkit.cli import main
from peerkit.practices import load_practices
from peerkit.render.tour import command
from peerkit.tour import load_tour
from tests.cli.test_terminal import hear_ctrl_c
from tests.reading_level import CEILING, grade

TOUR = load_tour()
PEERKIT = str(Path(sys.executable).with_name("peerkit"))


def test_it_takes_about_fifteen_minutes_and_passes_all_three_rooms():
    assert 12 <= TOUR.minutes <= 18
    assert {stop.run[0] for stop in TOUR.stops if stop.run} == {"ready", "platforms", "audit"}


def test_it_asks_recorded_devices_only():
    asking = [stop.run for stop in TOUR.stops if stop.run and stop.run[0] in ("ready", "audit")]
    assert all("--recording" in run for run in asking)


@pytest.mark.parametrize("stop", [stop for stop in TOUR.stops if stop.run], ids=lambda stop: stop.title)
def test_every_command_of_it_runs(stop, capsys):
    code = main(stop.run)
    assert code in (0, 1, 3), capsys.readouterr().err
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_its_words():
    assert {practice for stop in TOUR.stops for practice in stop.practices} <= set(load_practices())
    for stop in TOUR.stops:
        assert grade("\n".join([*stop.say, *stop.look, stop.ask])) <= CEILING, stop.title


def test_the_whole_tour_where_nobody_sits(capsys, tmp_path):
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert out.count("Ask the room:") == len(TOUR.stops)
    assert "more lines. To see them all: peerkit audit all --recording demo:neglected --plain" in " ".join(out.split())
    assert not list((tmp_path / "home").rglob("*.sqlite"))


def test_notes_alone_and_data(capsys):
    assert main(["demo", "--notes", "--from", "6"]) == 0
    out = capsys.readouterr().out
    assert "Now: " + command(TOUR.stops[5])[:40] in out
    assert "empty-password" not in out
    assert main(["demo", "--format", "json"]) == 0
    schema = Path(peerkit.__file__).parent / "schemas" / "tour.schema.json"
    jsonschema.Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(json.loads(capsys.readouterr().out))
    assert main(["demo", "--from", "99"]) == 2


def test_enter_goes_on_and_q_stops():
    child = pexpect.spawn(PEERKIT, ["demo"], timeout=30, dimensions=(24, 80), preexec_fn=hear_ctrl_c)
    child.expect("1 of 8")
    child.expect("q: stop")
    child.sendline("")
    child.expect("2 of 8")
    child.expect("What PeerKit found by itself")
    child.expect("q: stop")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
