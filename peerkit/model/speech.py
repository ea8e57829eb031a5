"""The language people are spoken to in. English stands in the code; other languages are tables from it.

Set once, when a command starts. A text the table does not hold is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ENGLISH = "en"


@dataclass(frozen=True)
class Speech:
    """A language: its code, its texts by their English, and its keys by the English key they stand for.

    ``items`` holds the statement, the reason and the fix of a checklist's items, by the item's id and the mark of the
    English they were made from.
    """

    language: str = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)


_spoken = Speech()


def speak(speech: Speech) -> None:
    """Speak this language from now on."""
    global _spoken  # noqa: PLW0603  # one language a process, like the terminal it speaks to
    _spoken = speech


def spoken() -> Speech:
    """The language spoken now."""
    return _spoken


def say(text: str, **values: object) -> str:
    """A text in the language spoken, with ``{names}`` filled in. ``text`` is a literal, so that a test can find it."""
    found = _spoken.texts.get(text, text)
    return found.format(**values) if values else found


def key_for(key: str) -> str:
    """The key a person presses for what ``key`` stands for in English."""
    return _spoken.keys.get(key, key)


def meant_by(pressed: str) -> str:
    """The English key for the one that was pressed; another language's letter may be free to mean nothing."""
    meaning = {there: here for here, there in _spoken.keys.items()}
    return meaning.get(pressed, "" if pressed in _spoken.keys else pressed)


def mark(*texts: str) -> str:
    """What a translation is a translation of: eight hexadecimal digits over the English texts."""
    from zlib import crc32

    return f"{crc32(chr(0).join(texts).encode()):08x}"
