"""What may be shown of an entry's name, address and user name: people write passwords into all three.

A text that holds the entry's own password is not shown. One that holds another entry's is not, either, where that
is long enough to be no chance, or stands there as a word of its own. Addresses lose what they may carry in secret.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from peerkit.audit.passwords.secret import Secret

# Shorter ones turn up in other words by chance ("mail" in "Gmail").
_LONG = 6
_SHORTEST = 3
_QUOTED = re.compile(r"(?:%[0-9a-f]{2})+", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*://)(?:[^/?#\s]*@)?([^?#\s]*)\S*", re.IGNORECASE)


class Labels:
    """Knows the passwords of all entries, for as long as their labels are looked through."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._starts: dict[str, list[str]] = {}
        self._short: set[str] = set()
        for secret in secrets:
            folded = _folded(secret.reveal())
            if len(folded) >= _LONG:
                self._starts.setdefault(folded[:_LONG], []).append(folded)
            elif len(folded) >= _SHORTEST:
                self._short.add(folded)

    def safe(self, text: str, own: str) -> str:
        """The text where it holds no password, with bare addresses; else an empty one."""
        shown = bare(text)
        for form in dict.fromkeys((_folded(shown), _folded(_unquoted(shown)))):
            if _folded(own) in form or self._holds_one(form):
                return ""
        return shown

    def _holds_one(self, text: str) -> bool:
        if not self._short.isdisjoint((*text.split(), *_WORDS.findall(text))):
            return True
        return any(
            text.startswith(password, at)
            for at in range(len(text) - _LONG + 1)
            for password in self._starts.get(text[at : at + _LONG], ())
        )


def bare(text: str) -> str:
    """The text, its addresses without the name and password before the host, and without what follows the path."""
    return _ADDRESS.sub(r"\1\2", text) if "://" in text else text


def _unquoted(text: str) -> str:
    """With %40 read as @ (RFC 3986, 2.1)."""
    return _QUOTED.sub(lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text)


def _folded(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
