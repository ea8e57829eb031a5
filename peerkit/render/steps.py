"""The texts of a walk through a checklist: one item, its fix, its reasons, the crisis card."""

from __future__ import annotations

from peerkit.model.checklist import Item, ItemSeverity
from peerkit.model.reference import Reference
from peerkit.model.session import Answer, Given
from peerkit.model.settings import Crisis
from peerkit.model.speech import key_for, say
from peerkit.render.paper import Paper, Tone
from peerkit.render.words import answer_word, machine_words

KEYS = {
    "y": "yes",
    "n": "no",
    "s": "skip",
    "a": "does not apply",
    "b": "back",
    "?": "why",
    "c": "crisis card",
    "q": "leave and come back later",
}
MACHINE_NO_KEYS = {"f": "I fixed it, look again", "g": "go on", "y": "it is a yes, I will say why"}
NO_KEYS = {"f": "I fixed it", "g": "go on with no"}
REASONS = (
    "I checked it another way",
    "It cannot be done right now",
    "My supervisor said it is all right",
    "The person needs me now",
)


def step(item: Item, severity: ItemSeverity, given: Given, place: str, section: str, paper: Paper) -> str:
    """One item as a question, with what the machine made of it."""
    lines = ["", paper.rule(f"{place}: {section}")]
    lines += [paper.paint(line, Tone.STRONG) for line in paper.wrap(item.statement)]
    if severity is ItemSeverity.MUST:
        lines.append(say("(This one is a must.)"))
    if item.by_machine and given.answer is Answer.UNKNOWN:
        said = machine_words(given.evidence[0]) if given.evidence else say("It did not say why.")
        lines += paper.wrap(say("PeerKit could not tell. {why}", why=said))
    elif given.answer is not Answer.UNKNOWN:
        lines.append(say("Your answer so far: {answer}.", answer=answer_word(given.answer)))
    return "\n".join([*lines, *keys(KEYS, paper)]) + "\n"


def machine_no(item: Item, given: Given, place: str, section: str, paper: Paper) -> str:
    """An item the machine or the platform data answered no: the finding, and the fix with it."""
    lines = ["", paper.rule(f"{place}: {section}")]
    lines += [paper.paint(line, Tone.STRONG) for line in paper.wrap(item.statement)]
    lines += paper.wrap(say("PeerKit looked, and the answer is no."))
    for piece in given.evidence[:3]:
        lines += paper.wrap(machine_words(piece), "    ", "  - ")
    lines += paper.wrap(say("What helps: {fix}", fix=item.fix))
    if given.overruled is not None:
        answer = answer_word(given.answer)
        lines += paper.wrap(say("Your answer so far: {answer}. You said: {reason}", answer=answer, reason=given.reason))
    rest = {key: KEYS[key] for key in "sab?cq"}
    return "\n".join([*lines, *keys(MACHINE_NO_KEYS | rest, paper)]) + "\n"


def said(answer: Answer) -> str:
    """What was understood, right after a key."""
    return say("You said: {answer}.", answer=answer_word(answer)) + "\n"


def looked_again(seen: str, paper: Paper) -> str:
    """What the machine saw this time, when it is no longer a no."""
    return "\n".join(paper.wrap(say("Thank you. PeerKit looked again: {seen}", seen=seen))) + "\n"


def fix(item: Item, paper: Paper) -> str:
    """What helps, right after a no."""
    lines = ["", *paper.wrap(say("That is all right. Here is what helps:"))]
    lines += paper.wrap(item.fix, "  ", "  ")
    rest = {key: KEYS[key] for key in "bcq"}
    return "\n".join([*lines, *keys(NO_KEYS | rest, paper)]) + "\n"


def why(item: Item, paper: Paper) -> str:
    """Why an item is asked, and where it comes from."""
    lines = ["", *paper.wrap(say("Why: {why}", why=item.why)), *paper.wrap(say("What helps: {fix}", fix=item.fix))]
    if item.practices:
        lines += paper.wrap(say("From: {practices}", practices=", ".join(item.practices)))
    if item.source:
        lines += paper.wrap(source_line(item.source))
    return "\n".join(lines) + "\n"


def source_line(source: Reference) -> str:
    """A source with its address and the day it was read."""
    return say("Source: {title}, {url} (read {day})", title=source.title, url=source.url, day=source.accessed)


def reasons(lead: str, paper: Paper) -> str:
    """The short list of reasons to choose from, or to answer in own words."""
    lines = ["", *paper.wrap(lead)]
    lines += [f"  {number} {say(reason)}" for number, reason in enumerate(REASONS, 1)]
    lines += paper.wrap(say("Type a number or your own words (no names), then Enter. Enter alone goes back."))
    lines += paper.wrap(say("Type {key}, then Enter, to see the crisis card.", key=key_for("c")))
    return "\n".join(lines) + "\n"


def crisis_card(crisis: Crisis, paper: Paper) -> str:
    """The crisis card: what to ask and whom to call. It asks for nothing and keeps nothing."""
    supervisor = crisis.supervisor or say("not in the settings yet; write the number on paper now")
    # A number or a line that the settings name is said as it stands there.
    steps = [
        say("Stay with them. Ask: Where are you right now? What is the address?"),
        say("Ask: What number can I call back if we get cut off?"),
        say(
            "Danger now: call {number}. If they are far away, say so first: help must go to their town.",
            number=say(crisis.local_emergency),
        ),
        say("Someone to talk to: {line}.", line=say(crisis.lifeline)),
        say("Your supervisor: {supervisor}.", supervisor=supervisor),
    ]
    lines = ["", paper.rule(say("Crisis card"))]
    for number, text in enumerate(steps, 1):
        lines += paper.wrap(text, "   ", f"{number}. ")
    if crisis.text:
        lines += ["", *(line for part in crisis.text.strip().splitlines() for line in paper.wrap(part))]
    lines += ["", *paper.wrap(say("Nothing you say or type here is kept. You do not have to do this alone."))]
    return "\n".join(lines) + "\n"


def keys(choices: dict[str, str], paper: Paper) -> list[str]:
    """The keys that may be pressed, in lines that fit; the letters are those of the language spoken."""
    told = [(key_for(key), say(words)) for key, words in choices.items()]
    parts = [f"{key} = {words}" if paper.plain else f"[{key}] {words}" for key, words in told]
    lines, line = [""], ""
    for part in parts:
        if line and len(line) + 3 + len(part) > paper.columns:
            lines.append(line)
            line = part
        else:
            line = f"{line}   {part}" if line else part
    return [paper.paint(text, Tone.QUIET) if text else text for text in [*lines, line]]
