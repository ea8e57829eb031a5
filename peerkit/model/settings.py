"""What an organisation or a peer supporter told PeerKit once: the overlay over shipped data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from peerkit.model.severity import Severity

Span = tuple[time, time]


@dataclass(frozen=True)
class Crisis:
    """What the crisis card shows. The defaults are for the United States.

    988 is the Suicide and Crisis Lifeline, by call or text; 911 the emergency number. A
    programme abroad writes its own numbers into the settings.
    """

    local_emergency: str = "911, or the number where they are"
    lifeline: str = "988 (call or text, day and night)"
    supervisor: str = ""
    text: str = ""


@dataclass(frozen=True)
class SignedBaa:
    """A business associate agreement on file: the platform's id and the ISO date it was signed."""

    platform: str
    signed_on: str
    note: str = ""


@dataclass(frozen=True)
class Waiver:
    """A finding the organisation accepts until an ISO date, for a reason; ``subject`` empty means every subject."""

    check: str
    reason: str
    until: str
    subject: str = ""


@dataclass(frozen=True)
class AuditPolicy:
    """How an organisation judges its audits: other severities by check id, and waivers."""

    severity: Mapping[str, Severity] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True)
class PersonalDetails:
    """What a guesser who knows the owner would try first. Used to judge passwords, and never printed back.

    ``birthdays`` are days such as "1987-02-14" or, without a year, "02-14".
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    birthdays: tuple[str, ...] = field(default=(), repr=False)
    towns: tuple[str, ...] = field(default=(), repr=False)
    pets: tuple[str, ...] = field(default=(), repr=False)
    other: tuple[str, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return any((self.names, self.birthdays, self.towns, self.pets, self.other))


@dataclass(frozen=True)
class Settings:
    """All of the overlay. ``None`` means that nothing was said, which is not the same as an empty list.

    ``work_hours`` maps the day of the week (0 is Monday) to spans of local time.
    """

    organisation: str = ""
    trusted_wifi: frozenset[bytes] | None = None
    work_hours: Mapping[int, tuple[Span, ...]] | None = None
    crisis: Crisis = Crisis()
    approved_platforms: frozenset[str] | None = None
    banned_platforms: frozenset[str] = frozenset()
    signed_baas: tuple[SignedBaa, ...] = ()
    audit: AuditPolicy = AuditPolicy()
    personal: PersonalDetails = PersonalDetails()
