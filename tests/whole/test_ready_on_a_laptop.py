"""A whole ``peerkit ready`` against real daemons: what is done to the machine changes the answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.audit.probes.linux.network_scenes import CABLE, WIFI, Device, Point, scene
from tests.whole.conftest import CAFE, Laptop

PERSON = (
    "private-spot", "people-told", "background-calm", "face-lit", "sound-tested", "their-device-known",
    "call-back-plan", "will-ask-where", "crisis-contact", "calm-and-set", "device-locks", "camera-found",
)  # fmt: skip


def item(document: dict[str, Any], item_id: str) -> dict[str, Any]:
    (found,) = [entry for entry in document["items"] if entry["id"] == item_id]
    assert isinstance(found, dict)
    return found


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "answers.yaml"
    file.write_text("".join(f"{name}: yes\n" for name in PERSON))
    return str(file)


def test_everything_is_in_order(laptop: Laptop, answers: str) -> None:
    laptop.network(scene(Device("eth0", CABLE), primary=[Device("eth0", CABLE)]))
    document = laptop.ready("--answers", answers)
    machine = {entry["id"]: entry["answer"] for entry in document["items"] if entry["answered_by"] == "machine"}
    assert machine["internet-works"] == machine["power-ready"] == machine["mic-ready"] == "yes"
    assert machine["sound-on"] == machine["headphones-on"] == "yes"
    assert machine["wifi-locked"] == "not_applicable", "on a cable"
    assert document["verdict"] in ("ready", "with_care"), document["blockers"]
    assert laptop.peerkit("ready", "--answers", answers).returncode == 0


def test_evidence_says_what_was_seen_and_where(laptop: Laptop) -> None:
    document = laptop.ready()
    wifi = item(document, "wifi-locked")
    assert wifi["answer"] == "yes"
    assert any("NetworkManager over D-Bus" in piece for piece in wifi["evidence"]), wifi
    assert any("UPower over D-Bus" in piece for piece in item(document, "power-ready")["evidence"])


def test_what_is_done_to_the_machine_changes_the_answers(laptop: Laptop) -> None:
    assert item(laptop.ready(), "mic-ready")["answer"] == "yes"
    laptop.pactl("set-source-mute", "mic", "1")
    assert item(laptop.ready(), "mic-ready")["answer"] == "no"
    laptop.pactl("set-sink-volume", "ears", "2%")
    assert item(laptop.ready(), "sound-on")["answer"] == "no"
    laptop.battery(12, on_battery=True)
    document = laptop.ready()
    assert item(document, "power-ready")["answer"] == "no"
    assert document["verdict"] == "not_ready"
    assert document["blockers"][:2] == ["mic-ready", "sound-on"]
    laptop.network(scene(Device("wlan0", WIFI, point=Point(b"Blue Door")), connectivity=2))
    assert "sign" in " ".join(item(laptop.ready(), "internet-works")["evidence"])


def test_an_open_network_with_a_hostile_name_is_a_no_and_harmless(laptop: Laptop) -> None:
    laptop.network(CAFE)
    done = laptop.peerkit("ready")
    assert done.returncode == 1
    assert "\x1b" not in done.stdout, "no escape code gets through"
    assert "\\x1b[2J[red]<script>=cmd()\\n" in done.stdout, "the name is shown, made harmless"
    assert "Join a locked network" in done.stdout


def test_an_answer_in_the_file_never_overrides_the_machine(laptop: Laptop, tmp_path: Path) -> None:
    laptop.network(CAFE)
    file = tmp_path / "hopeful.yaml"
    file.write_text("wifi-locked: yes\n")
    wifi = item(laptop.ready("--answers", str(file)), "wifi-locked")
    assert (wifi["answer"], wifi["answered_by"]) == ("no", "machine")


def test_a_trusted_network(laptop: Laptop) -> None:
    assert item(laptop.ready(), "wifi-trusted")["answer"] == "unknown", "no list is kept yet"
    assert laptop.peerkit("settings", "trust-wifi", "--yes").returncode == 0
    assert item(laptop.ready(), "wifi-trusted")["answer"] == "yes"
    laptop.network(scene(Device("wlan0", WIFI, point=Point(b"Other"))))
    assert item(laptop.ready(), "wifi-trusted")["answer"] == "no"


def test_the_history_holds_no_network_name(laptop: Laptop) -> None:
    laptop.ready()
    kept = b"".join(p.read_bytes() for p in Path(laptop.environment["HOME"]).rglob("*") if p.is_file())
    assert b"pre-call" in kept
    assert b"Blue Door" not in kept
