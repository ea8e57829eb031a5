"""The ``audit`` section of the settings: an organisation's own severities, and waivers with a reason and a last day."""

from __future__ import annotations

from peerkit.audit.checks import check_ids
from peerkit.datafile import Value
from peerkit.model.settings import AuditPolicy, Waiver
from peerkit.model.severity import Severity


def read_audit_policy(value: Value) -> AuditPolicy:
    """Check and read the section. Raises ``BadData``."""
    record = value.record((), ("severity", "waivers"))
    severities = {severity.value: severity for severity in Severity}

    def changed(changes: Value) -> dict[str, Severity]:
        named = changes.record((), check_ids())
        return {check: named[check].choice(severities) for check in changes.mapping()}

    return AuditPolicy(
        severity=record.get("severity", changed, {}),
        waivers=record.get("waivers", lambda v: v.each(_waiver), ()),
    )


def _waiver(value: Value) -> Waiver:
    record = value.record(("check", "reason", "until"), ("subject",))
    return Waiver(
        check=record["check"].choice({check_id: check_id for check_id in check_ids()}),
        reason=record["reason"].text(200),
        until=record["until"].day(),
        subject=record.get("subject", lambda v: v.text(200), ""),
    )
