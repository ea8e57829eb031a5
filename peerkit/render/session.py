"""The end of a run on one screen of 80 x 24: the verdict, what stands in the way first, the kindest next step."""

from __future__ import annotations

from collections import Counter

from peerkit.model.session import Answer, ItemResult, SessionReport, SessionVerdict
from peerkit.render.paper import Paper, Tone
from peerkit.render.words import ANSWERS, VERDICTS, answer_mark

_NEXT = {
    SessionVerdict.READY: "You are set. Take a breath, and go and be with them.",
    SessionVerdict.WITH_CARE: "You can start. Keep the points above in mind.",
    SessionVerdict.NOT_READY: (
        "Mend the first point, then run this again. If time is short, call them by phone and say you need a moment."
    ),
    SessionVerdict.UNDECIDED: (
        "Some things are not answered yet. Answer them when you can. A short phone call is always a way to begin."
    ),
}
# One screen: verdict, two headings, counts and next step take ten lines; the rest goes to points.
_POINT_LINES = 13


def render_session(report: SessionReport, paper: Paper) -> str:
    """The verdict screen."""
    word, tone = VERDICTS[report.verdict]
    heading = paper.beside(report.title, word)
    lines = [paper.paint(heading, tone) if not paper.plain else f"{report.title}: {word}", ""]
    points = _points(report, paper)
    lines += points or ["Nothing stands in the way.", ""]
    lines += [_counts(report, paper)]
    for note in report.notes:
        lines += paper.wrap(f"Note: {note}")
    lines += ["", *paper.wrap(_next_step(report))]
    return "\n".join(lines) + "\n"


def _next_step(report: SessionReport) -> str:
    return _NEXT[report.verdict]


def _points(report: SessionReport, paper: Paper) -> list[str]:
    results = {result.item.id: result for result in report.items}
    groups = [
        ("What stands in the way", report.blockers),
        ("Keep in mind", tuple(care for care in report.cares if care not in report.blockers)),
    ]
    lines: list[str] = []
    left = 0
    for heading, ids in groups:
        if not ids:
            continue
        lines.append(paper.paint(heading, Tone.STRONG))
        for item_id in ids:
            point = _point(results[item_id], paper)
            if len(lines) + len(point) > _POINT_LINES:
                left += 1
                continue
            lines += point
        lines.append("")
    if left:
        lines.insert(-1, f"  ... and {left} more; see them all with --format json")
    return lines


def _point(result: ItemResult, paper: Paper) -> list[str]:
    mark = answer_mark(result.given.answer, paper)
    bare = answer_mark(result.given.answer, Paper(paper.width)) if paper.plain else _bare(result.given.answer)
    first = f"  {bare} "
    lines = paper.wrap(result.item.statement, "    ", first)
    lines[0] = lines[0].replace(first, f"  {mark} ", 1)
    advice = result.item.fix if result.given.answer is Answer.NO else _open_words(result)
    return lines + paper.wrap(advice, "    ")


def _bare(answer: Answer) -> str:
    sign, word, _ = ANSWERS[answer]
    return f"{sign} {word}"


def _open_words(result: ItemResult) -> str:
    given = result.given
    if given.overruled is not None:
        return f"PeerKit saw it otherwise; you said: {given.reason}."
    if given.answer is Answer.SKIPPED:
        return f"Skipped: {given.reason}." if given.reason else "Skipped. " + result.item.fix
    return " ".join(given.evidence[:1]) or "Nobody has answered this yet."


def _counts(report: SessionReport, paper: Paper) -> str:
    found = Counter(result.given.answer for result in report.items)
    parts = [f"{found[answer]} {ANSWERS[answer][1]}" for answer in Answer if found[answer]]
    return (", " if paper.plain else " · ").join(parts)


def render_machine_part(results: tuple[ItemResult, ...], paper: Paper) -> str:
    """What the machine found before anyone was asked: one line an item, with the evidence."""
    lines = [paper.rule("What PeerKit found by itself")]
    for result in results:
        given = result.given
        if given.by is None and not given.evidence:
            continue
        word = f"[{ANSWERS[given.answer][1]}]" if paper.plain else _bare(given.answer)
        found = given.evidence[0] if given.evidence else result.item.statement
        first = f"  {word:<11} "
        head, *rest = paper.wrap(found, " " * 14, first)
        lines += [head.replace(word, answer_mark(given.answer, paper), 1), *rest]
    return "\n".join(lines) + "\n"
