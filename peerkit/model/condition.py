"""When an item applies: a small expression over named conditions, true, false or not known.

``video and not group`` is read with Kleene's three-valued logic, so that a condition nobody told
us about never silently drops a question: an item drops out only where the expression is false.
Grammar: ``or`` binds loosest, then ``and``, then ``not``; no brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Condition(Enum):
    """What an item may depend on; each word as written in a checklist file."""

    VIDEO = "video"
    PHONE = "phone"
    TEXT = "text"
    COMPUTER_SOUND = "computer-sound"
    INTERNET_CALL = "internet-call"
    ONE_TO_ONE = "one-to-one"
    GROUP = "group"
    PLATFORM_NAMED = "platform-named"
    SHARING = "sharing"
    OTHERS_NEARBY = "others-nearby"
    FIRST_MEETING = "first-meeting"
    BORROWED = "borrowed"
    HEALTH_FACTS = "health-facts"
    WORKDAY_STARTED = "workday-started"
    HEADSET_USED = "headset-used"
    WORK_PHONE = "work-phone"
    WORKS_ALONE = "works-alone"
    PEER_SUPPORTER = "peer-supporter"
    MEETING_APP = "meeting-app"
    CHAT_APP = "chat-app"
    BROWSER_USED = "browser-used"
    CAPTIONS_NEEDED = "captions-needed"
    MINORS = "minors"
    WARMLINE = "warmline"
    STREET_OUTREACH = "street-outreach"
    SUBSTANCE_USE = "substance-use"


Known = Mapping[Condition, "bool | None"]


@dataclass(frozen=True)
class _Term:
    condition: Condition
    negated: bool

    def value(self, known: Known) -> bool | None:
        found = known.get(self.condition)
        return found if found is None else found is not self.negated


@dataclass(frozen=True)
class Applies:
    """A parsed expression; without any alternatives it is always true."""

    alternatives: tuple[tuple[_Term, ...], ...] = ()

    def value(self, known: Known) -> bool | None:
        """True, False, or None where it hangs on something not known."""
        if not self.alternatives:
            return True
        return _any([_all([term.value(known) for term in terms]) for terms in self.alternatives])

    def terms(self) -> tuple[tuple[tuple[Condition, bool], ...], ...]:
        """The alternatives, each a row of conditions with whether they should hold; for those who put it in words."""
        return tuple(tuple((term.condition, not term.negated) for term in terms) for terms in self.alternatives)

    def __str__(self) -> str:
        """The expression as a checklist file writes it; nothing where it is always true."""
        rows = (
            " and ".join(condition.value if holds else f"not {condition.value}" for condition, holds in terms)
            for terms in self.terms()
        )
        return " or ".join(rows)

    @property
    def conditions(self) -> frozenset[Condition]:
        """Every condition the expression names."""
        return frozenset(term.condition for terms in self.alternatives for term in terms)


ALWAYS = Applies()


def _all(values: list[bool | None]) -> bool | None:
    return False if False in values else None if None in values else True


def _any(values: list[bool | None]) -> bool | None:
    return True if True in values else None if None in values else False


def parse_applies(text: str) -> Applies:
    """Read an expression. Raises ``ValueError`` that names the word it stumbled over."""
    return Applies(
        tuple(
            tuple(_term(words.split()) for words in part.split(" and "))
            for part in " ".join(text.split()).split(" or ")
        )
    )


def _term(words: list[str]) -> _Term:
    negated = words[:1] == ["not"]
    rest = words[1:] if negated else words
    known = {condition.value: condition for condition in Condition}
    if len(rest) != 1 or rest[0] not in known:
        raise ValueError(f"{' '.join(words) or 'nothing'!r} is not a condition; known are: {', '.join(known)}")
    return _Term(known[rest[0]], negated)
