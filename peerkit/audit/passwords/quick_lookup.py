"""One look-up where zxcvbn makes six: each part of a password in all of its lists at once, with the same matches.

zxcvbn walks through every part of a password once for each of its lists, and again for the password backwards and
for each way to undo look-alike signs. That is most of its time. Its matches stay the same, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Lists = Mapping[str, Mapping[str, int]]
Match = dict[str, Any]
# The words about the owner, which are others for each password.
OWN = "user_inputs"


def in_one_list(lists: Lists) -> Callable[[str, Lists], list[Match]]:
    """What finds the words of these lists, and the owner's, in a password; made once for many."""
    fixed: dict[str, list[tuple[str, int]]] = {}
    for name, words in lists.items():
        if name != OWN:
            for word, rank in words.items():
                fixed.setdefault(word, []).append((name, rank))
    longest_fixed = max(map(len, fixed), default=0)

    def find(password: str, given: Lists) -> list[Match]:
        own = given.get(OWN, {})
        longest = max(longest_fixed, max(map(len, own), default=0))
        size, lowered = len(password), password.lower()
        found: list[Match] = []
        for start in range(size):
            for end in range(start + 1, min(size, start + longest) + 1):
                word = lowered[start:end]
                if word in fixed:
                    found += [_match(password, start, end, word, name, rank) for name, rank in fixed[word]]
                if word in own:
                    found.append(_match(password, start, end, word, OWN, own[word]))
        return found

    return find


def _match(password: str, start: int, end: int, word: str, name: str, rank: int) -> Match:
    """A match as zxcvbn's matching.py describes one: ``i`` and ``j`` are its first and last character."""
    return {
        "pattern": "dictionary",
        "i": start,
        "j": end - 1,
        "token": password[start:end],
        "matched_word": word,
        "rank": rank,
        "dictionary_name": name,
        "reversed": False,
        "l33t": False,
    }
