"""The requests for a file's state and for its settings without secrets: live, and from a recording."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import FileState, Garbled, Missing, ReadWithoutSecrets, Refused, State
from peerkit.audit.probes.recorded import load_recording
from peerkit.errors import BadData
from peerkit.model.check import OS

KEYFILE = "[connection]\ntype=wifi\n[wifi]\nssid=Blue Door\n[wifi-security]\nkey-mgmt=wpa-psk\npsk=CANARY river stone\n"


def test_the_state_of_files(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("12345")
    file.chmod(0o640)
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    machine = LiveMachine(OS.LINUX)
    assert machine.answer(FileState(str(file))) == State("file", 0o640, os.geteuid(), os.getegid(), 5)
    kinds = {name: machine.answer(FileState(str(tmp_path / name))).kind for name in ("link", "pipe", ".")}
    assert kinds == {"link": "link", "pipe": "other", ".": "folder"}
    with pytest.raises(Missing):
        machine.answer(FileState(str(tmp_path / "none")))


def test_a_file_comes_without_its_secrets_and_an_error_without_its_text(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text(KEYFILE)
    machine = LiveMachine(OS.LINUX)
    (whole, network) = machine.answer(ReadWithoutSecrets(str(file), "keyfile"))
    assert whole == {}
    assert network["wifi.ssid"] == b"Blue Door".hex()
    assert network["secret.psk"].startswith("STRONG ")
    assert "CANARY" not in repr(network)
    file.write_text("CANARY is no setting")
    with pytest.raises(Garbled) as caught:
        machine.answer(ReadWithoutSecrets(str(file), "keyfile"))
    assert "CANARY" not in repr(caught.value)


RECORDING = """
schema: peerkit.recording/1
made_at: "2026-11-21T10:00:00Z"
machine: {os: linux, release: Test OS 1}
asked:
  - {state: /etc/a, kind: file, mode: 384, uid: 0, gid: 0, size: 5}
  - {state: /etc/b, failed: missing, reason: not there}
  - {profile: /etc/a, form: keyfile, settings: [{}, {wifi.ssid: "4869", secret.psk: "STRONG 00ff", wifi.mode: ""}]}
  - {profile: /etc/b, form: keyfile, failed: refused, reason: closed}
"""


def test_from_a_recording(tmp_path: Path) -> None:
    file = tmp_path / "machine.yaml"
    file.write_text(RECORDING)
    machine = load_recording(file)
    assert machine.answer(FileState("/etc/a")) == State("file", 0o600, 0, 0, 5)
    settings = [{}, {"wifi.ssid": "4869", "secret.psk": "STRONG 00ff", "wifi.mode": ""}]
    assert list(machine.answer(ReadWithoutSecrets("/etc/a", "keyfile"))) == settings
    with pytest.raises(Missing):
        machine.answer(FileState("/etc/b"))
    with pytest.raises(Refused):
        machine.answer(ReadWithoutSecrets("/etc/b", "keyfile"))
    file.write_text(RECORDING.replace("384", "-1"))
    with pytest.raises(BadData):
        load_recording(file)
