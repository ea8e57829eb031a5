"""The settings file: what it may say, how mistakes are told, and how it is written."""

from __future__ import annotations

import os
import stat
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.datafile import parse
from peerkit.errors import BadData, UnreadableFile
from peerkit.model.settings import Crisis, Settings, SignedBaa
from peerkit.settings import (
    hours_around,
    load_settings,
    make_template,
    read_settings,
    settings_path,
    trust_network,
    write_private,
)
from peerkit.settingstemplate import TEMPLATE

WHOLE = """\
schema: peerkit.settings/1
organisation: Our programme
trusted_wifi: [Home network, {hex: "ff00"}]
work_hours:
  monday: ["09:00-12:00", "13:00-17:00"]
  friday: ["22:00-02:00"]
crisis:
  local_emergency: "112"
  lifeline: "116 123"
  supervisor: "Sam, 555 0100"
  text: Stay with the person.
approved_platforms: [zoom-paid, phone-call]
banned_platforms: [tiktok]
signed_baas:
  - {platform: zoom-paid, signed_on: "2026-01-15", note: in the safe}
"""


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.yaml"


def test_everything_that_can_be_said() -> None:
    assert read_settings(parse(WHOLE, "s")) == Settings(
        organisation="Our programme",
        trusted_wifi=frozenset({b"Home network", b"\xff\x00"}),
        work_hours={0: ((time(9), time(12)), (time(13), time(17))), 4: ((time(22), time(2)),)},
        crisis=Crisis("112", "116 123", "Sam, 555 0100", "Stay with the person."),
        approved_platforms=frozenset({"zoom-paid", "phone-call"}),
        banned_platforms=frozenset({"tiktok"}),
        signed_baas=(SignedBaa("zoom-paid", "2026-01-15", "in the safe"),),
    )


