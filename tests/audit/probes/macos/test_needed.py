"""What recordings of a Mac hold: all that readers need, and nothing of where somebody was and whom they talk to."""

from __future__ import annotations

import plistlib
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit.audit import AUDITED, run_audit
from peerkit.audit.probes.machine import Output, ReadFile, RunCommand
from peerkit.audit.probes.macos import MacProbe
from peerkit.audit.probes.macos.needed import only_needed
from peerkit.audit.probes.recorded import load_recording
from peerkit.audit.probes.recording import write_recording
from peerkit.model.facts import Cameras
from peerkit.model.settings import Settings
from tests.audit.probes.macos.scene import NETSTAT, WIFI, known, mac, plist, profiled, ran, summary

MADE_AT = "2026-11-20T14:30:00Z"
WINDOW = "/Library/Preferences/com.apple.loginwindow.plist"
PACKET = "domain_name (string): CANARYone.example\nchaddr = CANARYtwo\n"
PLANTED = [
    plist(WINDOW, LoginwindowText="Found? Call CANARYthree", lastUserName="CANARYfour", GuestEnabled=False),
    plist("/Library/Preferences/com.apple.SoftwareUpdate.plist", LastUpdatesAvailable=0, AccountToken="CANARYfive"),
    ran("ipconfig", "getsummary", "en0", out=summary(*WIFI[:2], "NetworkID : CANARYsix", *WIFI[2:], packet=PACKET)),
    ran("netstat", "-an", "-p", "tcp", out=f"{NETSTAT}tcp4 0 0 192.168.1.7.5210 203.0.113.9.CANARYseven ESTABLISHED\n"),
    ran("networksetup", "-listpreferredwirelessnetworks", "en0", out="Preferred networks on en0:\n\tCANARYeight\n"),
    profiled("SPCameraDataType", {"_name": "Camera", "spcamera_unique-id": "CANARYnine", "serial_number": "CANARYten"}),
    known(plistlib.dumps({"wifi.network.ssid.Mill": {"SSID": b"Mill", "Password": "CANARY11", "At": "CANARY12"}})),
]  # fmt: skip


def test_planted_secrets_and_traces_turn_up_nowhere(tmp_path: Path) -> None:
    probe = mac(*PLANTED)
    cameras = probe.get(Cameras)
    report = run_audit(probe, AUDITED, Settings(), MADE_AT, date(2026, 11, 20))
    probe.machine.answer(ReadFile(WINDOW))
    text = write_recording(probe.machine, MADE_AT)
    told = [line for line in text.splitlines() if "CANARY" in line]
    assert told == []
    file = tmp_path / "mac.yaml"
    file.write_text(text)
    again = MacProbe(load_recording(file))
    assert again.get(Cameras) == cameras
    assert run_audit(again, AUDITED, Settings(), MADE_AT, date(2026, 11, 20)).findings == report.findings


@pytest.mark.parametrize("raw", [b"CANARY", b"bplist00CANARY", b"<plist><dict><key>CANARY"])
def test_a_damaged_file_is_not_written_at_all(raw: bytes) -> None:
    assert b"CANARY" not in only_needed(ReadFile(WINDOW), raw)


@pytest.mark.parametrize("request_", [ReadFile("/etc/ssh/sshd_config"), RunCommand(("fdesetup", "status"))])
def test_everything_else_stays(request_: ReadFile | RunCommand) -> None:
    reply = b"UsePAM yes\n" if isinstance(request_, ReadFile) else Output(0, "FileVault is On.\n")
    assert only_needed(request_, reply) == reply


def test_a_doubtful_summary_stays_doubtful() -> None:
    text = summary("InterfaceType : WiFi", "SSID : x\n  Security : WPA3_SAE", "Security : NONE")
    kept = only_needed(RunCommand(("ipconfig", "getsummary", "en0")), Output(0, text)).stdout
    assert kept.count("Security") == 2
