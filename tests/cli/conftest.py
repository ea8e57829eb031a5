"""The command line in this process, on a machine made of literals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.linux import LinuxProbe
from peerkit.cli import main
from tests.fake_machine import FakeMachine


class Ended:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Peerkit = Callable[..., Ended]


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that answers nothing."""
    monkeypatch.setattr("peerkit.cli.run.for_this_machine", lambda: LinuxProbe(FakeMachine()))


@pytest.fixture
def peerkit(capfd: pytest.CaptureFixture[str], bare_machine: None, monkeypatch: pytest.MonkeyPatch) -> Peerkit:
    """Run a command; its exit code and what it said where."""
    monkeypatch.delenv("PEERKIT_DEBUG", raising=False)

    def run(*words: str | Path) -> Ended:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Ended(int(code), *capfd.readouterr())

    return run


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write an answers file."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "answers.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


__all__ = ["Ended", "Peerkit", "Probe"]
