"""Which language to speak: ``--lang`` anywhere on the command line, else the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence

from peerkit.errors import WrongUsage
from peerkit.model.speech import ENGLISH, Speech, speak

OPTION = "--lang"
# A name of our own first; then in the order of POSIX.
VARIABLES = ("PEERKIT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def speak_as_asked(arguments: Sequence[str]) -> list[str]:
    """Choose the language; the arguments without ``--lang``. Raises ``WrongUsage`` for a language there is none of."""
    asked, rest = _asked(list(arguments))
    if asked is None:
        named = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
        # Most run in English: what knows other languages is not even imported then.
        language = ENGLISH if named[:2].lower() in ("", "c", "c.", "en", "po") else _known(named)
    else:
        language = _known(asked)
        if language != asked.lower() and language == ENGLISH:
            from peerkit.translations import languages

            raise WrongUsage(f"PeerKit does not speak {asked!r} yet.", f"It speaks: {', '.join(languages())}.")
    speak(Speech() if language == ENGLISH else _speech(language))
    return rest


def _asked(arguments: list[str]) -> tuple[str | None, list[str]]:
    end = arguments.index("--") if "--" in arguments else len(arguments)
    asked, rest, at = None, [], 0
    while at < end:
        word = arguments[at]
        if word == OPTION and at + 1 < end:
            asked, at = arguments[at + 1], at + 1
        elif word.startswith(OPTION + "="):
            asked = word.removeprefix(OPTION + "=")
        else:
            rest.append(word)
        at += 1
    return asked, rest + arguments[end:]


def _known(name: str) -> str:
    from peerkit.translations import language_named

    return language_named(name)


def _speech(language: str) -> Speech:
    from peerkit.translations import load_speech

    return load_speech(language)
