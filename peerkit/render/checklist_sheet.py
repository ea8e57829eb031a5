"""A checklist as a sheet to hand out: what stands on it, before any format sets it.

A sheet for the one being supported may lie on a table or pass through somebody's mailbox. So it names no program, no
reason for the call, no source and no severity, unless a program's name is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from peerkit.model.checklist import Checklist, Item, ItemSeverity
from peerkit.model.condition import Applies, Condition
from peerkit.model.speech import say

# How a condition reads after "Only", and how its opposite does where that is in use: in words that need no context.
CONDITIONS = {
    Condition.VIDEO: "with video",
    Condition.PHONE: "on the phone",
    Condition.TEXT: "in writing",
    Condition.COMPUTER_SOUND: "if the computer carries the sound",
    Condition.INTERNET_CALL: "for a call over the internet",
    Condition.ONE_TO_ONE: "if it is just the two of you",
    Condition.GROUP: "in a group",
    Condition.PLATFORM_NAMED: "if you chose an app",
    Condition.SHARING: "if you share your screen",
    Condition.OTHERS_NEARBY: "if others are near",
    Condition.FIRST_MEETING: "at a first meeting",
    Condition.BORROWED: "if the device is borrowed",
    Condition.HEALTH_FACTS: "if health facts are shared",
    Condition.WORKDAY_STARTED: "if you ran the list for the start of the day",
    Condition.HEADSET_USED: "if you use a headset",
    Condition.WORK_PHONE: "if you have a work phone",
    Condition.WORKS_ALONE: "if you work alone",
    Condition.PEER_SUPPORTER: "if you are a peer supporter",
    Condition.MEETING_APP: "for a meeting app",
    Condition.CHAT_APP: "for a chat app",
    Condition.BROWSER_USED: "if a web browser is used",
    Condition.CAPTIONS_NEEDED: "if someone needs captions",
    Condition.MINORS: "if young people take part",
    Condition.WARMLINE: "if you run a warmline",
    Condition.STREET_OUTREACH: "if you reach out on the street",
    Condition.SUBSTANCE_USE: "if your work is about substance use",
}
NOT = {
    Condition.TEXT: "if it is not in writing",
    Condition.BORROWED: "if the device is your own",
    Condition.WORKDAY_STARTED: "if you have not run the list for the start of the day",
    Condition.PLATFORM_NAMED: "if you chose no app",
}


@dataclass(frozen=True)
class Line:
    """One statement with its number; ``only`` says when it is asked, ``must`` that a no stands in the way."""

    number: int
    statement: str
    why: str
    fix: str
    only: str = ""
    must: bool = False


@dataclass(frozen=True)
class Sheet:
    """A checklist ready to be set. ``program`` is a name asked for, ``notes`` what stands below the title."""

    title: str
    program: str
    notes: tuple[str, ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    foot: str
    shared: bool

    @property
    def count(self) -> int:
        """How many statements there are."""
        return sum(len(lines) for _, lines in self.parts)


def sheet_of(checklist: Checklist, program: str = "") -> Sheet:
    """The sheet of a list; ``program`` is printed on top where it is given."""
    shared = bool(checklist.shareable)
    numbers = iter(range(1, 1 + len(list(checklist.items))))
    parts = tuple(
        (section.title, tuple(_line(item, next(numbers), shared) for item in section.items))
        for section in checklist.sections
    )
    when = _for_paper(checklist.when, shared)
    if shared:
        note = say("Take your time. A no is fine: it only starts a talk. Leave out what does not fit.")
        return Sheet(checklist.title, program, (note,), parts, "", shared)
    lead = say("Yes is always the good answer. A no is not a failure: it shows what to do next.")
    notes = (say("For {audience}.", audience=checklist.audience), when, lead)
    foot = say("Last reviewed on {day}. Guidance, not legal advice.", day=checklist.reviewed_on)
    return Sheet(checklist.title, program, notes, parts, foot, shared)


def file_stem(checklist: Checklist) -> str:
    """A name for the file of a sheet, without its ending; a neutral one where the sheet is for handing out."""
    return checklist.shareable or checklist.name


def answers() -> tuple[str, ...]:
    """The words beside the boxes."""
    return say("Yes"), say("No"), say("Does not fit")


def _line(item: Item, number: int, shared: bool) -> Line:
    statement, why, fix = (_for_paper(text, shared) for text in (item.statement, item.why, item.fix))
    must = item.severity is ItemSeverity.MUST and not shared
    return Line(number, statement, why, fix, _only(item.applies), must)


def _for_paper(text: str, shared: bool) -> str:
    """The text without what only works at a keyboard; a sheet to hand out also does without commands."""
    text = _without_key(text)
    if not shared or "`" not in text:
        return text
    return " ".join(part for part in re.split(r"(?<=[.?!])\s+", text) if "`" not in part)


def _without_key(text: str) -> str:
    """The text with the card to look at in place of the key to press."""
    look = say("look at the crisis card")
    for pressed in (say("press c to see the crisis card"), say("press c for the crisis card")):
        text = text.replace(pressed, look).replace(pressed.capitalize(), look.capitalize())
    return text


def _only(applies: Applies) -> str:
    rows = [say(" and ").join(_terms(terms)) for terms in applies.terms()]
    return say("Only {when}.", when=say(", or ").join(rows)) if rows else ""


def _terms(terms: tuple[tuple[Condition, bool], ...]) -> Iterator[str]:
    for condition, holds in terms:
        words = CONDITIONS[condition] if holds else NOT.get(condition)
        yield say(words) if words else say("if not {when}", when=say(CONDITIONS[condition]))