def test_nothing_said_is_not_an_empty_list(settings_file: Path) -> None:
    assert load_settings(settings_file) == Settings()
    assert Settings().trusted_wifi is None
    assert Settings().work_hours is None
    assert Settings().approved_platforms is None
    said = read_settings(parse("trusted_wifi: []\nwork_hours: {}\napproved_platforms: []\n", "s"))
    assert (said.trusted_wifi, said.work_hours, said.approved_platforms) == (frozenset(), {}, frozenset())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("organization: x\n", "s:1:1: organization: unknown key; did you mean 'organisation'?"),
        ("schema: peerkit.settings/2\n", "s:1:9: schema: expected one of peerkit.settings/1; found"),
        ("trusted_wifi: Home\n", "s:1:15: trusted_wifi: expected a list, found text"),
        ("trusted_wifi:\n  - 1234\n", "s:2:5: trusted_wifi[1]: expected text, found a number"),
        ("trusted_wifi:\n  - no\n", "s:2:5: trusted_wifi[1]: no could mean more than one thing; put it in quotes"),
        (f"trusted_wifi:\n  - {'é' * 17}\n",
         "s:2:5: trusted_wifi[1]: expected a network name of at most 32 bytes, found 34"),
        ("trusted_wifi: [{hex: abc}]\n", "s:1:22: trusted_wifi[1].hex: expected an even number of hex digits"),
        ("work_hours: {mondy: []}\n", "s:1:14: work_hours.mondy: unknown key; did you mean 'monday'?"),
        ("work_hours: {monday: [9-5]}\n", 's:1:23: work_hours.monday[1]: expected hours such as "09:00-17:00", found'),
        ('work_hours: {monday: ["09:00-24:00"]}\n', "s:1:23: work_hours.monday[1]: expected hours such as"),
        ("crisis: {local_emergency: 911}\n", "s:1:27: crisis.local_emergency: expected text, found a number"),
        ("crisis: {phone: x}\n", "s:1:10: crisis.phone: unknown key"),
        (f"crisis: {{text: {'x' * 1001}}}\n", "s:1:16: crisis.text: expected at most 1000 characters, found 1001"),
        ("signed_baas: [{platform: x}]\n", "s:1:15: signed_baas[1]: the key 'signed_on' is missing"),
        ('signed_baas: [{platform: x, signed_on: "2126-01-01"}]\n',
         "s:1:40: signed_baas[1].signed_on: 2126-01-01 lies in the future"),
        ("signed_baas: [{platform: x, signed_on: 2026-01-01}]\n",
         "s:1:40: signed_baas[1].signed_on: 2026-01-01 could mean more than one thing; put it in quotes"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_place_and_what_was_expected(text: str, told: str) -> None:
    with pytest.raises(BadData) as caught:
        read_settings(parse(text, "s"))
    assert caught.value.message.startswith(told)


def test_the_template_is_sound_and_so_is_every_line_it_offers(settings_file: Path) -> None:
    assert make_template(settings_file)
    assert load_settings(settings_file) == Settings()
    offered = [
        line for line in TEMPLATE.splitlines() if not line.startswith(("# PeerKit", "# This file", "# W", "# Y"))
    ]
    text = "\n".join(line.removeprefix("# ") for line in offered if ":" in line or line.startswith("#   - ")) + "\n"
    found = read_settings(parse(text, "template"))
    assert found.trusted_wifi == {b"Home network"}
    assert found.work_hours is not None
    assert found.crisis.supervisor == "Sam, 555 0100"
    assert found.signed_baas[0].platform == "zoom-paid"
    assert found.personal.birthdays == ("1987-02-14", "06-30")
    assert not make_template(settings_file), "a file that is there stays as it is"


NEW_YORK = ZoneInfo("America/New_York")
SHIFTS = Settings(work_hours={0: ((time(9), time(12)), (time(13), time(17))), 4: ((time(22), time(2)),)})


@pytest.mark.parametrize(
    ("now", "inside"),
    [
        ("2026-11-16 08:59", False), ("2026-11-16 09:00", True), ("2026-11-16 12:30", False),
        ("2026-11-16 17:00", True), ("2026-11-17 10:00", False),
        ("2026-11-20 21:59", False), ("2026-11-20 22:00", True),
        ("2026-11-21 01:59", True), ("2026-11-21 02:01", False),
    ],
)  # fmt: skip
def test_hours_and_the_night_shift_that_runs_past_midnight(now: str, inside: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=NEW_YORK)
    spans = hours_around(SHIFTS, moment)
    assert spans is not None
    assert any(start <= moment <= end for start, end in spans) is inside


def test_no_hours_are_saved() -> None:
    assert hours_around(Settings(), datetime(2026, 11, 16, tzinfo=NEW_YORK)) is None
    assert hours_around(Settings(work_hours={}), datetime(2026, 11, 16, tzinfo=NEW_YORK)) == ()


def test_written_private_and_whole(settings_file: Path) -> None:
    before = os.umask(0)
    try:
        write_private(settings_file, "schema: peerkit.settings/1\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings_file.parent.stat().st_mode) == 0o700
    assert list(settings_file.parent.iterdir()) == [settings_file]


def test_what_cannot_be_written_leaves_the_old_file_and_no_litter(
    settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(settings_file, "schema: peerkit.settings/1\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableFile, match="could not be written: no space left on device") as caught:
        write_private(settings_file, "organisation: x\n")
    assert caught.value.hint == "Is the disk full or read-only?"
    assert settings_file.read_text() == "schema: peerkit.settings/1\n"
    assert list(settings_file.parent.iterdir()) == [settings_file]


def test_a_folder_that_cannot_be_made() -> None:
    with pytest.raises(UnreadableFile, match="could not be written"):
        write_private(Path("/proc/peerkit/settings.yaml"), "x")


def test_trusting_makes_the_file_and_keeps_the_rest(settings_file: Path) -> None:
    assert trust_network(settings_file, b"Blue Door")
    assert not trust_network(settings_file, b"Blue Door")
    assert trust_network(settings_file, b"Caf\xc3\xa9")
    text = settings_file.read_text()
    assert text.startswith(TEMPLATE)
    assert load_settings(settings_file).trusted_wifi == {b"Blue Door", "Café".encode()}


@pytest.mark.parametrize(
    "before",
    [
        "trusted_wifi:\n  - One\n# a remark\norganisation: X\n",
        "trusted_wifi:\n- One\norganisation: X\n",
        "trusted_wifi:  # ours\n      - One\n",
        "organisation: X\ntrusted_wifi:\n\n    # home\n    - One",
        "trusted_wifi:\r\n  - One\r\norganisation: X\r\n",
        'crisis:\n  text: "One\u2028    two"\ntrusted_wifi:\n  - One\n',
    ],
)
def test_trusting_fits_in_where_the_list_stands(settings_file: Path, before: str) -> None:
    settings_file.parent.mkdir()
    settings_file.write_bytes(before.encode())
    kept = load_settings(settings_file)
    assert trust_network(settings_file, b"Two: #2")
    after = load_settings(settings_file)
    assert after.trusted_wifi == {b"One", b"Two: #2"}
    assert (after.organisation, after.crisis) == (kept.organisation, kept.crisis)


def test_a_list_written_in_a_way_of_its_own_is_left_alone(settings_file: Path) -> None:
    settings_file.parent.mkdir()
    settings_file.write_text("trusted_wifi: [One]\n")
    with pytest.raises(UnreadableFile, match="could not be added") as caught:
        trust_network(settings_file, b"Two")
    assert "by hand" in caught.value.hint
    assert settings_file.read_text() == "trusted_wifi: [One]\n"


def test_nothing_is_added_to_a_file_with_mistakes(settings_file: Path) -> None:
    settings_file.parent.mkdir()
    settings_file.write_text("organization: X\n")
    with pytest.raises(BadData, match="unknown key"):
        trust_network(settings_file, b"Two")
    assert settings_file.read_text() == "organization: X\n"


@given(st.binary(min_size=1, max_size=32))
@settings(max_examples=30, deadline=None)  # each one is written to disk twice, and synced
def test_any_network_name_can_be_trusted_and_comes_back(tmp_path_factory: pytest.TempPathFactory, name: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "settings.yaml"
    assert trust_network(file, name)
    assert load_settings(file).trusted_wifi == {name}


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "peerkit" / "settings.yaml"


def test_a_file_with_nothing_but_comments_sets_nothing(tmp_path: Path) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text("# nothing yet\n\n   # still nothing\n")
    assert load_settings(file) == Settings()
