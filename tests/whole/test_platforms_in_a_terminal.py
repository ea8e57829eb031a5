"""Three platforms side by side on a real terminal of 80 columns, and the same in plain words."""

from __future__ import annotations

import os
from pathlib import Path

from tests.whole.conftest import PEERKIT
from tests.whole.screen import terminal

THREE = ["platforms", "compare", "zoom-free", "signal", "phone-call", "--policy", "hipaa"]


def environment(folder: Path) -> dict[str, str]:
    """A home of its own."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}


def test_three_fit_side_by_side(tmp_path: Path) -> None:
    with terminal(tmp_path, [str(PEERKIT), *THREE], environment(tmp_path)) as screen:
        lines = screen.until("ended with 0").splitlines()
    names = next(line for line in lines if "Zoom (free plan)" in line)
    assert names.split("  ")[-1].strip() == "Plain phone call"
    verdicts = next(line for line in lines if line.startswith("Verdict"))
    assert verdicts.count("✗ cannot be used") == 2
    assert verdicts.rstrip().endswith("! use with care")
    columns = [names.index(name) for name in ("Zoom", "Signal", "Plain")]
    assert [verdicts[place] for place in columns] == ["✗", "✗", "!"], "each verdict stands under its name"
    assert "guidance, not legal advice." in "".join(lines)


def test_plain_has_no_columns_and_no_signs(tmp_path: Path) -> None:
    with terminal(tmp_path, [str(PEERKIT), *THREE, "--plain"], environment(tmp_path)) as screen:
        text = screen.until("ended with 0")
    assert "\nSignal\n  Verdict: cannot be used\n" in text
    assert text.isascii()
