"""Asks what a guesser who knows the person would try first. Kept for this one run, in memory alone."""

from __future__ import annotations

import sys

from peerkit.errors import WrongUsage
from peerkit.model.settings import PersonalDetails

_LONGEST = 400
_QUESTIONS = {
    "names": "Names close to you, your own first",
    "birthdays": "Birthdays, as in 1987-02-14 or 02-14",
    "towns": "Towns and streets",
    "pets": "Pets",
    "other": "Anything else, such as a team or a band",
}


def ask_personal() -> PersonalDetails:
    """Ask at the terminal, several words apart by commas. Raises ``WrongUsage`` without a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(
            "--personal asks questions, and there is no terminal to answer at.",
            "Or write the section personal into the settings: peerkit settings edit",
        )
    from peerkit.cli import tell

    tell("Someone who knows you tries these first. Nothing of it is kept.")
    tell("Put commas between words. Enter alone skips a question.")
    answers = {key: _words(_line(question)) for key, question in _QUESTIONS.items()}
    return PersonalDetails(**answers)


def _line(question: str) -> str:
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    return sys.stdin.readline(_LONGEST)


def _words(line: str) -> tuple[str, ...]:
    return tuple(word for part in line.split(",") if (word := part.strip()))
