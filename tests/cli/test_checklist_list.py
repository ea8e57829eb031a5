"""``peerkit checklist list``: one broken list of an organisation hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.cli import main
from peerkit.errors import ExitCode
from peerkit.folders import settings_folder


def test_a_broken_list_is_named_and_the_others_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    own = settings_folder() / "checklists"
    own.mkdir(parents=True)
    Path(own / "ours.yaml").write_text("schema: peerkit.checklist/1\nname: [\n")
    assert main(["checklist", "list"]) == ExitCode.COULD_NOT_RUN
    shown = capsys.readouterr()
    assert "pre-call" in shown.out
    assert "workday-start" in shown.out
    assert "ours.yaml has mistakes" in shown.err
    assert "peerkit checklist check" in shown.err
