"""Verdicts and findings: what a check says, and what the runner makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from peerkit.model.facts import Evidence
from peerkit.model.reference import Reference
from peerkit.model.severity import Severity as Severity


class Status(Enum):
    """The five answers a finding can give. ``UNKNOWN`` is neither a pass nor a fail."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


@dataclass(frozen=True)
class Verdict:
    """What a check says of one subject; ``severity`` overrides the check's own where the case is graver or milder."""

    status: Status
    message: str
    subject: str = ""
    severity: Severity | None = None


def passed(message: str, subject: str = "") -> Verdict:
    """The good answer."""
    return Verdict(Status.PASS, message, subject)


def failed(message: str, subject: str = "", severity: Severity | None = None) -> Verdict:
    """The bad answer."""
    return Verdict(Status.FAIL, message, subject, severity)


def unsure(message: str, subject: str = "") -> Verdict:
    """The facts are there but do not settle the question; the message says why."""
    return Verdict(Status.UNKNOWN, message, subject)


def not_applicable(message: str, subject: str = "") -> Verdict:
    """The question does not arise on this machine."""
    return Verdict(Status.NOT_APPLICABLE, message, subject)


@dataclass(frozen=True)
class Finding:
    """One check's verdict on one subject of one machine.

    ``remedy`` is filled only when there is something to do: steps after a fail, the way to find
    out after an unknown.
    """

    check: str
    family: str
    subject: str
    status: Status
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
    remedy: tuple[str, ...] = ()
    title: str = ""
    references: tuple[Reference, ...] = ()
