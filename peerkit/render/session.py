"""The end of a run on one screen of 80 x 24: the verdict, what stands in the way first, the kindest next step."""

from __future__ import annotations

import re
from collections import Counter

from peerkit.model.session import BY_SYSTEM, Answer, ItemResult, SessionReport, SessionVerdict
from peerkit.model.speech import heard, say
from peerkit.render.paper import Paper, Tone
from peerkit.render.words import ANSWERS, VERDICTS, answer_mark, answer_word, machine_words

NEXT = {
    SessionVerdict.READY: "You are set. Take a breath, and go and be with them.",
    SessionVerdict.WITH_CARE: "You can start. Keep the points above in mind.",
    SessionVerdict.NOT_READY: (
        "Mend the first point, then run this again. If time is short, call them by phone and say you need a moment."
    ),
    SessionVerdict.UNDECIDED: (
        "Some things are not answered yet. Answer them when you can. A short phone call is always a way to begin."
    ),
}
# The same for a list that no session follows at once.
NEXT_ELSE = {
    SessionVerdict.READY: "All is well. Thank you for looking.",
    SessionVerdict.WITH_CARE: "Good. Take the points above one at a time.",
    SessionVerdict.NOT_READY: "Mend the first point, then run this again. Ask for help if you need it.",
    SessionVerdict.UNDECIDED: "Some things are not answered yet. Answer them when you can.",
}
# The screen of a small terminal, less the line of the shell's next prompt.
_SCREEN_LINES = 23
# However long a text is, no point pushes the others off the screen.
_TEXT_LINES = 3
# A reason shorter than this rarely stands alone ("You are on a cable.").
_GIST = 50


def render_session(report: SessionReport, paper: Paper) -> str:
    """The verdict screen."""
    english, tone = VERDICTS[report.verdict]
    word = say(english)
    short = paper.fit(report.title, paper.columns - len(word) - 2)
    heading = f"{short}: {word}" if paper.plain else paper.paint(paper.beside(short, word), tone)
    end = paper.wrap(_counts(report, paper))
    for note in report.notes[:2]:
        end += paper.wrap(say("Note: {note}", note=machine_words(note)), most=_TEXT_LINES)
    end += ["", *paper.wrap(_next_step(report))]
    points = _points(report, paper, _SCREEN_LINES - 2 - len(end)) or [say("Nothing stands in the way."), ""]
    return "\n".join([heading, "", *points, *end]) + "\n"


def _next_step(report: SessionReport) -> str:
    return say((NEXT if report.before_call else NEXT_ELSE)[report.verdict])


def _points(report: SessionReport, paper: Paper, room: int) -> list[str]:
    """What to look at, worst first, in at most ``room`` lines; what does not fit is counted."""
    results = {result.item.id: result for result in report.items}
    groups = [
        (say("What stands in the way"), report.blockers),
        (say("Keep in mind"), tuple(care for care in report.cares if care not in report.blockers)),
    ]
    lines: list[str] = []
    left = 0
    for heading, ids in groups:
        shown: list[str] = []
        for item_id in ids:
            point = _point(results[item_id], paper)
            # Two lines for the heading and the blank after it, one for the count of what is left.
            left += bool(left) or len(lines) + len(shown) + len(point) + 3 > room
            shown += [] if left else point
        lines += [paper.paint(heading, Tone.STRONG), *shown, ""] if shown else []
    if left:
        more = say("... and {count} more; see them all with --format json", count=left)
        lines.insert(-1, f"  {more}")
    return lines


def _point(result: ItemResult, paper: Paper) -> list[str]:
    lines = _marked(result.given.answer, result.item.statement, paper, _TEXT_LINES)
    advice = result.item.fix if result.given.answer is Answer.NO else _open_words(result)
    return lines + paper.wrap(advice, "    ", most=_TEXT_LINES)


def _bare(answer: Answer) -> str:
    return f"{ANSWERS[answer][0]} {answer_word(answer)}"


def _open_words(result: ItemResult) -> str:
    given = result.given
    if given.overruled is not None:
        return say("PeerKit saw it otherwise; you said: {reason}.", reason=given.reason)
    if given.answer is Answer.SKIPPED and given.reason:
        return say("Skipped: {reason}.", reason=given.reason)
    if given.answer is Answer.SKIPPED:
        return say("Skipped. {fix}", fix=result.item.fix)
    if not given.evidence:
        return say("Nobody has answered this yet.")
    return say("PeerKit could not tell. {why}", why=machine_words(_gist(given.evidence[0])))


def _gist(text: str) -> str:
    """The first sentences of a reason, enough of them to say something."""
    gist = ""
    for sentence in re.split(r"(?<=[.!?]) ", text):
        gist = f"{gist} {sentence}".strip()
        if len(gist) >= _GIST:
            break
    return gist if gist.endswith((".", "!", "?")) else f"{gist}."


def _counts(report: SessionReport, paper: Paper) -> str:
    found = Counter(result.given.answer for result in report.items)
    parts = [f"{found[answer]} {answer_word(answer)}" for answer in Answer if found[answer]]
    return (", " if paper.plain else " · ").join(parts)


def render_machine_part(results: tuple[ItemResult, ...], paper: Paper, *, will_ask: bool) -> str:
    """What the machine found before anyone was asked, with the evidence; what does not apply comes last.

    ``will_ask``: a person is there to be asked what could not be found out, so reasons can wait.
    """
    lines = [paper.rule(say("What PeerKit found by itself"))]
    for answer in (Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.NOT_APPLICABLE):
        found = [r for r in results if r.given.answer is answer and (r.given.by in BY_SYSTEM or r.given.evidence)]
        if answer is Answer.UNKNOWN and will_ask and found:
            lines += paper.wrap(_will_ask(len(found)), "  ", "  ")
            continue
        for text in dict.fromkeys(_seen(result) for result in found if result.given.evidence):
            lines += _marked(answer, text, paper)
    return "\n".join(lines) + "\n"


def _marked(answer: Answer, text: str, paper: Paper, most: int | None = None) -> list[str]:
    bare = f"[{answer_word(answer)}]" if paper.plain else f"{_bare(answer)}:"
    head, *rest = paper.wrap(text, "    ", f"  {bare} ", most)
    return [head.replace(bare, answer_mark(answer, paper), 1), *rest]


def _seen(result: ItemResult) -> str:
    """What the machine says of an item; where that is English in another language, the statement stands first."""
    seen = result.given.evidence[0]
    return heard(seen) or f"{result.item.statement} {machine_words(seen)}"


def _will_ask(count: int) -> str:
    if count == 1:
        return say("PeerKit could not tell one thing. It will ask you.")
    return say("PeerKit could not tell {count} things. It will ask you.", count=count)
