"""What changed between two audits."""

from __future__ import annotations

from dataclasses import dataclass

from peerkit.model.finding import Finding
from peerkit.model.report import Report


@dataclass(frozen=True)
class Change:
    """One finding then and now; None where there was none."""

    before: Finding | None
    after: Finding | None

    @property
    def shown(self) -> Finding:
        """The one to name it by: now, or else then."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has at least one side")
        return found


@dataclass(frozen=True)
class Difference:
    """Two audits and what changed from ``old`` to ``new``; each list worst first.

    ``worse``: fails now and did not, or fails more gravely. ``lost``: had an answer and has none now, which is
    neither better nor worse. ``new`` and ``gone``: judged in only one of the two, or does not apply in the other.
    ``notes`` say what makes the two hard to compare.
    """

    old: Report
    new: Report
    worse: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    new_findings: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    unchanged: int = 0
    still_failed: int = 0
    notes: tuple[str, ...] = ()
