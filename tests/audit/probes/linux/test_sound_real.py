"""A real PulseAudio of our own: what is done to it changes the answers."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux.sound import READERS
from peerkit.audit.probes.live import LiveMachine
from peerkit.model.check import OS
from peerkit.model.facts import Fact, Microphone, OutputKind, Speaker, Unknown
from tests.real import eventually, tool

Pactl = Callable[..., str]


class Sound(Probe):
    readers = READERS


def now(need: type[Fact]) -> Fact | Unknown:
    """The fact as it is at this moment; each probe has a memory of its own."""
    return Sound(LiveMachine(OS.LINUX)).get(need)


def microphone() -> Microphone:
    fact = now(Microphone)
    assert isinstance(fact, Microphone), fact
    return fact


def speaker() -> Speaker:
    fact = now(Speaker)
    assert isinstance(fact, Speaker), fact
    return fact


@pytest.fixture
def pactl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pactl]:
    """Starts a server without any device; gives a way to command it, and stops it afterwards."""
    program, server = tool("pactl"), tool("pulseaudio")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    socket = tmp_path / "sound"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{socket}")
    flags = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    environment = {name: value for name, value in os.environ.items() if name != "PULSE_SERVER"}
    daemon = subprocess.Popen(
        [server, *flags, "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def command(*words: str) -> str:
        return subprocess.run([program, *words], capture_output=True, text=True, check=True, timeout=10).stdout.strip()

    try:
        eventually(
            lambda: subprocess.run([program, "info"], capture_output=True, timeout=10).returncode == 0,
            "PulseAudio to answer",
        )
        yield command
    finally:
        daemon.terminate()
        daemon.wait(10)


def test_microphone(pactl: Pactl) -> None:
    assert not microphone().present
    pactl("load-module", "module-null-sink", "sink_name=out")
    assert not microphone().present, "the monitor of an output is no microphone"
    module = pactl("load-module", "module-null-source", "source_name=mic", "description=Desk-Mic")
    pactl("set-default-source", "mic")
    assert (microphone().present, microphone().name) == (True, "Desk-Mic")
    assert (microphone().muted, microphone().volume) == (False, 100.0)
    pactl("set-source-mute", "mic", "1")
    assert microphone().muted
    pactl("set-source-mute", "mic", "0")
    pactl("set-source-volume", "mic", "5%")
    assert (microphone().muted, microphone().volume) == (False, 5.0)
    pactl("set-default-source", "out.monitor")
    assert isinstance(now(Microphone), Unknown)
    pactl("unload-module", module)
    assert not microphone().present


def test_speaker(pactl: Pactl) -> None:
    assert not speaker().present
    module = pactl("load-module", "module-null-sink", "sink_name=out", "sink_properties=device.description=Shelf")
    assert (speaker().present, speaker().name, speaker().kind) == (True, "Shelf", OutputKind.OTHER)
    assert (speaker().muted, speaker().volume) == (False, 100.0)
    pactl("set-sink-mute", "out", "1")
    pactl("set-sink-volume", "out", "3%", "9%")
    assert (speaker().muted, speaker().volume) == (True, 9.0)
    pactl("unload-module", module)
    assert not speaker().present


def test_headset(pactl: Pactl) -> None:
    pactl("load-module", "module-null-sink", "sink_name=box", "sink_properties=device.form_factor=speaker")
    pactl("load-module", "module-null-sink", "sink_name=ears", "sink_properties=device.form_factor=headset")
    pactl("set-default-sink", "box")
    assert speaker().kind is OutputKind.SPEAKER
    pactl("set-default-sink", "ears")
    assert speaker().kind is OutputKind.HEADSET


def test_the_dummy_output_is_no_speaker(pactl: Pactl) -> None:
    pactl("load-module", "module-always-sink")
    eventually(lambda: "auto_null" in pactl("list", "short", "sinks"), "PulseAudio to make its dummy output")
    assert not speaker().present
    assert not microphone().present


def test_a_name_that_is_not_ascii(pactl: Pactl) -> None:
    described = "sink_properties=\"device.description='Caf\u00e9 \u2615'\""
    pactl("load-module", "module-null-sink", "sink_name=out", described)
    assert speaker().present
    assert speaker().name in ("out", "Caf\u00e9 \u2615")  # PulseAudio 16 cannot write it in JSON, later ones can


def test_no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool("pactl")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    for need in (Microphone, Speaker):
        unknown = now(need)
        assert isinstance(unknown, Unknown)
        assert "no sound server answered" in unknown.reason.lower()
        assert "sound cards" in unknown.reason or "kernel lists" in unknown.reason
