"""How much a failed check matters."""

from __future__ import annotations

from enum import Enum


class Severity(Enum):
    """How much a failed check matters for a confidential session, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position from 0 (low) to 3 (critical), for comparing."""
        return list(Severity).index(self)
