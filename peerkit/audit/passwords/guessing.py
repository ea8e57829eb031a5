"""How many guesses a password takes: the one place that asks zxcvbn, and only when a password is at hand.

The scale is zxcvbn's own: score 4, ten thousand million guesses, is "strong protection from offline
slow-hash scenario" (its README).
"""

from __future__ import annotations

from collections.abc import Sequence

# zxcvbn refuses more than this (its MAX_LENGTH, to bound the time it takes).
LONGEST = 72
# A start that is strong by itself needs no further look: four times sooner for a sentence, and a crafted
# password that would take seconds as a whole is settled by its first half.
STARTS = (16, 32)
STRONGEST = 4


def score(password: str, personal: Sequence[str] = ()) -> int:
    """From 0 (too guessable) to 4 (very hard to guess); ``personal`` are words close to the owner.

    Of a long password the start is judged first: what follows can only make it harder to guess.
    """
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # it ships no types

    words = [word for word in personal if word]
    found = 0
    for length in (*STARTS, LONGEST):
        found = int(zxcvbn(password[:length], user_inputs=words)["score"])
        if found == STRONGEST or len(password) <= length:
            break
    return found
