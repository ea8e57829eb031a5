"""Opening a file in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from peerkit.audit.probes.command import run_attended
from peerkit.errors import NotFound

_USUAL = ("sensible-editor", "nano", "vim", "vi")


def edit_file(file: Path) -> None:
    """Open ``$VISUAL``, ``$EDITOR`` or a usual editor, and wait until it is closed. Raises ``NotFound``."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = shlex.split(chosen) or [name for name in _USUAL if shutil.which(name)][:1]
    program = shutil.which(words[0]) if words else None
    if program is None:
        raise NotFound("No editor was found.", f"Set EDITOR, or open this file yourself: {file}")
    run_attended([program, *words[1:], str(file)])
