"""Words close to the owner, which a guesser tries first: names, birthdays in every spelling, towns, pets."""

from __future__ import annotations

from dataclasses import dataclass, field

from peerkit.model.facts_passwords import PersonalKind


@dataclass(frozen=True)
class Personal:
    """Personal words by kind. They are as private as a password: they do not print."""

    words: tuple[tuple[PersonalKind, str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.words)
