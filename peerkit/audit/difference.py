"""Compares two audits that were kept as JSON.

A thing that could not be checked is not a pass: to lose sight of something is told apart from getting worse, and
a failed finding that vanishes because the check could not look is not counted as mended.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from itertools import zip_longest
from pathlib import Path

from peerkit.audit.pastaudit import read_audit
from peerkit.model.difference import Change, Difference
from peerkit.model.finding import Finding, Status
from peerkit.model.report import Report

_DARK = (Status.UNKNOWN, Status.ERROR)
_PSEUDONYM = re.compile(r"(network|account|path|program)-[0-9a-f]{6}\Z")


class Turn(Enum):
    """Where a change belongs."""

    WORSE = auto()
    LOST = auto()
    NEW = auto()
    BETTER = auto()
    GONE = auto()
    SAME = auto()


def read_difference(old: Path, new: Path) -> Difference:
    """Compare two files. Raises ``UnreadableFile`` or ``BadData`` for what is no audit of ``--format json``."""
    return difference(read_audit(old), read_audit(new))


def difference(old: Report, new: Report) -> Difference:
    """What changed from ``old`` to ``new``."""
    then, now = _by_check(old.findings), _by_check(new.findings)
    turned: dict[Turn, list[Change]] = defaultdict(list)
    for change in _pairs(old.findings, new.findings):
        turned[_turn(change, then, now)].append(change)
    found = {turn: tuple(sorted(changes, key=_gravity)) for turn, changes in turned.items()}
    same = found.get(Turn.SAME, ())
    return Difference(
        old=old,
        new=new,
        worse=found.get(Turn.WORSE, ()),
        lost=found.get(Turn.LOST, ()),
        new_findings=found.get(Turn.NEW, ()),
        better=found.get(Turn.BETTER, ()),
        gone=found.get(Turn.GONE, ()),
        unchanged=len(same),
        still_failed=sum(_failed(change.after) for change in same),
        notes=tuple(_notes(old, new)),
    )


def _by_check(findings: Iterable[Finding]) -> dict[str, set[Status]]:
    found: dict[str, set[Status]] = defaultdict(set)
    for finding in findings:
        found[finding.check].add(finding.status)
    return dict(found)


def _pairs(old: Iterable[Finding], new: Iterable[Finding]) -> Iterator[Change]:
    """Each finding beside its like. Two saved networks may share a name: then those judged alike go together."""
    places: dict[tuple[str, str], tuple[list[Finding], list[Finding]]] = defaultdict(lambda: ([], []))
    for side, findings in enumerate((old, new)):
        for finding in findings:
            places[finding.check, finding.subject][side].append(finding)
    for before, after in places.values():
        for finding in list(before):
            like = next((other for other in after if _judged(other) == _judged(finding)), None)
            if like is not None:
                before.remove(finding)
                after.remove(like)
                yield Change(finding, like)
        for left, right in zip_longest(before, after):
            yield Change(left, right)


def _judged(finding: Finding) -> tuple[object, ...]:
    return finding.status, finding.severity


def _failed(finding: Finding | None) -> bool:
    return finding is not None and finding.status is Status.FAIL


def _turn(change: Change, then: dict[str, set[Status]], now: dict[str, set[Status]]) -> Turn:
    check = change.shown.check
    if change.before is None:
        return _came(change.shown, then.get(check, set()))
    if change.after is None:
        return _went(change.before, now.get(check, set()))
    return _turned(change.before, change.after)


def _came(after: Finding, then: set[Status]) -> Turn:
    """``then``: how that check ended in the old audit; empty when it was not asked."""
    if after.status is Status.FAIL and then:
        return Turn.WORSE
    return Turn.LOST if after.status in _DARK and then - set(_DARK) else Turn.NEW


def _went(before: Finding, now: set[Status]) -> Turn:
    """``now``: how that check ends in the new audit; empty when it was not asked."""
    if before.status not in _DARK and now & set(_DARK):
        return Turn.LOST
    return Turn.BETTER if before.status is Status.FAIL and now else Turn.GONE


def _turned(before: Finding, after: Finding) -> Turn:
    if before.status is after.status:
        steps = after.severity.rank - before.severity.rank if after.status is Status.FAIL else 0
        return Turn.WORSE if steps > 0 else Turn.BETTER if steps < 0 else Turn.SAME
    if before.status in _DARK and after.status in _DARK:
        return Turn.SAME
    if after.status is Status.FAIL:
        return Turn.WORSE
    if after.status in _DARK:
        return Turn.LOST
    if after.status is Status.NOT_APPLICABLE:
        return Turn.GONE
    return Turn.NEW if before.status is Status.NOT_APPLICABLE else Turn.BETTER


def _gravity(change: Change) -> tuple[int, int, str, str]:
    shown = change.shown
    return -_failed(change.after), -shown.severity.rank, shown.check, shown.subject


def _notes(old: Report, new: Report) -> Iterator[str]:
    if old.machine.id != new.machine.id:
        yield "These are two different machines."
    if new.made_at < old.made_at:
        yield "The second audit is older than the first."
    if old.version != new.version:
        yield f"They were made by two versions of PeerKit, {old.version} and {new.version}: checks may differ."
    if {_hides_names(old), _hides_names(new)} == {True, False}:
        yield "One hides names (--redact), the other shows them: the same thing may stand here twice."


def _hides_names(report: Report) -> bool | None:
    """None where there is no name to tell by."""
    # A waiver's subject is the id of a check, which is no secret.
    names = [found.subject for found in report.findings if found.subject and found.check != "waivers-current"]
    return any(map(_PSEUDONYM.match, names)) if names else None
