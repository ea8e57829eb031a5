"""Text from outside: made harmless at once, and marked where it is private.

``printable`` turns any bytes or text into one line that no terminal, page or table can act upon.
``private`` marks a network name, account name or path inside a message with two characters from
Unicode's private-use area, which ``printable`` never lets through, so that nobody outside can
forge a mark. ``reveal`` drops the marks; ``redact`` puts a stable pseudonym in their place.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}([a-z]+):([^{_OPEN}{_CLOSE}]*){_CLOSE}")
# Cc, Cf: control and format (escape codes, direction overrides, zero width). Co, Cs, Cn: private
# use, surrogates, unassigned. Zl, Zp: line and paragraph separators. Zs: spaces that look like the
# plain one, which alone stays.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp", "Zs"})
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}


class PrivateKind(Enum):
    """What a marked text is; the first part of its pseudonym."""

    NETWORK = "network"
    ACCOUNT = "account"
    PATH = "path"
    PROGRAM = "program"


# Where a path holds the name of an account, or of a network that is saved under it.
_IN_A_PATH = (
    (PrivateKind.ACCOUNT, re.compile(r"(?<=/home/)[^/\s:;,()\"']+|(?<=/media/)[^/\s:;,()\"']+")),
    (PrivateKind.ACCOUNT, re.compile(r"(?<=/Users/)[^/:;,()\"']+(?=/)|(?<=:\\Users\\)[^\\:;,()\"']+")),
    (PrivateKind.NETWORK, re.compile(r"(?<=/system-connections/).+?(?=\.nmconnection|\Z)")),
    (PrivateKind.NETWORK, re.compile(r"(?<=/var/lib/iwd/).+?(?=\.(?:psk|open|8021x)\b)")),
    (PrivateKind.NETWORK, re.compile(r"(?<=/var/lib/connman/)[^/\s]+")),
)


def printable(raw: bytes | str, limit: int = 200) -> str:
    """One line of visible characters: the rest is written as an escape such as ``\\x1b``.

    Two different names never print alike: backslashes are doubled, invalid UTF-8 stays visible
    as ``\\xNN``, and blanks at either end are written as ``\\x20``.
    """
    text = raw.decode("utf-8", "surrogateescape") if isinstance(raw, bytes) else raw
    shown = "".join(_visible(char) for char in text[:limit])
    if len(text) > limit:
        return shown + "..."
    return _edges(shown)


def _visible(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isascii() and char.isprintable():
        return char
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _edges(shown: str) -> str:
    body = shown.strip(" ")
    before = len(shown) - len(shown.lstrip(" ")) if body else len(shown)
    after = len(shown) - before - len(body)
    return "\\x20" * before + body + "\\x20" * after


def private(kind: PrivateKind, raw: bytes | str) -> str:
    """Mark an outside text as private inside a message; it is made printable first."""
    return f"{_OPEN}{kind.value}:{printable(raw)}{_CLOSE}"


def reveal(text: str) -> str:
    """The message as the owner of the machine may read it."""
    return _MARKED.sub(lambda match: match[2], text)


def redact(text: str, salt: str) -> str:
    """The message with every marked text replaced by a pseudonym, the same each time for one salt.

    A name inside a path is replaced where nobody marked it, too: reasons why a file could not be
    read quote its path as it is.
    """
    import hashlib
    from functools import partial

    def pseudonym(kind: str, name: str) -> str:
        digest = hashlib.blake2b(name.encode("utf-8", "replace"), key=salt.encode()[:64], digest_size=3)
        return f"{kind}-{digest.hexdigest()}"

    def swapped(kind: str, match: re.Match[str]) -> str:
        return pseudonym(kind, match[0])

    def bare(part: str) -> str:
        for kind, place in _IN_A_PATH:
            part = place.sub(partial(swapped, kind.value), part)
        return part

    done, at = [], 0
    for match in _MARKED.finditer(text):
        done += [bare(text[at : match.start()]), pseudonym(match[1], match[2])]
        at = match.end()
    return "".join([*done, bare(text[at:])])
