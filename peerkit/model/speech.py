"""The language people are spoken to in. English stands in the code; other languages are tables from it.

Set once, when a command starts. A text the table does not hold is said in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

ENGLISH = "en"


@dataclass(frozen=True)
class Speech:
    """A language: its code, its texts by their English, and its keys by the English key they stand for.

    ``items`` holds the statement, the reason and the fix of a checklist's items, by the item's id and the mark of the
    English they were made from. ``seen`` holds what the machine says, as templates: ``{number...}`` stands for digits,
    ``{name...}`` for words that stay as they are, and any other ``{...}`` for words that stand in ``seen`` themselves.
    """

    language: str = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    items: Mapping[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)


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


def heard(text: str) -> str | None:
    """What the machine said, in the language spoken; ``None`` where no template knows how it begins.

    The sentences after the first known ones are said in English, and said to be so.
    """
    if _spoken.language == ENGLISH:
        return text
    ends = [at for at in range(len(text)) if text.startswith(". ", at)]
    for end in (len(text), *(at + 1 for at in reversed(ends))):
        found = _known(text[:end])
        if found is not None:
            rest = text[end:].strip()
            return " ".join([found, *([heard(rest) or say("(In English: {seen})", seen=rest)] if rest else [])])
    return None


def _known(text: str) -> str | None:
    if text in _spoken.seen:
        return _spoken.seen[text]
    for template, said in _spoken.seen.items():
        found = _pattern(template).fullmatch(text) if "{" in template else None
        if found is None:
            continue
        values = {name: _value(name, value) for name, value in found.groupdict().items()}
        if None not in values.values():
            return said.format(**values)
    return None


def _value(name: str, value: str) -> str | None:
    return value if name.startswith(("name", "number")) else _known(value)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A name holds no end of a sentence, so that one template takes in no more than its own."""
    import re
    from string import Formatter

    pieces = []
    for fixed, name, _, _ in Formatter().parse(template):
        pieces.append(re.escape(fixed))
        if name is not None:
            one = "[0-9:.,-]" if name.startswith("number") else r"(?:(?!\. ).)"
            pieces.append(f"(?P<{name}>{one}+?)")
    return re.compile("".join(pieces))


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
