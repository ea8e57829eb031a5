"""The key of the pseudonyms that ``--redact`` puts in the place of names."""

from __future__ import annotations

import secrets

import platformdirs

from peerkit.datafile import read_text
from peerkit.settings import write_private


def redaction_salt() -> str:
    """This account's own key for pseudonyms, made at the first use and kept private: nobody else can try names."""
    path = platformdirs.user_state_path("peerkit") / "redaction.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return read_text(path, 200)
