"""How deep a test digs: a short form each time, the long one with ``make fuzz`` (``PEERKIT_FUZZ=long``)."""

from __future__ import annotations

import os

LONG = os.environ.get("PEERKIT_FUZZ") == "long"


def depth(short: int, long: int) -> int:
    """How many inputs to invent, kills to survive, pages to draw."""
    return long if LONG else short
