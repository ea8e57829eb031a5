"""An audit as text: the worst first, with evidence and remedy; what was not checked as loud as what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from peerkit.model.finding import Finding, Status
from peerkit.model.report import Report
from peerkit.render.audit_words import Alike, alike, said
from peerkit.render.paper import Paper, Tone, safe
from peerkit.render.priorities import priority_lines

WORDS = {
    Status.PASS: ("fine", Tone.GOOD),
    Status.FAIL: ("failed", Tone.BAD),
    Status.UNKNOWN: ("not checked", Tone.CARE),
    Status.NOT_APPLICABLE: ("does not apply", Tone.QUIET),
    Status.ERROR: ("check broke", Tone.CARE),
}

# So many findings of one check are shown, and so many names in one; nobody reads two hundred.
_MOST_OF_A_CHECK = 10
_MOST_NAMES = 12
# Beyond this the beginning has left the screen.
_LONG = 60
_AT_THE_TOP = "What to do first stands at the top. To keep it all: -o FILE"
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
    lines += paper.wrap(_AT_THE_TOP) if report.priorities and len(lines) > _LONG else []
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
    """Each finding. What is said alike of many subjects stands there once, and a long row of one check is cut."""
    lines: list[str] = []
    remedies: dict[str, tuple[str, ...]] = {}
    counted: Counter[str] = Counter()
    evidence: object = None
    for group in alike(findings):
        found = group.first
        counted[found.check] += 1
        if counted[found.check] > _MOST_OF_A_CHECK:
            continue
        lines += _head_of(group, paper)
        lines += _evidence(found, paper) if evidence != found.evidence else []
        lines += _remedy(found, paper) if remedies.get(found.check) != found.remedy else []
        lines.append("")
        remedies[found.check], evidence = found.remedy, found.evidence
    for check, count in counted.items():
        if count > _MOST_OF_A_CHECK:
            lines += [*paper.wrap(f"{check}: and {count - _MOST_OF_A_CHECK} more. All of them: --format csv"), ""]
    return lines


def _head_of(group: Alike, paper: Paper) -> list[str]:
    finding, names = group.first, group.subjects
    word, tone = WORDS[finding.status]
    mark = f"[{finding.severity.value}]" if finding.status is Status.FAIL else f"[{word}]"
    if len(names) == 1:
        name = finding.check + (f": {safe(finding.subject)}" if finding.subject else "")
        return [f"{paper.paint(mark, tone)} {name}", *paper.wrap(said(finding), "    ", "    ")]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    about = f"About: {', '.join(names[:_MOST_NAMES])}{more}" if any(names) else ""
    return [
        f"{paper.paint(mark, tone)} {finding.check}, {len(names)} times",
        *paper.wrap(group.message, "    ", "    "),
        *(paper.wrap(about, "      ", "    ") if about else ()),
    ]


def _evidence(finding: Finding, paper: Paper) -> list[str]:
    return [line for piece in finding.evidence[:4] for line in paper.wrap(f"Seen: {piece}", "      ", "    ")]


def _remedy(finding: Finding, paper: Paper) -> list[str]:
    if not finding.remedy:
        return []
    lead = "    What to do:" if finding.status is Status.FAIL else "    To find out:"
    return [lead, *(line for step in finding.remedy for line in paper.wrap(step, "      ", "    - "))]


def _briefly(findings: Iterable[Finding], paper: Paper) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        lines += paper.wrap(f"{finding.check}: {finding.message}", "    ", "  ")
    return lines
