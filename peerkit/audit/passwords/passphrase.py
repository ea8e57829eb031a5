"""Makes passphrases: the system's own randomness and a shipped list of words, nothing else.

Where the words come from, and under which licence, stands at the head of each list (words/).
"""

from __future__ import annotations

import secrets
from importlib.resources import files
from math import ceil, log2

from peerkit.errors import WrongUsage
from peerkit.model.passphrase import Language, Passphrases

# EFF advises six words of its list of 7,776, which is 77 bits (eff.org/dice). Ours are a little shorter, since words
# that could hurt are left out: six English or seven Spanish words.
ENOUGH_BITS = 75
LONGEST_SEPARATOR = 3


def word_list(language: Language) -> tuple[str, ...]:
    """The words of a language, sorted."""
    text = (files("peerkit.audit.passwords") / "words" / f"{language.value}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))


def make_passphrases(
    language: Language = Language.ENGLISH, *, words: int | None = None, separator: str = "-", count: int = 1
) -> Passphrases:
    """``count`` passphrases; without ``words`` as many words as ``ENOUGH_BITS`` takes.

    Raises ``WrongUsage`` for a separator that could be taken for a part of a word, or that cannot be typed.
    """
    if not 1 <= len(separator) <= LONGEST_SEPARATOR or not separator.isprintable() or not separator.isascii():
        raise WrongUsage(
            f"The separator is one to {LONGEST_SEPARATOR} signs that every keyboard has.", 'Try --separator " ".'
        )
    if any(char.isalpha() for char in separator):
        raise WrongUsage("The separator holds a letter, so nobody could tell where a word ends.", "Try a sign.")
    known = word_list(language)
    enough = ceil(ENOUGH_BITS / log2(len(known)))
    each = words or enough
    texts = tuple(separator.join(secrets.choice(known) for _ in range(each)) for _ in range(count))
    return Passphrases(
        texts=texts, language=language, words=each, out_of=len(known), enough=enough, bits=each * log2(len(known))
    )
