"""An audit as CSV: one row a finding, with the machine in each, so that the files of many machines can be joined."""

from __future__ import annotations

from peerkit.model.finding import Finding
from peerkit.model.report import Report
from peerkit.render.rows_csv import render_csv

HEADS = (
    "made_at", "machine", "os", "release", "check", "family", "subject", "status", "severity", "title", "message",
    "evidence", "remedy", "references", "peerkit",
)  # fmt: skip
BETWEEN = " | "


def render_audit_csv(report: Report) -> str:
    """RFC 4180, worst first; several texts in one cell stand apart by a bar."""
    return render_csv(HEADS, [_row(report, finding) for finding in report.findings])


def _row(report: Report, finding: Finding) -> list[str]:
    machine = report.machine
    return [
        report.made_at,
        machine.id,
        machine.os,
        machine.release,
        finding.check,
        finding.family,
        finding.subject,
        finding.status.value,
        finding.severity.value,
        finding.title,
        finding.message,
        BETWEEN.join(map(str, finding.evidence)),
        BETWEEN.join(finding.remedy),
        BETWEEN.join(reference.url for reference in finding.references),
        report.version,
    ]
