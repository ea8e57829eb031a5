"""``peerkit settings edit`` in a terminal, with a program in the editor's place: the file is checked when it closes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from peerkit.errors import ExitCode
from peerkit.settings import load_settings, settings_path

PEERKIT = str(Path(sys.executable).with_name("peerkit"))


@pytest.fixture(autouse=True)
def no_visual_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """``VISUAL`` would come before the editor these tests put in place."""
    monkeypatch.delenv("VISUAL", raising=False)


def edited(folder: Path, line: str) -> tuple[int, str]:
    """Run the command with an editor that adds a line; the exit code and what was on the screen."""
    editor = folder / "editor.sh"
    editor.write_text(f"#!/bin/sh\nprintf '%s\\n' '{line}' >> \"$1\"\n")
    editor.chmod(0o700)
    child = pexpect.spawn(PEERKIT, ["settings", "edit"], env={**os.environ, "EDITOR": str(editor)}, timeout=30)
    shown = child.read().decode()
    child.close()
    return child.exitstatus or 0, shown


def test_a_first_edit_makes_a_private_file_and_says_that_it_is_fine(tmp_path: Path) -> None:
    code, shown = edited(tmp_path, "organisation: Harbour Peers")
    assert (code, "The settings are fine" in shown) == (ExitCode.FINE, True), shown
    assert load_settings().organisation == "Harbour Peers"
    assert settings_path().stat().st_mode & 0o777 == 0o600


def test_a_mistake_is_named_with_its_place_when_the_editor_closes(tmp_path: Path) -> None:
    code, shown = edited(tmp_path, "organization: Harbour Peers")
    assert code == ExitCode.COULD_NOT_RUN
    assert "organization: unknown key; did you mean" in shown
    assert "Traceback" not in shown


def test_no_editor_is_said_kindly() -> None:
    child = pexpect.spawn(PEERKIT, ["settings", "edit"], env={**os.environ, "EDITOR": "no-such-editor"}, timeout=30)
    shown = child.read().decode()
    child.close()
    assert child.exitstatus == ExitCode.COULD_NOT_RUN
    assert "No editor was found." in shown
