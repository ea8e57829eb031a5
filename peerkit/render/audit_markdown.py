"""An audit as Markdown, for a ticket or a wiki; whatever a text holds, it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from peerkit.model.finding import Status
from peerkit.model.report import Report
from peerkit.render.audit_text import WORDS
from peerkit.render.audit_words import (
    FAMILIES,
    GUIDANCE,
    Alike,
    Part,
    alike,
    by_family,
    in_short,
    named,
    parts,
    remedy_lead,
    rules,
)
from peerkit.render.priorities import HEADING, accounts, told
from peerkit.render.sheet_markdown import escaped

_WEB = re.compile(r"https?://[!-;=?-~]+")
# Many pages make a link of a bare www. or an address with an @, and call whoever is named after one.
_CALLS = re.compile(r"\bwww\.|@", re.IGNORECASE)


def render_audit_markdown(report: Report) -> str:
    """The report in CommonMark with tables."""
    failed, unchecked, *rest = parts(report)
    blocks = [
        [f"# Audit of this machine: {_text(report.machine.release)}"],
        [f"Made at {_text(report.made_at)}. Known here as {_text(report.machine.id)} ({_text(report.machine.os)})."],
        [f"- {_text(sentence)}" for sentence in in_short(report)],
        *_first_things(report),
        _table(("Part", *(part.name for part in parts(report))), _families(report)),
        *_whole(failed),
        *_whole(unchecked),
        *(block for part in rest for block in _brief(part)),
        *_sources(report),
        [f"{GUIDANCE} Made by PeerKit {_text(report.version)}."],
    ]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _first_things(report: Report) -> Iterator[list[str]]:
    if report.priorities:
        yield [f"## {HEADING}"]
        yield [
            f"{number}. **Account:** {_text(accounts(found))}. {_text(told(found))} {_text(found.first)}"
            for number, found in enumerate(report.priorities, 1)
        ]


def _text(text: str) -> str:
    return _CALLS.sub(lambda found: found[0].replace("@", "&#64;").replace(".", "&#46;"), escaped(text))


def _families(report: Report) -> Iterator[Sequence[str]]:
    for family, counts in by_family(report).items():
        yield (FAMILIES.get(family, family), *map(str, counts))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [list(map(_text, heads)), ["---"] * len(heads), *(list(map(_text, row)) for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _whole(part: Part) -> Iterator[list[str]]:
    """Each finding with its evidence and what to do."""
    if not part.findings:
        return
    yield [f"## {part.heading}"]
    for group in alike(part.findings):
        finding, times = group.first, len(group.subjects)
        mark = finding.severity.value if finding.status is Status.FAIL else WORDS[finding.status][0]
        name = f"{_text(finding.check)}, {times} times" if times > 1 else _text(named(finding))
        yield [f"### {mark}: {name}"]
        yield list(_behind(group))


def _behind(group: Alike) -> Iterator[str]:
    # Our own word begins each line: a text from outside that stands first could be a rule or a list.
    finding = group.first
    yield f"- **Found:** {_text(group.message)}"
    if len(group.subjects) > 1:
        yield f"- **About:** {_text(', '.join(filter(None, group.subjects)))}"
    if finding.title:
        yield f"- **Good means:** {_text(finding.title)}."
    for piece in finding.evidence:
        yield f"- **Seen:** {_text(str(piece))}"
    for step in finding.remedy:
        yield f"- **{remedy_lead(finding)}:** {_text(step)}"


def _brief(part: Part) -> Iterator[list[str]]:
    if part.findings:
        yield [f"## {part.heading}"]
        rows = [(named(found), found.message, "; ".join(map(str, found.evidence))) for found in part.findings]
        yield _table(("Check", "What was found", "Seen"), rows)


def _sources(report: Report) -> Iterator[list[str]]:
    lines = [
        f"- **{_text(check)}:** {_text(reference.title)} (read {_text(reference.accessed)}) {_address(reference.url)}"
        for check, (_, references) in rules(report).items()
        for reference in references
    ]
    if lines:
        yield ["## Where the rules come from"]
        yield lines


def _address(url: str) -> str:
    """A link, for a web address and nothing else."""
    return f"<{url}>" if _WEB.fullmatch(url) else _text(url)
