"""An audit as ``peerkit.audit/1`` (schemas/audit.schema.json)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from peerkit.model.finding import Finding
from peerkit.model.report import Report
from peerkit.render.json import dumps


def audit_document(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    worst = report.worst()
    document = {
        "schema": "peerkit.audit/1",
        "peerkit": report.version,
        "made_at": report.made_at,
        "machine": asdict(report.machine),
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {**report.counts(), "worst": worst.value if worst else None},
    }
    return document | ({"priorities": [asdict(found) for found in report.priorities]} if report.priorities else {})


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "family": finding.family,
        "subject": finding.subject,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "evidence": [str(piece) for piece in finding.evidence],
        "remedy": list(finding.remedy),
        "references": [asdict(reference) for reference in finding.references],
    }


def render_audit_json(report: Report) -> str:
    """The report as text."""
    return dumps(audit_document(report))
