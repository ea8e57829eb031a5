"""Lists of one's own: ``checklist new`` and ``checklist check`` as a person calls them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from peerkit.checklists.loader import SHIPPED
from peerkit.folders import settings_folder
from tests.cli.conftest import Peerkit
from tests.cli.test_documents import checked, closed, schema
from tests.reading_level import CEILING, grade

TEXT = "# Ours\nWords.\n- [ ] The door is shut\n- Is anyone else in the room?\n- My client is near\n"


def own(name: str) -> Path:
    return settings_folder() / "checklists" / f"{name}.yaml"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "list.md"
    file.write_text(TEXT)
    return file


def test_a_new_list_is_private_sound_and_runs(peerkit: Peerkit) -> None:
    ended = peerkit("checklist", "new", "my-team")
    assert (ended.code, own("my-team").stat().st_mode & 0o777) == (0, 0o600)
    assert "my-team: fine, 1 item." in ended.out
    assert os.listdir(own("my-team").parent) == ["my-team.yaml"]
    assert "My checklist (your own): 1 items" in peerkit("checklist", "list").out
    assert peerkit("checklist", "check", own("my-team")).code == 0
    assert "I have what I need for this talk." in peerkit("checklist", "show", "my-team").out


def test_nothing_is_written_over(peerkit: Peerkit) -> None:
    peerkit("checklist", "new", "mine")
    before = own("mine").read_text()
    ended = peerkit("checklist", "new", "mine", "--extends", "pre-call")
    assert (ended.code, own("mine").read_text()) == (2, before)
    assert "is there already" in ended.err


def test_from_a_text(peerkit: Peerkit, text: Path) -> None:
    ended = peerkit("checklist", "new", "mine", "--from", text)
    assert ended.code == 0
    assert "mine: 7 errors and 1 warning, 3 items." in ended.out
    assert f"{text}:2: left out, as it is no item: Words." in ended.err
    ended = peerkit("checklist", "check", own("mine"))
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"{own('mine')}:19: error: door-shut, why: The reason is still blank.")
    assert lines[0].endswith(" [blank]")
    assert len(lines) == 9


def test_extending_a_shipped_list(peerkit: Peerkit) -> None:
    assert peerkit("checklist", "new", "ours", "--extends", "pre-call").code == 0
    assert peerkit("checklist", "check", own("ours")).code == 0
    assert peerkit("checklist", "new", "boundaries", "--extends", "boundaries").code == 0, "its own name, too"
    shown = peerkit("checklist", "show", "ours", "--plain").out
    assert shown == peerkit("checklist", "show", "pre-call", "--plain").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("My List",), 2, "is no name for a list"),
        (("pre-call",), 2, "PeerKit has a list named pre-call"),
        (("quick",), 2, "PeerKit has a list named quick"),
        (("x", "--extends", "quick"), 2, "quick is a pathway"),
        (("pre-call", "--extends", "boundaries"), 2, "PeerKit has a list named pre-call"),
        (("x", "--from", "nowhere.md"), 4, "nowhere.md cannot be read"),
        (("x", "--extends", "nothing"), 4, "no checklist named nothing"),
        (("x", "--from", "a.md", "--extends", "pre-call"), 2, "not from both"),
    ],
)
def test_what_cannot_be(peerkit: Peerkit, words: tuple[str, ...], code: int, told: str) -> None:
    ended = peerkit("checklist", "new", *words)
    assert (ended.code, told in ended.err) == (code, True)
    assert not own("x").exists()


def test_check_as_json_and_its_exit_codes(peerkit: Peerkit, text: Path, tmp_path: Path) -> None:
    peerkit("checklist", "new", "mine", "--from", text)
    ended = peerkit("checklist", "check", own("mine"), SHIPPED / "pre-call.yaml", "--format", "json")
    document = checked(ended.out, "checklist-check")
    assert ended.code == 1
    assert len(document["files"][0]["flaws"]) == 8
    assert closed(schema("checklist-check"))
    warned = tmp_path / "warned.yaml"
    peerkit("checklist", "new", "warned")
    warned.write_text(own("warned").read_text().replace("for this talk", "for this user"))
    assert peerkit("checklist", "check", warned).code == 0
    assert peerkit("checklist", "check", warned, "--strict").code == 1
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema: peerkit.checklist/1\n")
    ended = peerkit("checklist", "check", broken, warned)
    assert ended.code == 4
    assert "broken.yaml:1:1: the key 'name' is missing" in ended.err
    assert "warned.yaml: 1 warning, 1 item." in ended.out


def test_a_hostile_text_does_no_harm(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "evil.md"
    file.write_text('- \x1b[2JI am "fine"\n- !!python/object:os.system {a: *b}\n- \u202etxet\n')
    assert peerkit("checklist", "new", "evil", "--from", file).code == 0
    shown = peerkit("checklist", "show", "evil").out
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "!!python/object:os.system {a: *b}" in shown


def test_the_words_are_plain(peerkit: Peerkit, text: Path) -> None:
    shown = [peerkit("checklist", "new", "--help").out, peerkit("checklist", "check", "--help").out]
    shown += [peerkit("checklist", "new", "mine", "--from", text).out]
    shown += [line.split(": ", 3)[-1] for line in peerkit("checklist", "check", own("mine")).out.splitlines()]
    assert [part for part in shown if grade(part) > CEILING] == []
