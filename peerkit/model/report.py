"""A report: all findings of one audit and their context."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.priority import Priority

# The check that is about the organisation's own papers, not about the machine.
WAIVERS = "waivers-current"


@dataclass(frozen=True)
class Machine:
    """The machine as a report names it; ``id`` is a pseudonym, not a serial number or host name."""

    os: str
    release: str
    id: str


@dataclass(frozen=True)
class Report:
    """All findings, worst first, and when they were made (UTC, ISO 8601).

    ``priorities`` is what to do first about stored passwords, where these were looked at.
    """

    version: str
    made_at: str
    machine: Machine
    findings: tuple[Finding, ...]
    priorities: tuple[Priority, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many findings ended in each status."""
        found = Counter(finding.status for finding in self.findings)
        return {status.value: found[status] for status in Status}

    def worst(self) -> Severity | None:
        """The gravest severity among the failed findings; None when nothing failed."""
        failed = [f.severity for f in self.findings if f.status is Status.FAIL]
        return max(failed, key=lambda severity: severity.rank, default=None)

    def determined(self) -> bool:
        """Whether any question to the machine got an answer."""
        answered = (Status.PASS, Status.FAIL)
        return any(finding.status in answered and finding.check != WAIVERS for finding in self.findings)

    def not_checked(self) -> tuple[Finding, ...]:
        """The questions that got no answer, for whatever reason."""
        return tuple(finding for finding in self.findings if finding.status in (Status.UNKNOWN, Status.ERROR))

    def failed(self, least: Severity) -> tuple[Finding, ...]:
        """What failed at or above a severity."""
        return tuple(f for f in self.findings if f.status is Status.FAIL and f.severity.rank >= least.rank)
