"""What the linter found, as lines that editors can jump to, and as a JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from peerkit.model.lint import Flaw, Level, LintedFile
from peerkit.render.json import dumps
from peerkit.render.paper import Paper, Tone, safe

_TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.CARE}


def render_lint(files: Sequence[LintedFile], paper: Paper) -> str:
    """Each flaw as ``file:line: level: message``, and a line a file."""
    lines: list[str] = []
    for found in files:
        for flaw in found.flaws:
            lines += _told(found.file, flaw, paper)
        lines.append(safe(f"{found.file}: {summary(found)}"))
    return "".join(f"{line}\n" for line in lines)


def _told(file: str, flaw: Flaw, paper: Paper) -> list[str]:
    """The flaw on a line of its own for other tools; on a terminal the line is folded."""
    level = flaw.rule.level
    part = "" if flaw.part == "statement" else f", {flaw.part}"
    told = f"{flaw.item}{part}: {flaw.message} [{flaw.rule.value}]"
    if paper.plain:
        return [safe(f"{file}:{flaw.line}: {level.value}: {told}")]
    head = safe(f"{file}:{flaw.line}: ") + paper.paint(level.value, _TONES[level])
    return [head, *paper.wrap(told, "    ", "    ")]


def summary(found: LintedFile) -> str:
    """How many items a file has, and how much is amiss."""
    levels = [flaw.rule.level for flaw in found.flaws]
    errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
    amiss = [_count(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    return f"{' and '.join(amiss) or 'fine'}, {_count(found.items, 'item')}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def render_lint_json(files: Sequence[LintedFile]) -> str:
    """What was found as ``peerkit.checklist-check/1`` (schemas/)."""
    return dumps({
        "schema": "peerkit.checklist-check/1",
        "files": [
            {
                "file": found.file,
                "items": found.items,
                "flaws": [
                    {
                        "line": flaw.line,
                        "level": flaw.rule.level.value,
                        "rule": flaw.rule.value,
                        "item": flaw.item,
                        "part": flaw.part,
                        "message": flaw.message,
                    }
                    for flaw in found.flaws
                ],
            }
            for found in files
        ],
    })  # fmt: skip
