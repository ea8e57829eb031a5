"""The key of the pseudonyms that ``--redact`` puts in the place of names."""

from __future__ import annotations

import secrets

from peerkit.datafile import read_text
from peerkit.folders import state_folder
from peerkit.settings import write_private


def redaction_salt() -> str:
    """This account's own key for pseudonyms, made at the first use and kept private: nobody else can try names."""
    path = state_folder() / "redaction.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return read_text(path, 200)
