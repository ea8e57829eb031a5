"""What every written form of an audit says alike: its parts, how a finding is named, the summary anyone can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.reference import Reference
from peerkit.model.report import Report

FAMILIES = {"device": "Device", "wifi": "Wi-Fi", "passwords": "Passwords", "session": "Just before a call"}
GUIDANCE = "Guidance, not legal advice. There is no total score on purpose."
NOTHING_FAILED = "Nothing failed."


class Part(NamedTuple):
    """One part of the report. ``name`` is its short word; the findings keep the report's order, worst first."""

    name: str
    heading: str
    findings: tuple[Finding, ...]


def parts(report: Report) -> tuple[Part, Part, Part, Part]:
    """What failed, what could not be checked, what is fine, and what does not apply; every finding is in one."""
    return (
        Part("failed", "What failed, worst first", _of(report, Status.FAIL)),
        Part("not checked", "What could not be checked, and why", report.not_checked()),
        Part("fine", "What is fine", _of(report, Status.PASS)),
        Part("does not apply", "What does not apply, or is waived", _of(report, Status.NOT_APPLICABLE)),
    )


def _of(report: Report, status: Status) -> tuple[Finding, ...]:
    return tuple(finding for finding in report.findings if finding.status is status)


class Alike(NamedTuple):
    """Findings of one check that say the same of several subjects. ``first`` stands for all of them.

    ``message`` is what they say; with several subjects it does not name one. A subject may be empty.
    """

    first: Finding
    subjects: tuple[str, ...]
    message: str


def alike(findings: Iterable[Finding]) -> list[Alike]:
    """Findings put together where only the subject differs, each at the place of its first one."""
    found: dict[object, list[Finding]] = {}
    for finding in findings:
        key = (finding.check, finding.status, finding.severity, said(finding), finding.evidence, finding.remedy)
        found.setdefault(key, []).append(finding)
    return [
        Alike(group[0], tuple(one.subject for one in group), said(group[0]) if len(group) > 1 else group[0].message)
        for group in found.values()
    ]


def said(finding: Finding) -> str:
    """The message without the subject, where it begins with that."""
    lead = f"{finding.subject}: "
    if not finding.subject or not finding.message.startswith(lead):
        return finding.message
    rest = finding.message[len(lead) :]
    return rest[:1].upper() + rest[1:]


def named(finding: Finding) -> str:
    """The check, and what it looked at where there are several."""
    return f"{finding.check} ({finding.subject})" if finding.subject else finding.check


def in_short(report: Report) -> Iterator[str]:
    """The report in sentences: what failed, then what nobody knows, then the rest."""
    failed, unchecked, fine, other = (len(part.findings) for part in parts(report))
    yield f"{_things(failed)} failed: {severities(report)}." if failed else NOTHING_FAILED
    if unchecked:
        yield f"{_things(unchecked)} could not be checked. Nobody knows yet whether {_they(unchecked)} fine."
    elif report.findings:
        yield "Everything could be checked."
    if not report.determined():
        yield "No question got an answer: this report says nothing about how safe the machine is."
    yield f"{_things(fine)} {_are(fine)} fine."
    if other:
        yield f"{_things(other)} {'does' if other == 1 else 'do'} not apply, or {_are(other)} waived."


def severities(report: Report) -> str:
    """How many failed at each severity, the gravest first, such as ``1 critical, 2 high``."""
    found = Counter(finding.severity for finding in report.findings if finding.status is Status.FAIL)
    return ", ".join(f"{found[severity]} {severity.value}" for severity in reversed(Severity) if found[severity])


def rules(report: Report) -> dict[str, tuple[str, tuple[Reference, ...]]]:
    """Title and references of every check in the report, by id, in the report's order."""
    found: dict[str, tuple[str, tuple[Reference, ...]]] = {}
    for finding in report.findings:
        found.setdefault(finding.check, (finding.title, finding.references))
    return found


def by_family(report: Report) -> dict[str, tuple[int, ...]]:
    """For each family, how many findings are in each of the ``parts``."""
    families = sorted({finding.family for finding in report.findings})
    return {
        family: tuple(sum(found.family == family for found in part.findings) for part in parts(report))
        for family in families
    }


def remedy_lead(finding: Finding) -> str:
    """What stands before the remedy. Its lines are not numbered: some are one way for each desktop."""
    return "What to do" if finding.status is Status.FAIL else "To find out"


def _things(count: int) -> str:
    return f"{count} thing" if count == 1 else f"{count} things"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _they(count: int) -> str:
    return "it is" if count == 1 else "they are"
