"""Where a rule or a fact comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A page with its address. ``accessed`` is the ISO date it was last read."""

    title: str
    url: str
    accessed: str
