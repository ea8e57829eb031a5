"""Writing a report to a file: whole or not at all, for its owner's eyes only."""

from __future__ import annotations

from pathlib import Path

from peerkit.cli import tell
from peerkit.errors import WrongUsage
from peerkit.settings import write_private


def write_report(file: Path, text: str) -> None:
    """Write the file and say so. Raises ``WrongUsage`` for what is no file, ``UnreadableFile`` where it cannot be.

    A file is replaced, not written into: a device, a pipe or a folder of that name stays as it is.
    """
    refuse_what_is_no_file(file)
    write_private(file.resolve(), text)
    tell(f"Written: {file}")


def refuse_what_is_no_file(file: Path) -> None:
    """Raises ``WrongUsage`` where a report could not take the place of what is there."""
    target = file.resolve()
    if target.exists() and not target.is_file():
        raise WrongUsage(f"{file} is not a file.", "Leave out -o to print the report.")
