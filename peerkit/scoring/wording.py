"""Plain words for what scoring saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peerkit.model.function import Function
from peerkit.model.judgement import CriterionScore
from peerkit.model.platform import Catalogue

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def filled(text: str, words: Mapping[str, str]) -> str:
    """A sentence with its blanks filled. Not ``str.format``: an organisation's sentence could reach inside objects."""
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def day_in_words(day: str) -> str:
    """`` on 5 May 2025``, `` in October 2021``, `` in 2013``, or nothing."""
    parts = day.split("-") if day else []
    if len(parts) == 3:
        return f" on {int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 2:
        return f" in {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f" in {parts[0]}" if parts else ""


def names_in_words(names: Sequence[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def function_words(catalogue: Catalogue, function: Function) -> str:
    """A function in the catalogue's words."""
    return catalogue.functions[function]


def answered(part: CriterionScore) -> str:
    """A criterion's question with its answer behind it, as one short sentence."""
    said = part.said
    words = part.criterion.wording(said.value) if said is not None else part.criterion.unknown_words
    return f"{part.criterion.question} {words[:1].upper()}{words[1:]}."
