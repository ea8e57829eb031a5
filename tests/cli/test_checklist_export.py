"""``checklist export``, and the options of runs that choose lists and keep or do not keep them."""

from __future__ import annotations

import json
import stat
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from peerkit.checklists.loader import Shelf
from peerkit.history import History
from tests.cli.conftest import Peerkit

SCHEMA = json.loads((files("peerkit") / "schemas" / "checklist.schema.json").read_text())


@pytest.mark.parametrize("name", [*Shelf().files(), *Shelf().pathways()])
def test_every_list_as_data(peerkit: Peerkit, name: str) -> None:
    document = json.loads(peerkit("checklist", "export", name, "--format", "json").out)
    jsonschema.validate(document, SCHEMA)
    assert document["name"] == name


@pytest.mark.parametrize(("form", "start"), [("html", "<!doctype html>"), ("md", "# "), ("txt", "Getting ready")])
def test_a_folder_gets_a_file_with_a_neutral_name(peerkit: Peerkit, tmp_path: Path, form: str, start: str) -> None:
    ended = peerkit("checklist", "export", "participant-ready", "--format", form, "-o", tmp_path)
    file = tmp_path / f"getting-ready.{form}"
    assert (ended.code, ended.out) == (0, "")
    assert file.read_text().startswith(start)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_to_the_screen_and_with_a_name(peerkit: Peerkit) -> None:
    ended = peerkit("checklist", "export", "borrowed-device", "--format", "txt", "--with-program-name", "River House")
    assert ended.out.startswith("River House.\n\nWhen the device is borrowed.")
    ended = peerkit("checklist", "export", "borrowed-device", "--format", "json", "--with-program-name", "River House")
    assert (ended.code, ended.out) == (2, "")


def test_pathways_are_shown_apart(peerkit: Peerkit) -> None:
    shown = peerkit("checklist", "list").out
    assert shown.index("workday-start") < shown.index("Pathways: ") < shown.index("phone-only")


@pytest.mark.parametrize(
    ("flags", "kept", "asks"),
    [
        ([], "pre-call", "private-spot"),
        (["--first-meeting"], "first-session", "first-words-ready"),
        (["--borrowed"], "borrowed-session", "ok-to-send-asked"),
        (["--group"], "group", "moderator-named"),
        (["--first-meeting", "--borrowed"], "first-session+borrowed-session", "ok-to-send-asked"),
    ],
)
def test_ready_chooses_its_list(peerkit: Peerkit, flags: list[str], kept: str, asks: str) -> None:
    document = json.loads(peerkit("ready", *flags, "--format", "json").out)
    ids = [item["id"] for item in document["items"]]
    assert asks in ids
    assert "private-spot" in ids
    assert document["checklist"] == kept
    assert [run.checklist for run in History().latest(5)] == [kept]


def test_a_run_for_ones_own_eyes_is_kept_only_if_asked(peerkit: Peerkit) -> None:
    peerkit("checklist", "run", "wellbeing-week", "--format", "json")
    assert History().latest(5) == []
    peerkit("checklist", "run", "wellbeing-week", "--format", "json", "--save")
    assert [run.checklist for run in History().latest(5)] == ["wellbeing-week"]


def test_only_the_rules_of_the_app_are_asked(peerkit: Peerkit) -> None:
    def asked(*words: str) -> set[str]:
        ended = peerkit("checklist", "run", "platform-settings", "--no-save", "--format", "json", *words)
        return {item["id"] for item in json.loads(ended.out)["items"]}

    assert {"waiting-room-on", "backups-safe"} <= asked(), "nothing is known, so nothing drops out"
    assert "backups-safe" not in asked("--platform", "zoom-paid")
    assert "waiting-room-on" not in asked("--platform", "whatsapp")
    assert "screen-names-safe" not in asked("--when-not", "group")
