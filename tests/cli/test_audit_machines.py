"""Other machines than this one: recorded, replayed, made up, or mounted; from the outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.probes.linux import LinuxProbe
from peerkit.audit.probes.machine import Clock, ReadFile
from peerkit.audit.probes.recorded import demo_names
from peerkit.cli import main
from peerkit.errors import ExitCode
from tests.fake_machine import FakeMachine

KEY = "nQ8fJ2kLx7Vb4TzR1mWc9YpD3sHg6aEu5oNi0BtUqXw="
RELEASE = b'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n'


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch):
    """Put a machine made of literals in the place of this one."""

    def put(replies: dict[Any, Any]) -> None:
        monkeypatch.setattr("peerkit.audit.probes.for_this_machine", lambda: LinuxProbe(FakeMachine(replies)))

    put({ReadFile("/etc/os-release"): RELEASE, Clock(): 1_795_000_000.0})
    return put


def document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["audit", "all", "--format", "json", *words])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found | {"made_at": ""}


def test_a_recording_is_private_and_gives_the_same_report(here, tmp_path: Path, capsys) -> None:
    file = tmp_path / "machine.yaml"
    assert main(["audit", "record", "-o", str(file)]) == ExitCode.FINE
    ended = capsys.readouterr()
    assert ended.out == ""
    assert "It holds no password, but names of networks, accounts and files." in ended.err
    assert "Left out" not in ended.err
    assert file.stat().st_mode & 0o777 == 0o600
    live = document(capsys)
    assert document(capsys, "--recording", str(file)) == live
    assert any(finding["status"] == "pass" for finding in live["findings"])


def test_an_answer_that_looks_like_a_secret_is_left_out_and_said(here, tmp_path: Path, capsys) -> None:
    here({ReadFile("/etc/os-release"): RELEASE + f"# {KEY}\n".encode()})
    file = tmp_path / "machine.yaml"
    assert main(["audit", "record", "-o", str(file)]) == ExitCode.FINE
    said = "Left out, because the answer looked like a secret: ReadFile(path='/etc/os-release')"
    assert said in capsys.readouterr().err
    assert KEY not in file.read_text()
    replayed = document(capsys, "--recording", str(file))
    (support,) = [finding for finding in replayed["findings"] if finding["check"] == "os-supported"]
    assert support["status"] == "unknown"


def test_nothing_is_written_over_a_folder(here, tmp_path: Path) -> None:
    assert main(["audit", "record", "-o", str(tmp_path)]) == ExitCode.WRONG_USAGE


def test_a_bad_recording_is_named_with_its_place(tmp_path: Path, capsys) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(
        "schema: peerkit.recording/1\nmade_at: now\nmachine: {os: linux, release: x}\nasked:\n  - {raed: /a}\n"
    )
    assert main(["audit", "all", "--recording", str(file)]) == ExitCode.COULD_NOT_RUN
    ended = capsys.readouterr()
    assert "bad.yaml:5:5: asked[1]: expected exactly one of read" in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--recording", "none.yaml"], "none.yaml cannot be read"),
        (["--recording", "demo:none"], "There are: borrowed, neglected, well-kept."),
        (["--recording", "demo:../../settings"], "There is no demo named"),
        (["--root", "no-such-folder"], "cannot be audited"),
    ],
)
def test_a_machine_that_is_not_there(words: list[str], said: str, capsys) -> None:
    assert main(["audit", "all", *words]) == ExitCode.COULD_NOT_RUN
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "code"),
    [("well-kept", ExitCode.FINE), ("neglected", ExitCode.FAILED), ("borrowed", ExitCode.FAILED)],
)
def test_a_made_up_machine_for_trainers(name: str, code: ExitCode, capsys) -> None:
    assert name in demo_names()
    assert main(["audit", "all", "--recording", f"demo:{name}", "--plain"]) == code
    shown = capsys.readouterr().out
    assert f"known here as demo-{name}" in " ".join(shown.split())
    assert main(["audit", "all", "--recording", f"demo:{name}", "--strict"]) == ExitCode.FAILED


def test_a_mounted_image(tmp_path: Path, capsys) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "os-release").write_bytes(RELEASE)
    found = document(capsys, "--root", str(tmp_path))
    assert found["machine"]["release"] == "Debian GNU/Linux 12 (bookworm)"
    statuses = {finding["check"]: finding["status"] for finding in found["findings"]}
    assert statuses["os-supported"] == "pass"
    assert statuses["firewall-on"] == statuses["disk-encrypted"] == "unknown"
