"""Microphone and speaker from pactl's answers, in PulseAudio's and in PipeWire's dress."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.sound import READERS
from peerkit.audit.probes.machine import (
    Environ,
    ListFolder,
    Missing,
    Output,
    ReadFile,
    Refused,
    Request,
    RunCommand,
    TooSlow,
    WhoAmI,
)
from peerkit.model.check import OS
from peerkit.model.facts import Microphone, OutputKind, Speaker, Unknown
from tests.audit.probes.contract import ProbeContract
from tests.fake_machine import FakeMachine

INFO = RunCommand(("pactl", "-f", "json", "info"))
SOURCES = RunCommand(("pactl", "-f", "json", "list", "sources"))
SINKS = RunCommand(("pactl", "-f", "json", "list", "sinks"))
CARDS = ReadFile("/proc/asound/cards")
SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples" / "linux" / "audio"

HEADSET, SPEAKER, OTHER = OutputKind.HEADSET, OutputKind.SPEAKER, OutputKind.OTHER


def device(name: str, percent: int = 100, **more: Any) -> dict[str, Any]:
    volume = {side: {"value": percent * 65536 // 100, "value_percent": f"{percent}%"} for side in ("left", "right")}
    plain = {"name": name, "description": f"The {name}", "mute": False, "volume": volume, "monitor_source": "",
             "properties": {"device.class": "sound"}, "ports": [], "active_port": None}  # fmt: skip
    return {**plain, **more}


def monitor(of: str) -> dict[str, Any]:
    return device(f"{of}.monitor", monitor_source=of, properties={"device.class": "monitor"})


def port(name: str, kind: str, availability: str = "availability unknown") -> dict[str, Any]:
    listed = {"name": name, "description": name, "type": kind, "priority": 1, "availability": availability}
    return {"ports": [listed], "active_port": name}


LISTENING: dict[Request, Any] = {Environ("PULSE_SERVER"): "unix:/run/user/1000/pulse/native"}


def computer(
    sources: list[dict[str, Any]] | None = None, sinks: list[dict[str, Any]] | None = None, **info: str
) -> FakeMachine:
    given = {SOURCES: sources or [], SINKS: sinks or [], INFO: info}
    return FakeMachine(LISTENING | {request: Output(0, json.dumps(reply)) for request, reply in given.items()})


def microphone(machine: FakeMachine) -> Microphone | Unknown:
    fact = Sound(machine).get(Microphone)
    assert isinstance(fact, Unknown) or fact.evidence
    return fact


def speaker(machine: FakeMachine) -> Speaker | Unknown:
    fact = Sound(machine).get(Speaker)
    assert isinstance(fact, Unknown) or fact.evidence
    return fact


class Sound(Probe):
    readers = READERS


def mic_of(*sources: dict[str, Any], default: str = "mic") -> tuple[object, ...]:
    fact = microphone(computer(list(sources), default_source_name=default))
    assert isinstance(fact, Microphone), fact
    return fact.present, fact.name, fact.muted, fact.volume, fact.plugged_in


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (device("mic"), (True, "The mic", False, 100.0, True)),
        (device("mic", mute=True), (True, "The mic", True, 100.0, True)),
        (device("mic", 5), (True, "The mic", False, 5.0, True)),
        (device("mic", 150), (True, "The mic", False, 150.0, True)),
        (device("mic", volume={}), (True, "The mic", False, None, True)),
        (device("mic", volume={"left": {"value": 1311}, "right": {"value": 58982}}),
         (True, "The mic", False, 90.0, True)),
        # PulseAudio 16 writes (null) for a name that is not plain ASCII.
        (device("mic", description="(null)"), (True, "mic", False, 100.0, True)),
        (device("mic", **port("jack", "Mic", "not available")), (True, "The mic", False, 100.0, False)),
        (device("mic", **port("jack", "Mic", "available")), (True, "The mic", False, 100.0, True)),
        (device("mic", **port("jack", "Mic")), (True, "The mic", False, 100.0, True)),
    ],
)  # fmt: skip
def test_microphone(source: dict[str, Any], expected: tuple[object, ...]) -> None:
    assert mic_of(monitor("out"), source) == expected


@pytest.mark.parametrize(
    "sources",
    [
        [],
        [monitor("out")],
        [monitor("auto_null")],
        [device("out.monitor", monitor_source="out", properties={})],
        [device("out.monitor", monitor_source="n/a", properties={"device.class": "monitor"})],
    ],
)
def test_a_monitor_is_no_microphone(sources: list[dict[str, Any]]) -> None:
    fact = microphone(computer(sources, default_source_name=sources[0]["name"] if sources else ""))
    assert fact == Microphone(present=False, evidence=fact.evidence)  # type: ignore[union-attr]  # a fact has evidence


def test_a_microphone_that_calls_would_not_use_is_unknown() -> None:
    fact = microphone(computer([monitor("out"), device("mic")], default_source_name="out.monitor"))
    assert isinstance(fact, Unknown)
    assert "sound settings" in fact.hint
    fact = speaker(computer(sinks=[device("auto_null"), device("out")], default_sink_name="auto_null"))
    assert isinstance(fact, Unknown)


@pytest.mark.parametrize("sinks", [[], [device("auto_null", description="Dummy Output")], [device("auto_null.2")]])
def test_the_dummy_output_is_no_speaker(sinks: list[dict[str, Any]]) -> None:
    fact = speaker(computer(sinks=sinks, default_sink_name="auto_null"))
    assert fact == Speaker(present=False, evidence=fact.evidence)  # type: ignore[union-attr]  # a fact has evidence


def form(factor: str, bus: str = "usb", **more: str) -> dict[str, Any]:
    return {"properties": {"device.class": "sound", "device.form_factor": factor, "device.bus": bus, **more}}


BLUETOOTH = {"properties": {"device.class": "sound", "device.bus": "bluetooth", "device.api": "bluez"}}


@pytest.mark.parametrize(
    ("sink", "kind"),
    [
        (device("out"), OTHER),
        # A laptop: the port tells which of the two is in use.
        (device("out", **form("internal", "pci"), **port("analog-output-headphones", "Headphones")), HEADSET),
        (device("out", **form("internal", "pci"), **port("analog-output-speaker", "Speaker")), SPEAKER),
        (device("out", **form("internal", "pci"), **port("[Out] Headphones", "Headphones"),
                description="HD Audio Speaker + Headphones"), HEADSET),
        (device("out", **form("internal", "pci"), **port("[Out] Speaker", "Speaker"),
                description="HD Audio Speaker + Headphones"), SPEAKER),
        # Old servers give no type; the name is enough.
        (device("out", **port("analog-output-headphones", "")), HEADSET),
        (device("out", **port("headset-output", "Headset")), HEADSET),
        # May lead anywhere.
        (device("out", **form("internal", "pci"), **port("analog-output", "Analog")), OTHER),
        (device("out", **port("analog-output-lineout", "Line")), OTHER),
        (device("out", **port("hdmi-output-0", "HDMI")), OTHER),
        (device("out", **port("[Out] SpeakerHeadphones", "Unknown")), OTHER),
        # USB and Bluetooth say what they are, or do not.
        (device("out", **form("headset")), HEADSET),
        (device("out", **form("headphone", "bluetooth")), HEADSET),
        (device("out", **form("headset"), **port("analog-output-speaker", "Speaker")), HEADSET),
        (device("out", description="Some USB Headset", **port("analog-output-speaker", "Speaker")), OTHER),
        (device("out", description="Some USB Headset Analog Stereo", **port("analog-output", "Analog")), HEADSET),
        (device("out", **form("speaker", "bluetooth")), SPEAKER),
        (device("out", **form("car", "bluetooth")), SPEAKER),
        (device("out", **form("hands-free", "bluetooth")), OTHER),
        (device("out", **BLUETOOTH), OTHER),
        (device("out", properties=None, ports=None), OTHER),
    ],
)  # fmt: skip
def test_kind_of_output(sink: dict[str, Any], kind: OutputKind) -> None:
    fact = speaker(computer(sinks=[sink], default_sink_name="out"))
    assert isinstance(fact, Speaker), fact
    assert fact.present
    assert fact.kind is kind


def test_an_empty_jack_and_a_muted_speaker() -> None:
    jack = port("analog-output-headphones", "Headphones", "not available")
    fact = speaker(computer(sinks=[device("out", 30, mute=True, **jack)], default_sink_name="out"))
    assert isinstance(fact, Speaker)
    assert (fact.muted, fact.volume, fact.plugged_in, fact.kind) == (True, 30.0, False, HEADSET)


NO_SERVER = Output(1, "", "Connection failure: Connection refused\npa_context_connect() failed: Connection refused\n")
ONE_CARD = b" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0x1 irq 1\n"


@pytest.mark.parametrize("fact", [Microphone, Speaker])
@pytest.mark.parametrize(
    ("cards", "told"),
    [
        ({CARDS: ONE_CARD}, "HDA-Intel - HDA Intel PCH"),
        ({CARDS: b"--- no soundcards ---\n"}, "no sound cards"),
        ({}, "no sound cards"),
        ({CARDS: Refused("not allowed")}, "could not be read"),
        ({CARDS: b" 0 [x]: \x1b[2Jevil\n"}, "\\x1b[2Jevil"),
    ],
)
def test_no_sound_server(fact: type, cards: dict[Any, Any], told: str) -> None:
    machine = FakeMachine(LISTENING | {INFO: NO_SERVER, SOURCES: NO_SERVER, SINKS: NO_SERVER, **cards})
    unknown = Sound(machine).get(fact)
    assert isinstance(unknown, Unknown)
    assert "Connection refused" in unknown.reason
    assert told in unknown.reason
    assert unknown.reason.isprintable()
    assert unknown.hint


@pytest.mark.parametrize("fact", [Microphone, Speaker])
@pytest.mark.parametrize(
    "reply",
    [
        Missing("the program pactl is not installed"),
        TooSlow("pactl gave no answer in time"),
        Output(0, '[{"name":"x","balance":0,00}]'),  # a decimal comma, as pactl once wrote
        Output(0, '[{"mute":false}]'),
        Output(0, '{"name":"x"}'),
        Output(0, "[1]"),
        Output(0, "[" * 100_000),
        Output(0, json.dumps([{"name": "x"}])),
    ],
)
def test_answers_that_settle_nothing(fact: type, reply: object) -> None:
    info = Output(0, '{"default_source_name":"x","default_sink_name":"x"}')
    unknown = Sound(FakeMachine(LISTENING | {INFO: info, SOURCES: reply, SINKS: reply})).get(fact)
    assert isinstance(unknown, Unknown), unknown
    assert unknown.reason


@pytest.mark.parametrize("fact", [Microphone, Speaker])
@pytest.mark.parametrize("variable", ["SUDO_UID", "PKEXEC_UID"])
def test_under_sudo_the_sound_is_not_ones_own(fact: type, variable: str) -> None:
    machine = computer([device("mic")], [device("out")], default_source_name="mic", default_sink_name="out")
    assert not isinstance(Sound(machine).get(fact), Unknown)
    machine.replies |= {WhoAmI(): (0, "root", "/root"), Environ(variable): "1000"}
    unknown = Sound(machine).get(fact)
    assert isinstance(unknown, Unknown)
    assert unknown.hint == "Run without sudo to look at your own sound."


def test_a_hostile_name_is_harmless_in_evidence() -> None:
    fact = microphone(computer([device("mic", description="\x1b[2J[red]\n\u202e")], default_source_name="mic"))
    assert isinstance(fact, Microphone)
    assert all(str(piece).isprintable() for piece in fact.evidence)


def recorded(name: str) -> FakeMachine:
    info = json.dumps({"default_source_name": "testmic"})
    return FakeMachine(LISTENING | {SOURCES: Output(0, (SAMPLES / name).read_text()), INFO: Output(0, info)})


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the research samples beside the repository")
def test_recorded_pipewire() -> None:
    none = microphone(recorded("pactl-sources-none.json"))
    assert isinstance(none, Microphone)
    assert not none.present
    muted = microphone(recorded("pactl-sources-mic.json"))
    assert isinstance(muted, Microphone)
    assert (muted.present, muted.name, muted.muted, muted.volume) == (True, "Test", False, 100.0)


class TestContract(ProbeContract):
    probe = Sound
    system = OS.LINUX


@pytest.mark.parametrize("fact", [Microphone, Speaker])
def test_without_a_server_pactl_is_not_even_asked(fact):
    """pactl would try to start one, and leaves a folder behind."""
    runtime = {Environ("XDG_RUNTIME_DIR"): "/run/user/1000"}
    answers = {SOURCES: Output(0, "[]"), SINKS: Output(0, "[]"), INFO: Output(0, "{}")}
    unknown = Sound(FakeMachine(answers | runtime)).get(fact)
    assert isinstance(unknown, Unknown)
    assert "no sound server runs for this account" in unknown.reason.lower()
    listening = {ListFolder("/run/user/1000/pulse"): ["native", "pid"]}
    assert not isinstance(Sound(FakeMachine(answers | runtime | listening)).get(fact), Unknown)
