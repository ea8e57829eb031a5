"""The recording of a whole audit: replayed it gives the same report, and planted secrets turn up nowhere in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from peerkit.audit.audit import AUDITED, run_audit
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.live import LiveMachine, secrets_left_out
from peerkit.audit.probes.machine import (
    FileState,
    ListFolder,
    Output,
    ReadFile,
    ReadWithoutSecrets,
    Request,
    RunCommand,
    State,
)
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.model.check import OS
from peerkit.model.settings import Settings
from tests.fake_machine import FakeMachine

MADE_AT = "2026-11-21T10:00:00Z"
KEYFILE = """\
[connection]
type=wifi
[wifi]
ssid=Blue Door
[wifi-security]
key-mgmt=wpa-psk
psk=CANARYone river stone
"""
CANARIES = {
    "/etc/NetworkManager/system-connections/Blue Door.nmconnection": ("keyfile", KEYFILE.encode()),
    "/etc/shadow": (
        "shadow",
        b"robin:$y$j9T$CANARYtwo$abcdefghijklmnop:20000:0:99999:7:::\nkim:CANARYthree:20000::::::\n",
    ),
    "/etc/passwd": ("passwd", b"robin:x:1000:1000:Robin CANARYfour:/home/robin:/bin/bash\n"),
}
PLAIN_CANARIES: dict[Request, Any] = {
    ReadFile("/etc/lightdm/lightdm.conf"): b"[VNCServer]\nenabled=true\npassword=CANARYfive\n",
    ReadFile("/etc/apt/apt.conf"): b'Acquire::http::Proxy "http://robin:CANARYsix@proxy.example.org:3128/";\n',
    RunCommand(("sshd", "-T")): Output(0, "passwordauthentication no\nbanner token=CANARYseven\n"),
}


class Planted(FakeMachine):
    """A machine full of secrets, read as a live one reads."""

    def __init__(self) -> None:
        super().__init__(PLAIN_CANARIES)

    def answer(self, request: Request) -> Any:
        if isinstance(request, ReadWithoutSecrets) and request.path in CANARIES:
            return secrets_left_out(request, CANARIES[request.path][1])
        if isinstance(request, ListFolder) and request.path == "/etc/NetworkManager/system-connections":
            return ["Blue Door.nmconnection"]
        if isinstance(request, FileState) and request.path in CANARIES:
            return State("file", 0o600, 0, 0, 200)
        return super().answer(request)


def test_planted_secrets_turn_up_nowhere_in_the_recording_of_an_audit(tmp_path: Path) -> None:
    probe = LinuxProbe(Planted())
    report = run_audit(probe, AUDITED, Settings(), MADE_AT, date(2026, 11, 21))
    for request in PLAIN_CANARIES:
        probe.machine.answer(request)
    for path, (form, _) in CANARIES.items():
        probe.machine.answer(ReadWithoutSecrets(path, form))
    text = write_recording(probe.machine, MADE_AT)
    assert "CANARY" not in text
    assert text.count("REMOVED") == len(PLAIN_CANARIES)
    assert "STRONG" in text, "how strong the passphrase is survives"
    file = tmp_path / "machine.yaml"
    file.write_text(text)
    replayed = run_audit(LinuxProbe(load_recording(file)), AUDITED, Settings(), MADE_AT, date(2026, 11, 21))
    assert replayed.findings == report.findings
    assert any(finding.check == "wifi-passphrases-strong" for finding in report.findings)


def test_this_machine_replayed_gives_the_same_report(tmp_path: Path) -> None:
    live = LinuxProbe(LiveMachine(OS.LINUX))
    report = run_audit(live, AUDITED, Settings(), MADE_AT, date(2026, 11, 21))
    file = tmp_path / "machine.yaml"
    file.write_text(write_recording(live.machine, MADE_AT))
    live.machine.close()
    assert run_audit(LinuxProbe(load_recording(file)), AUDITED, Settings(), MADE_AT, date(2026, 11, 21)) == report
