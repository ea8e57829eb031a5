"""Reads an audit that was kept as JSON (``peerkit.audit/1``)."""

from __future__ import annotations

from pathlib import Path

from peerkit.datafile import Value, load
from peerkit.errors import BadData
from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.report import Machine, Report

SCHEMA = "peerkit.audit/1"
_HINT = "Give a file made with: peerkit audit all --format json -o FILE"
_KEYS = ("schema", "peerkit", "made_at", "machine", "findings", "summary")
_FINDING = (
    "check", "family", "subject", "status", "severity", "message", "evidence", "remedy", "references",
)  # fmt: skip
_STATUSES = {status.value: status for status in Status}
_SEVERITIES = {severity.value: severity for severity in Severity}
# A message may list every saved network of a machine.
_LONGEST = 100_000


def read_audit(file: Path) -> Report:
    """The report as far as two can be compared: evidence, remedy and references are left out.

    Raises ``UnreadableFile`` or ``BadData``.
    """
    try:
        return _report(load(file))
    except BadData as error:
        raise BadData(error.file, error.problems, _HINT) from None


def _report(value: Value) -> Report:
    found = value.mapping().get("schema")
    if found is None or found.data != SCHEMA:
        shown = f", found {found.data!r}" if found is not None and isinstance(found.data, str) else ""
        (found or value).fail(f"expected an audit ({SCHEMA}){shown}")
    # What to do first is said of one audit, and two are not compared by it.
    document = value.record(_KEYS, ("priorities",))
    machine = document["machine"].record(("os", "release", "id"))
    document["summary"].record([*_STATUSES, "worst"])
    made_at = document["made_at"].matching(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "a time in UTC such as 2026-11-21T10:40:00Z"
    )
    return Report(
        version=document["peerkit"].text(),
        made_at=made_at,
        machine=Machine(machine["os"].text(), machine["release"].text(), machine["id"].text()),
        findings=document["findings"].each(_finding),
    )


def _finding(value: Value) -> Finding:
    found = value.record(_FINDING)
    for key in ("evidence", "remedy", "references"):
        found[key].list()
    return Finding(
        check=found["check"].matching(r"[a-z0-9]+(-[a-z0-9]+)*", "the id of a check, such as disk-encrypted"),
        family=found["family"].text(),
        # An empty subject is the whole machine.
        subject="" if found["subject"].data == "" else found["subject"].text(_LONGEST),
        status=found["status"].choice(_STATUSES),
        severity=found["severity"].choice(_SEVERITIES),
        message=found["message"].text(_LONGEST),
    )
