"""Raw samples kept beside the repository, where they are there; the tests that read them skip where not."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[5] / "shared" / "samples" / "windows"


def samples(subject: str) -> Path:
    """The folder of samples on a subject, or a skip."""
    folder = _FOLDER / subject
    if not folder.is_dir():
        pytest.skip(f"no samples of {subject} beside the repository")
    return folder


def text(path: Path) -> str:
    """A sample's text, in whichever form Windows wrote it."""
    raw = path.read_bytes()
    return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
