"""A passphrase made by chance, and how hard it is to guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerkit.model.facts_passwords import Attacker, HowLong


class Language(Enum):
    """The languages there is a list of words for."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, kw_only=True)
class Passphrases:
    """Passphrases of ``words`` words each, every word drawn on its own from a list of ``out_of``.

    ``bits`` is the entropy of each one. They are secrets and do not print with the rest. ``enough`` is the number
    of words that PeerKit takes unless told otherwise.
    """

    texts: tuple[str, ...] = field(repr=False)
    language: Language
    words: int
    out_of: int
    enough: int
    bits: float

    def how_long(self, attacker: Attacker) -> HowLong:
        """How long this attacker needs on average: half of all there are must be tried."""
        # The command line needs the languages alone, each time it starts.
        from peerkit.model.facts_passwords import HowLong

        seconds = 2 ** (self.bits - 1) / attacker.rate
        return next(word for word in reversed(HowLong) if seconds >= word.least)
