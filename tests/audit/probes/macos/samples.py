"""Raw samples of Macs kept beside the repository, where they are there; the tests that read them skip where not."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[5] / "shared" / "samples" / "macos"


def sample(name: str) -> bytes:
    """One sample, or a skip."""
    path = _FOLDER / name
    if not path.is_file():
        pytest.skip("no samples of macOS beside the repository")
    return path.read_bytes()
