"""The form of GLib's GKeyFile, which NetworkManager, iwd and ConnMan use.

The rules are those the real programs showed: only ``#`` starts a comment, blanks at the end of a
value belong to it, a group that comes twice is one, the last of two equal keys counts, and one line
that fits no rule spoils the whole file. An escape nobody knows is kept as it is, as GLib before 2.84
does; later ones refuse it.
"""

from __future__ import annotations

from peerkit.audit.passwords.wifi_files.marks import Malformed

Groups = dict[str, dict[str, bytes]]
_BLANKS = b" \t\n\r\v\f"
_ESCAPES = {ord("s"): b" ", ord("n"): b"\n", ord("t"): b"\t", ord("r"): b"\r", ord("\\"): b"\\"}
_BACKSLASH = ord("\\")


def parse(raw: bytes) -> Groups:
    """Groups with their keys and raw values. Raises ``Malformed``."""
    groups: Groups = {}
    current: dict[str, bytes] | None = None
    for whole in raw.split(b"\n"):
        line = whole.removesuffix(b"\r").lstrip(_BLANKS)
        if not line or line.startswith(b"#"):
            continue
        if line.startswith(b"["):
            current = groups.setdefault(_group(line), {})
            continue
        key, found, value = line.partition(b"=")
        if not found or not key.strip(_BLANKS) or current is None:
            raise Malformed("holds a line that is no setting")
        current[key.rstrip(_BLANKS).decode("utf-8", "replace")] = value.lstrip(_BLANKS)
    return groups


def _group(line: bytes) -> str:
    name, found, rest = line[1:].partition(b"]")
    if not found or rest.strip(_BLANKS):
        raise Malformed("holds a broken group name")
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("holds a group name that is not UTF-8") from None


def unescaped(value: bytes) -> bytes:
    """A value as the program sees it: up to a zero byte, UTF-8, escapes undone. Raises ``Malformed``."""
    cut = value.partition(b"\0")[0]
    try:
        cut.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("holds a value that is not UTF-8") from None
    found, place = bytearray(), 0
    while place < len(cut):
        escape = _ESCAPES.get(cut[place + 1]) if cut[place] == _BACKSLASH and place + 1 < len(cut) else None
        found += cut[place : place + 1] if escape is None else escape
        place += 1 if escape is None else 2
    return bytes(found)


def text(value: bytes) -> str:
    """A value as text. Raises ``Malformed``."""
    return unescaped(value).decode("utf-8", "surrogateescape")
