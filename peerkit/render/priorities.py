"""What to do first about stored passwords, as lines of text: at most ten. A step that comes again is told once."""

from __future__ import annotations

from peerkit.model.priority import Priority
from peerkit.model.report import Report
from peerkit.render.paper import Paper, Tone, safe

HEADING = "What to do first"


def accounts(found: Priority) -> str:
    """The accounts in one line."""
    return ", ".join(found.accounts) + (f" and {found.more} more" if found.more else "")


def told(found: Priority) -> str:
    """What is wrong, and how long guessing takes."""
    return " ".join(filter(None, (*found.wrong, found.guessing)))


def priority_lines(report: Report, paper: Paper) -> list[str]:
    """The list with its heading; empty where nothing is pressing."""
    if not report.priorities:
        return []
    lines = [paper.rule(HEADING)]
    steps: dict[str, int] = {}
    for number, found in enumerate(report.priorities, 1):
        same = steps.setdefault(found.first, number)
        mark = f"{number}."
        head, *more = paper.wrap(f"{mark} {accounts(found)}", "   ", "")
        lines += [paper.paint(safe(line), Tone.STRONG) for line in (head, *more)]
        step = found.first if same == number else f"Do as for {same}."
        lines += [*paper.wrap(told(found), "   ", "   "), *paper.wrap(step, "     ", "   - ")]
    return [*lines, ""]
