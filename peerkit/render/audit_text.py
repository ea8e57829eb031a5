"""An audit as text: the worst first, with evidence and remedy; what was not checked as loud as what failed."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.model.finding import Finding, Status
from peerkit.model.report import Report
from peerkit.render.paper import Paper, Tone, safe
from peerkit.render.priorities import priority_lines

WORDS = {
    Status.PASS: ("fine", Tone.GOOD),
    Status.FAIL: ("failed", Tone.BAD),
    Status.UNKNOWN: ("not checked", Tone.CARE),
    Status.NOT_APPLICABLE: ("does not apply", Tone.QUIET),
    Status.ERROR: ("check broke", Tone.CARE),
}

_GOOD_NEWS = {Status.PASS: "What is fine", Status.NOT_APPLICABLE: "What does not apply, or is waived"}
_END = "Guidance, not legal advice. There is no total score on purpose: read what failed, and what was not checked."


def render_audit(report: Report, paper: Paper) -> str:
    """The whole report."""
    lines = [paper.paint("Audit of this machine", Tone.STRONG), *_head(report, paper), ""]
    lines += priority_lines(report, paper)
    failed = [finding for finding in report.findings if finding.status is Status.FAIL]
    if failed:
        lines += [paper.rule("What failed, worst first"), *_each(failed, paper)]
    if report.not_checked():
        lines += [paper.rule("What could not be checked, and why"), *_each(report.not_checked(), paper)]
    for status, heading in _GOOD_NEWS.items():
        found = [finding for finding in report.findings if finding.status is status]
        if found:
            lines += [paper.rule(heading), *_briefly(found, paper), ""]
    lines += [*counts_lines(report, paper), *paper.wrap(_END)]
    return "\n".join(lines) + "\n"


def _head(report: Report, paper: Paper) -> list[str]:
    machine = report.machine
    return [
        *paper.wrap(f"{machine.release} ({machine.os}), known here as {machine.id}. Made at {report.made_at}."),
        *counts_lines(report, paper),
    ]


def counts_lines(report: Report, paper: Paper) -> list[str]:
    """How many findings ended in each way."""
    counts = report.counts()
    order = (Status.FAIL, Status.UNKNOWN, Status.ERROR, Status.PASS, Status.NOT_APPLICABLE)
    parts = [f"{counts[status.value]} {WORDS[status][0]}" for status in order if counts[status.value]]
    return paper.wrap((", " if paper.plain else " · ").join(parts))


def _each(findings: Iterable[Finding], paper: Paper) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        word, tone = WORDS[finding.status]
        mark = f"[{finding.severity.value}]" if finding.status is Status.FAIL else f"[{word}]"
        name = finding.check + (f": {safe(finding.subject)}" if finding.subject else "")
        lines += [f"{paper.paint(mark, tone)} {name}", *paper.wrap(finding.message, "    ", "    ")]
        for piece in finding.evidence[:4]:
            lines += paper.wrap(f"Seen: {piece}", "      ", "    ")
        if finding.remedy:
            lines.append("    What to do:" if finding.status is Status.FAIL else "    To find out:")
        for step in finding.remedy:
            lines += paper.wrap(step, "      ", "    - ")
        lines.append("")
    return lines


def _briefly(findings: Iterable[Finding], paper: Paper) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        lines += paper.wrap(f"{finding.check}: {finding.message}", "    ", "  ")
    return lines
