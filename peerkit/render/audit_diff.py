"""What changed between two audits, as text and as ``peerkit.audit-diff/1`` (schemas/audit-diff.schema.json)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from peerkit.model.difference import Change, Difference
from peerkit.model.finding import Finding, Status
from peerkit.model.report import Report
from peerkit.render.audit_text import WORDS
from peerkit.render.audit_words import named
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, Tone
from peerkit.render.sheet import Block, Heading, Item, Mark, Text, Title, render_text

_SIGNS = {Tone.GOOD: "✓", Tone.BAD: "✗", Tone.CARE: "?", Tone.QUIET: "-"}


def render_difference(found: Difference, paper: Paper) -> str:
    """What got worse first, then what can no longer be told, what is new, better, and gone."""
    return render_text(list(_blocks(found)), paper)


def _blocks(found: Difference) -> Iterator[Block]:
    yield Title("What changed between two audits")
    yield Text(_about(found.old), lead="Old")
    yield Text(_about(found.new), lead="New")
    for note in found.notes:
        yield Text(note, lead="Mind")
    for heading, changes in (
        ("What got worse, or turned out bad", found.worse),
        ("What can no longer be told", found.lost),
        ("What is new", found.new_findings),
        ("What got better, or turned out well", found.better),
        ("What is gone, waived, or no longer applies", found.gone),
    ):
        if changes:
            yield Heading(heading)
            yield from map(_item, changes)
    yield Text("")
    yield Text(_counts(found))


def _about(report: Report) -> str:
    machine = report.machine
    return f"{machine.release} ({machine.os}), known as {machine.id}, {report.made_at}."


def _item(change: Change) -> Item:
    word, tone = WORDS[change.after.status] if change.after else ("gone", Tone.QUIET)
    now = f"{_word(change.after)}. {change.after.message}" if change.after else "not in the new audit"
    before = f"{_word(change.before)}. {change.before.message}" if change.before else "not in the old audit"
    return Item(named(change.shown), Mark(_SIGNS[tone], word, tone), below=(f"Now: {now}", f"Before: {before}"))


def _word(finding: Finding) -> str:
    word = WORDS[finding.status][0]
    return f"{word}, {finding.severity.value}" if finding.status is Status.FAIL else word


def _counts(found: Difference) -> str:
    parts = [
        f"{len(found.worse)} worse",
        f"{len(found.lost)} no longer known",
        f"{len(found.new_findings)} new",
        f"{len(found.better)} better",
        f"{len(found.gone)} gone",
        f"{found.unchanged} unchanged, {found.still_failed} of them failed then and now",
    ]
    return f"{', '.join(parts)}."


def render_difference_json(found: Difference) -> str:
    """The same for scripts."""
    return dumps(
        {
            "schema": "peerkit.audit-diff/1",
            "old": _audit(found.old),
            "new": _audit(found.new),
            "notes": list(found.notes),
            "worse": list(map(_change, found.worse)),
            "no_longer_known": list(map(_change, found.lost)),
            "new_findings": list(map(_change, found.new_findings)),
            "better": list(map(_change, found.better)),
            "gone": list(map(_change, found.gone)),
            "unchanged": found.unchanged,
            "still_failed": found.still_failed,
        }
    )


def _audit(report: Report) -> dict[str, Any]:
    return {"peerkit": report.version, "made_at": report.made_at, "machine": asdict(report.machine)}


def _change(change: Change) -> dict[str, Any]:
    shown = change.shown
    return {
        "check": shown.check,
        "family": shown.family,
        "subject": shown.subject,
        "before": _side(change.before),
        "after": _side(change.after),
    }


def _side(finding: Finding | None) -> dict[str, str] | None:
    if finding is None:
        return None
    return {"status": finding.status.value, "severity": finding.severity.value, "message": finding.message}
