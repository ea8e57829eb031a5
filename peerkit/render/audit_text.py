"""An audit as text: the worst first, with evidence and remedy; what was not checked as loud as what failed."""

from __future__ import annotations

from collections import Counter
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

# So many findings of one check are shown; nobody reads two hundred.
_MOST_ALIKE = 25
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
    """Each finding. What one check says alike of many subjects stands there once, and a long row of them is cut."""
    lines: list[str] = []
    behind: dict[str, list[str]] = {}
    counted: Counter[str] = Counter()
    for finding in findings:
        counted[finding.check] += 1
        if counted[finding.check] > _MOST_ALIKE:
            continue
        lines += _head_of(finding, paper)
        more = _behind(finding, paper)
        lines += [] if behind.get(finding.check) == more else more
        behind[finding.check] = more
        lines.append("")
    for check, count in counted.items():
        if count > _MOST_ALIKE:
            lines += [*paper.wrap(f"{check}: and {count - _MOST_ALIKE} more. All of them: --format csv"), ""]
    return lines


def _head_of(finding: Finding, paper: Paper) -> list[str]:
    word, tone = WORDS[finding.status]
    mark = f"[{finding.severity.value}]" if finding.status is Status.FAIL else f"[{word}]"
    name = finding.check + (f": {safe(finding.subject)}" if finding.subject else "")
    return [f"{paper.paint(mark, tone)} {name}", *paper.wrap(finding.message, "    ", "    ")]


def _behind(finding: Finding, paper: Paper) -> list[str]:
    """The evidence, and what to do."""
    lines = [line for piece in finding.evidence[:4] for line in paper.wrap(f"Seen: {piece}", "      ", "    ")]
    if finding.remedy:
        lines.append("    What to do:" if finding.status is Status.FAIL else "    To find out:")
    return lines + [line for step in finding.remedy for line in paper.wrap(step, "      ", "    - ")]


def _briefly(findings: Iterable[Finding], paper: Paper) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        lines += paper.wrap(f"{finding.check}: {finding.message}", "    ", "  ")
    return lines
