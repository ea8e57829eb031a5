"""The walk: one item at a time, one key each. It reads keys and shows texts through what it is given.

A walk can be left at any item and resumed; every answer is handed to ``kept`` as soon as it is
given. Items the machine answered yes, or that do not apply, are not asked; its *no* is shown with
the fix, and a person may look again, go on, or overrule it with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from peerkit.checklists.engine import Run
from peerkit.model.checklist import Item, ItemSeverity
from peerkit.model.session import Answer, AnsweredBy, Given
from peerkit.model.settings import Crisis
from peerkit.model.speech import meant_by, say
from peerkit.render import steps
from peerkit.render.paper import Paper
from peerkit.render.words import answer_word, machine_words

_ANSWER_KEYS = {"y": Answer.YES, "n": Answer.NO, "s": Answer.SKIPPED, "a": Answer.NOT_APPLICABLE}


class Terminal(Protocol):
    """Where a walk shows its texts and reads its keys."""

    def show(self, text: str) -> None:
        """Show a text."""

    def key(self) -> str:
        """The next key. Raises ``Left`` when the terminal is gone."""

    def line(self) -> str:
        """A line of text, without its end. Raises ``Left`` when the terminal is gone."""


class Left(Exception):
    """The person left, or the terminal went away."""


class Move(Enum):
    """Where to go after an item."""

    ON = auto()
    BACK = auto()
    AGAIN = auto()


@dataclass
class Walk:
    """A walk through the open items of a run.

    ``look_again`` asks the machine about one item anew; ``kept`` is called with every answer.
    """

    run: Run
    terminal: Terminal
    paper: Paper
    crisis: Crisis
    look_again: Callable[[Item], Given]
    kept: Callable[[Item, Given], None]

    def go(self) -> None:
        """Walk to the end. Raises ``Left`` when the person leaves before it."""
        visited: list[Item] = []
        item = self._next(visited)
        while item is not None:
            move = self._visit(item)
            if move is Move.ON:
                visited.append(item)
                item = self._next(visited)
            elif move is Move.BACK and visited:
                item = visited.pop()
            elif move is Move.BACK:
                self.terminal.show(say("This is the first one.") + "\n")

    def _next(self, visited: list[Item]) -> Item | None:
        """The first item not walked yet that needs a person."""
        return next((i for i in self.run.items() if i not in visited and self._wants_a_look(i)), None)

    def _wants_a_look(self, item: Item) -> bool:
        given = self.run.given(item)
        if given.answer is Answer.UNKNOWN:
            return True
        return self._stands_at_no(item) and self.run.severity(item) is not ItemSeverity.NICE

    def _stands_at_no(self, item: Item) -> bool:
        given = self.run.given(item)
        return given.by is not AnsweredBy.PERSON and self.run.found(item) is Answer.NO

    def _place(self, item: Item) -> tuple[str, str]:
        ids = [other.id for other in self.run.items() if self._counts(other) or other.id == item.id]
        section = next(s.title for s in self.run.checklist.sections if item in s.items)
        return say("{number} of {count}", number=ids.index(item.id) + 1, count=len(ids)), section

    def _counts(self, item: Item) -> bool:
        return self.run.given(item).by is AnsweredBy.PERSON or self._wants_a_look(item)

    def _visit(self, item: Item) -> Move:
        given = self.run.given(item)
        found_no = self.run.found(item) is Answer.NO
        if found_no:
            self.terminal.show(steps.machine_no(item, given, *self._place(item), self.paper))
        else:
            severity = self.run.severity(item)
            self.terminal.show(steps.step(item, severity, given, *self._place(item), self.paper))
        while True:
            key = self._key()
            if found_no and key == "f":
                return self._looked_again(item)
            if found_no and key == "g":
                return Move.ON
            if found_no and key == "n":
                self._keep(item, Given(Answer.NO, AnsweredBy.PERSON))
                return Move.ON
            if key == "b":
                return Move.BACK
            if key in _ANSWER_KEYS:
                return self._answered(item, _ANSWER_KEYS[key])
            self._aside(key, item)

    def _looked_again(self, item: Item) -> Move:
        given = self.look_again(item)
        self._keep(item, given)
        if given.answer in (Answer.YES, Answer.NOT_APPLICABLE):
            said = machine_words(given.evidence[0]) if given.evidence else answer_word(given.answer)
            self.terminal.show(steps.looked_again(said, self.paper))
            return Move.ON
        return Move.AGAIN

    def _answered(self, item: Item, answer: Answer) -> Move:
        reason = ""
        if self.run.needs_reason(item, answer):
            reason = self._reason(answer)
            if not reason:
                return Move.AGAIN
        if answer is Answer.NO:
            return self._after_no(item)
        self._keep(item, Given(answer, AnsweredBy.PERSON, reason=reason))
        return Move.ON

    def _after_no(self, item: Item) -> Move:
        self._keep(item, Given(Answer.NO, AnsweredBy.PERSON))
        self.terminal.show(steps.fix(item, self.paper))
        while True:
            key = self._key()
            if key == "f":
                self._keep(item, Given(Answer.YES, AnsweredBy.PERSON))
                return Move.ON
            if key in ("g", "n"):
                return Move.ON
            if key == "b":
                return Move.AGAIN
            self._aside(key, item)

    def _reason(self, answer: Answer) -> str:
        lead = say("This one is a must. Why skip it?")
        if answer is not Answer.SKIPPED:
            lead = say("PeerKit saw a no. Why is it a yes?")
        if answer is Answer.NOT_APPLICABLE:
            lead = say("PeerKit saw a no. Why does it not apply?")
        self.terminal.show(steps.reasons(lead, self.paper))
        while meant_by((words := self.terminal.line().strip()).lower()) == "c":
            self.terminal.show(steps.crisis_card(self.crisis, self.paper) + steps.reasons(lead, self.paper))
        chosen = {str(number): say(reason) for number, reason in enumerate(steps.REASONS, 1)}
        return chosen.get(words, "") if words.isdecimal() else words[:200]

    def _keep(self, item: Item, given: Given) -> None:
        self.run.give(item, given)
        self.kept(item, self.run.given(item))
        if given.by is AnsweredBy.PERSON:
            self.terminal.show(steps.said(given.answer))

    def _key(self) -> str:
        key = meant_by(self.terminal.key().lower())
        if key == "q":
            raise Left
        return key

    def _aside(self, key: str, item: Item) -> None:
        """Keys that show something and leave the question open."""
        if key == "?":
            self.terminal.show(steps.why(item, self.paper))
        elif key == "c":
            self.terminal.show(steps.crisis_card(self.crisis, self.paper))
        else:
            self.terminal.show(say("Please press one of the keys above.") + "\n")
