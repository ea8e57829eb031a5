"""What to do first about stored passwords: a short list, made for a person and not for a tool."""

from __future__ import annotations

from dataclasses import dataclass

# A longer list is put off.
MOST = 10


@dataclass(frozen=True)
class Priority:
    """One line of the list: which accounts, what is wrong, how long guessing takes and for whom, the first step.

    ``accounts`` names at most three; ``more`` counts the others that share the same password. ``guessing`` is a
    sentence, empty where that could not be told.
    """

    accounts: tuple[str, ...]
    more: int
    wrong: tuple[str, ...]
    guessing: str
    first: str
