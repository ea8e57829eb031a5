"""An audit for Prometheus, as the textfile collector of its node exporter reads it.

The format and its escapes: https://prometheus.io/docs/instrumenting/exposition_formats (read 2026-11-21).
Subjects are left out: they are private, and each would be a series of its own. Sample timestamps are left
out because the textfile collector refuses them; the time of the audit is a metric instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from peerkit.model.report import Report
from peerkit.render.paper import safe

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def render_audit_prometheus(report: Report) -> str:
    """How many findings there are of each check, status and severity; when they were made; on which machine."""
    found = Counter((f.check, f.family, f.status.value, f.severity.value) for f in report.findings)
    heads = ("check", "family", "status", "severity")
    counts = [(dict(zip(heads, labels, strict=True)), count) for labels, count in sorted(found.items())]
    machine = report.machine
    about = {"machine": machine.id, "os": machine.os, "release": machine.release, "version": report.version}
    made = int(datetime.fromisoformat(report.made_at).timestamp())
    return "".join(
        (
            _metric("peerkit_audit_findings", "Findings of the last audit, by check and outcome.", counts),
            _metric("peerkit_audit_made_timestamp_seconds", "When the last audit was made.", [({}, made)]),
            _metric("peerkit_audit_info", "The machine that was audited, and the PeerKit that did it.", [(about, 1)]),
        )
    )


def _metric(name: str, words: str, samples: Iterable[tuple[Mapping[str, str], int]]) -> str:
    lines = [f"# HELP {name} {words}", f"# TYPE {name} gauge"]
    for labels, value in samples:
        shown = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        lines.append(f"{name}{{{shown}}} {value}" if shown else f"{name} {value}")
    return "".join(f"{line}\n" for line in lines)


def _escaped(text: str) -> str:
    """A label's value; what a terminal acts upon is written as an escape first."""
    return safe(text).translate(_ESCAPES)
