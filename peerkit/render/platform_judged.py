"""One judged platform in a few lines, for lists of many: verdict, the two lines that are never mixed, main reasons."""

from __future__ import annotations

from collections.abc import Iterable

from peerkit.model.judgement import Judgement
from peerkit.render.platform_words import (
    ALLOWED,
    MARKS,
    PRIVACY,
    allowed_words,
    known_words,
    points_words,
    privacy_words,
    reason_words,
    too_little,
)
from peerkit.render.sheet import Entry


def judged_entry(judgement: Judgement, place: int, more: Iterable[str] = ()) -> Entry:
    """``place`` is its number in an order; ``more`` are sentences that stand before the rest."""
    more, counts = tuple(more), known_words(judgement)
    known = f"; {counts} is known" if counts else ""
    return Entry(
        f"{place}. {name_and_id(judgement)}",
        MARKS[judgement.verdict],
        below=(
            *more,
            f"{PRIVACY}: {privacy_words(judgement)}",
            f"{ALLOWED}: {allowed_words(judgement)}",
            f"Points: {points_words(judgement)}{known}.",
            *(reason for reason in _main(judgement) if not any(said.endswith(reason) for said in more)),
        ),
    )


def name_and_id(judgement: Judgement) -> str:
    """The name, and the id to ask for it with."""
    return f"{judgement.platform.name}, {judgement.platform.id}"


def _main(judgement: Judgement) -> Iterable[str]:
    """What a rule warns of, and the first reason of each kind: for it, against it, not known."""
    if doubt := too_little(judgement):
        yield doubt
    yield from (hit.says for hit in judgement.gates)
    kinds = set()
    for reason in reason_words(judgement):
        kind = reason.split(":", 1)[0]
        if kind not in kinds:
            kinds.add(kind)
            yield reason


JUDGED_HEADS = (
    "id", "name", "verdict", "privacy_low", "privacy_high", "privacy_says", "allowed", "allowed_says", "score_low",
    "score_high", "coverage", "reasons", "what_would_change_it",
)  # fmt: skip


def judged_row(judgement: Judgement) -> list[str | float | None]:
    """The same as one row for a spreadsheet; scores to one decimal."""
    score, privacy = judgement.score, judgement.privacy
    return [
        judgement.platform.id,
        judgement.platform.name,
        judgement.verdict.value,
        None if privacy is None else round(privacy.low, 1),
        None if privacy is None else round(privacy.high, 1),
        judgement.privacy_says,
        judgement.allowed.value,
        judgement.allowed_says,
        None if score is None else round(score.low, 1),
        None if score is None else round(score.high, 1),
        round(judgement.coverage, 3),
        " / ".join(judgement.reasons),
        " / ".join(judgement.changes),
    ]
