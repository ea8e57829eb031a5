"""The words and signs for each answer and verdict; the same in every text people read."""

from __future__ import annotations

from peerkit.model.session import Answer, SessionVerdict
from peerkit.model.speech import heard, say
from peerkit.render.paper import Paper, Tone

VERDICTS = {
    SessionVerdict.READY: ("ready", Tone.GOOD),
    SessionVerdict.WITH_CARE: ("ready, with care", Tone.CARE),
    SessionVerdict.NOT_READY: ("not ready yet", Tone.BAD),
    SessionVerdict.UNDECIDED: ("undecided", Tone.CARE),
}
ANSWERS = {
    Answer.YES: ("✓", "yes", Tone.GOOD),
    Answer.NO: ("✗", "no", Tone.BAD),
    Answer.SKIPPED: ("»", "skipped", Tone.CARE),
    Answer.NOT_APPLICABLE: ("-", "does not apply", Tone.QUIET),
    Answer.UNKNOWN: ("?", "not known", Tone.CARE),
}


def answer_word(answer: Answer) -> str:
    """An answer in the language spoken."""
    return say(ANSWERS[answer][1])


def machine_words(text: str) -> str:
    """What the machine said, in the language spoken; in English, and said to be so, where no table holds it."""
    return heard(text) or say("(In English: {seen})", seen=text)


def answer_mark(answer: Answer, paper: Paper) -> str:
    """An answer as a word, with its sign where signs are allowed."""
    sign, _, tone = ANSWERS[answer]
    word = answer_word(answer)
    return f"[{word}]" if paper.plain else paper.paint(f"{sign} {word}:", tone)
