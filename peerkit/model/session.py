"""A session about to start: its situation, the answers given, and the verdict on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from peerkit.model.checklist import Item, ItemSeverity
from peerkit.model.condition import Condition
from peerkit.model.function import Function as Function


class Answer(Enum):
    """The answer to one item."""

    YES = "yes"
    NO = "no"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class AnsweredBy(Enum):
    """Who gave an answer."""

    MACHINE = "machine"
    PERSON = "person"
    FILE = "file"
    PLATFORM = "platform"


BY_SYSTEM = (AnsweredBy.MACHINE, AnsweredBy.PLATFORM)


class SessionVerdict(Enum):
    """How a run ends."""

    READY = "ready"
    WITH_CARE = "with_care"
    NOT_READY = "not_ready"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Given:
    """One answer and where it came from.

    ``evidence`` is what was seen. ``reason`` is why a must item was skipped or the machine
    overruled. ``overruled`` is the answer of the machine or platform that a person set aside.
    """

    answer: Answer
    by: AnsweredBy | None
    evidence: tuple[str, ...] = ()
    reason: str = ""
    overruled: Answer | None = None


@dataclass(frozen=True)
class ItemResult:
    """An item as it ended: ``severity`` is the one in force in this situation."""

    item: Item
    severity: ItemSeverity
    given: Given


@dataclass(frozen=True)
class Situation:
    """What is known of the session before the first question; never a name."""

    platform: str | None = None
    function: Function = Function.VIDEO_1TO1
    policy: str | None = None
    people: int | None = None
    told: Mapping[Condition, bool | None] = field(default_factory=dict)
    minutes: int | None = None

    def conditions(self) -> dict[Condition, bool | None]:
        """Every condition the function, the platform and what was told settle."""
        text = self.function in (Function.TEXT_1TO1, Function.TEXT_GROUP)
        video = self.function in (Function.VIDEO_1TO1, Function.VIDEO_GROUP, Function.BROADCAST)
        # A call without a named app is taken as a plain phone call: the computer carries no sound.
        phone = self.function is Function.CALL and self.platform in (None, "phone-call")
        group = self.function in (Function.VIDEO_GROUP, Function.TEXT_GROUP, Function.BROADCAST)
        group = group or (self.people or 0) > 2
        internet_call = self.function is Function.CALL and not phone
        return {
            Condition.VIDEO: video,
            Condition.PHONE: phone,
            Condition.TEXT: text,
            Condition.COMPUTER_SOUND: video or internet_call,
            Condition.INTERNET_CALL: internet_call,
            Condition.GROUP: group,
            Condition.ONE_TO_ONE: not group,
            Condition.PLATFORM_NAMED: self.platform is not None,
        } | dict(self.told)


@dataclass(frozen=True)
class SessionReport:
    """How a run of one checklist ended.

    ``blockers`` are ids of items that stand in the way, worst first; ``cares`` those to keep in
    mind. ``before_call``: a session starts right after it. ``made_at`` is UTC in ISO 8601. ``notes``
    are sentences on what PeerKit could not do.
    """

    checklist: str
    title: str
    made_at: str
    situation: Situation
    verdict: SessionVerdict
    items: tuple[ItemResult, ...]
    blockers: tuple[str, ...]
    cares: tuple[str, ...]
    notes: tuple[str, ...] = ()
    before_call: bool = True
