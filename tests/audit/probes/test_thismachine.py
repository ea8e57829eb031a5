"""What a machine is called and who runs PeerKit, on systems this test does not run on: their answers as literals."""

from __future__ import annotations

import os
import plistlib
from pathlib import Path

import pytest

from peerkit.audit.probes import command, thismachine
from peerkit.audit.probes.live import LiveMachine
from peerkit.audit.probes.machine import Missing, Output, WhoAmI
from peerkit.model.check import OS

UUID = "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"


def test_a_mac_is_called_by_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "SystemVersion.plist"
    monkeypatch.setattr(thismachine, "MAC_VERSION", str(file))
    assert thismachine.release_of(OS.MACOS) == "macOS"
    file.write_bytes(plistlib.dumps({"ProductName": "macOS", "ProductVersion": "15.6"}))
    assert LiveMachine(OS.MACOS).release == "macOS 15.6"
    file.write_bytes(b"<plist>")
    assert thismachine.release_of(OS.MACOS) == "macOS"


def test_the_name_of_a_mac_is_always_the_same_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Output(0, f'  | {{\n    "IOPlatformUUID" = "{UUID}"\n    "IOPlatformSerialNumber" = "CANARY"\n')
    monkeypatch.setattr(command, "run", lambda *_: told)
    name = LiveMachine(OS.MACOS).pseudonym()
    assert name == LiveMachine(OS.MACOS).pseudonym()
    assert len(name) == 12
    assert name not in UUID.lower()


def test_without_an_id_there_is_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> Output:
        raise Missing("the program ioreg is not installed")

    monkeypatch.setattr(command, "run", missing)
    assert LiveMachine(OS.MACOS).pseudonym() == "unknown"


def test_linux_is_called_by_os_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "os-release"
    file.write_text('NAME=x\nPRETTY_NAME="Made Up 7"\n')
    monkeypatch.setattr(thismachine, "_OS_RELEASE", (str(tmp_path / "none"), str(file)))
    assert thismachine.release_of(OS.LINUX) == "Made Up 7"
    file.write_text("")
    assert thismachine.release_of(OS.LINUX).startswith(os.uname().sysname)


def test_where_no_number_tells_who_runs_it_the_environment_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getuid")
    monkeypatch.setenv("USERNAME", "robin")
    monkeypatch.setenv("USERPROFILE", r"C:\Users\robin")
    assert thismachine.account()[1:] == ("robin", r"C:\Users\robin")
    monkeypatch.delenv("USERNAME")
    with pytest.raises(Missing):
        thismachine.account()


def test_this_account_is_itself() -> None:
    assert LiveMachine(OS.LINUX).answer(WhoAmI())[0] == os.getuid()


def test_slow_programs_have_more_time(tmp_path: Path) -> None:
    slow = tmp_path / "system_profiler"
    slow.write_text("#!/bin/sh\nsleep 0.01\necho done\n")
    slow.chmod(0o755)
    assert command.SLOW["system_profiler"] > command.TIME_LIMIT
    assert command.run(("system_profiler",), folders=(str(tmp_path),)).stdout == "done\n"


def test_where_pipes_cannot_be_waited_for_programs_run_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr(os, "killpg")
    program = tmp_path / "tell"
    program.write_text("#!/bin/sh\necho out\necho err >&2\nexit 3\n")
    program.chmod(0o755)
    assert command.run(("tell",), folders=(str(tmp_path),)) == Output(3, "out\n", "err\n")
    program.write_text("#!/bin/sh\nexec sleep 5\n")
    with pytest.raises(command.TooSlow):
        command.run(("tell",), time_limit=0.1, folders=(str(tmp_path),))
    program.write_text("#!/bin/sh\nprintf 12345\n")
    with pytest.raises(command.Garbled):
        command.run(("tell",), output_limit=4, folders=(str(tmp_path),))
