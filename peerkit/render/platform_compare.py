"""Platforms side by side: verdict, the two lines that are never mixed, points, reasons, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peerkit.model.judgement import Case, CriterionScore, Judgement
from peerkit.model.platform import Catalogue
from peerkit.render.platform_words import (
    ALLOWED,
    GUIDANCE,
    JOIN_ONLY,
    MARKS,
    PRIVACY,
    RE_CHECK,
    Notes,
    allowed_words,
    case_texts,
    change_words,
    known_words,
    main_reason,
    points_words,
    privacy_words,
    reason_words,
)
from peerkit.render.sheet import Block, Grid, Heading, Item, Row, Text, Title

_DIFFERENCES, _CHANGES = 6, 2


@dataclass(frozen=True)
class Theirs:
    """The devices the person has, and the platforms left out for them: name and why."""

    devices: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)


def compare_blocks(
    judgements: Sequence[Judgement],
    case: Case,
    catalogue: Catalogue,
    *,
    hint: str = "",
    whole: bool = False,
    theirs: Theirs | None = None,
) -> list[Block]:
    """The report; ``whole`` shows every criterion, not only those that tell them apart most."""
    theirs = theirs or Theirs()
    notes = Notes(catalogue)
    blocks: list[Block] = [Title("Compared"), *case_texts(case, catalogue, hint), *_have(theirs, catalogue)]
    blocks += [Text(""), _grid(judgements)] if judgements else []
    for judgement in judgements:
        blocks += _reasons(judgement, theirs)
    if theirs.left_out:
        blocks += [Heading("Left out"), *(Item(why, lead=name) for name, why in theirs.left_out.items())]
    blocks += _differences(judgements, notes, whole)
    if sources := notes.items():
        blocks += [Heading("Sources"), *sources]
    closing = "There is no perfect app. Why each got its points: peerkit platforms explain ID"
    return [*blocks, Text(""), Text(closing), Text(GUIDANCE)]


def _grid(judgements: Sequence[Judgement]) -> Grid:
    return Grid(
        tuple(judgement.platform.name for judgement in judgements),
        (
            Row("Verdict", tuple(MARKS[judgement.verdict] for judgement in judgements)),
            Row("Why", tuple(map(main_reason, judgements))),
            Row(PRIVACY, tuple(map(privacy_words, judgements))),
            Row(ALLOWED, tuple(map(allowed_words, judgements))),
            Row("Points", tuple(map(points_words, judgements))),
            Row("Known", tuple(map(known_words, judgements))),
        ),
    )


def _have(theirs: Theirs, catalogue: Catalogue) -> list[Block]:
    known = catalogue.criteria["devices-join"].values
    return (
        [Text(f"{' or '.join(known[word].words for word in theirs.devices)}.", "They have")] if theirs.devices else []
    )


def _reasons(judgement: Judgement, theirs: Theirs) -> list[Block]:
    mark = MARKS[judgement.verdict]
    rules = [Item(hit.says, MARKS[hit.verdict]) for hit in judgement.gates]
    points = [Item(reason) for reason in reason_words(judgement)]
    # What to look up again stands in the full explanation.
    helpful = [change for change in change_words(judgement) if not change.startswith("Check again")]
    changes = [Item(change, lead="What would change it") for change in helpful[:_CHANGES]]
    apart = [Item(text, lead="Not for") for text in judgement.platform.not_for]
    joins = [Item(JOIN_ONLY)] if judgement.platform.only_joined_with(theirs.devices) else []
    return [Heading(f"{judgement.platform.name}: {mark.word}"), *rules, *joins, *apart, *points, *changes]


def _differences(judgements: Sequence[Judgement], notes: Notes, whole: bool) -> list[Block]:
    """One line a platform under each question, so that no width is too narrow and nothing hangs on columns."""
    running = [judgement for judgement in judgements if judgement.platform.running]
    if len(running) < 2 and not whole:
        return []
    rows = list(zip(*(judgement.criteria for judgement in running), strict=True))
    if not whole:
        apart = sorted((row for row in rows if _apart(row) > 0), key=_apart, reverse=True)
        rows = apart[:_DIFFERENCES]
    title = "Every question" if whole else "Where they differ most"
    blocks: list[Block] = [Heading(title)] if rows else []
    for row in rows:
        blocks.append(Text(row[0].criterion.question))
        blocks += [_answer(judgement, part, notes) for judgement, part in zip(running, row, strict=True)]
    return blocks


def _apart(row: Sequence[CriterionScore]) -> float:
    """How much the answers to one question move the platforms apart."""
    middles = [part.points.middle for part in row if part.points is not None]
    return row[0].weight * (max(middles) - min(middles)) if middles else 0.0


def _answer(judgement: Judgement, part: CriterionScore, notes: Notes) -> Item:
    said = part.said
    if said is None:
        return Item(part.criterion.unknown_words, lead=judgement.platform.name)
    doubt = " Sources disagree." if said.conflicts else ""
    words = part.criterion.wording(said.value)
    return Item(f"{words}. ({notes.evidence(said, part.stale).rstrip('.')}){doubt}", lead=judgement.platform.name)


HEADS = ("question", "id")


def compare_rows(judgements: Sequence[Judgement]) -> tuple[list[str], list[list[str | float | None]]]:
    """A table for spreadsheets: one column a platform, one row a question, the verdict and its reasons first."""
    heads = [*HEADS, *(judgement.platform.id for judgement in judgements)]
    rows: list[list[str | float | None]] = [
        ["Name", "name", *(judgement.platform.name for judgement in judgements)],
        ["Verdict", "verdict", *(MARKS[judgement.verdict].word for judgement in judgements)],
        [PRIVACY, "privacy", *map(privacy_words, judgements)],
        [ALLOWED, "allowed", *map(allowed_words, judgements)],
        ["Points", "score", *map(points_words, judgements)],
        ["Known", "coverage", *map(known_words, judgements)],
        ["Reasons", "reasons", *(" / ".join(judgement.reasons) for judgement in judgements)],
    ]
    for parts in zip(*(judgement.criteria for judgement in judgements), strict=True):
        criterion = parts[0].criterion
        rows.append([criterion.question, criterion.id, *map(_cell, parts)])
    return heads, rows


def _cell(part: CriterionScore) -> str:
    if part.said is None:
        return part.criterion.unknown_words
    words = part.criterion.wording(part.said.value)
    return f"{words} ({part.said.as_of}{'; ' + RE_CHECK if part.stale else ''})"
