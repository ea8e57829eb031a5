"""One verdict taken apart: rules, every question with points, weight, source and date, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peerkit.model.judgement import Case, CriterionScore, GateHit, Judgement, Range
from peerkit.model.platform import Catalogue, Source, Sourced
from peerkit.render.platform_words import (
    ALLOWED,
    GUIDANCE,
    MARKS,
    PRIVACY,
    Notes,
    allowed_words,
    case_texts,
    change_words,
    known_words,
    points_words,
    privacy_words,
    too_little,
)
from peerkit.render.sheet import Block, Heading, Item, Text, Title


def explain_blocks(judgement: Judgement, case: Case, catalogue: Catalogue, hint: str = "") -> list[Block]:
    """The report."""
    notes = Notes(catalogue)
    blocks: list[Block] = [
        Title(judgement.platform.name, MARKS[judgement.verdict]),
        *case_texts(case, catalogue, hint),
        Text(privacy_words(judgement), PRIVACY),
        Text(allowed_words(judgement), ALLOWED),
        Text(_points(judgement), "Points"),
        *(Text(text, "Not for") for text in judgement.platform.not_for),
        *_rules(judgement.gates, case),
        *_changes(judgement),
        *_questions(judgement, case, notes),
    ]
    if sources := notes.items():
        blocks += [Heading("Sources"), *sources]
    return [*blocks, Text(""), Text(GUIDANCE)]


def _points(judgement: Judgement) -> str:
    known = known_words(judgement)
    return f"{points_words(judgement)}." + (f" {too_little(judgement) or f'{known} is known.'}" if known else "")


def _rules(hits: Iterable[GateHit], case: Case) -> Iterator[Block]:
    hits = list(hits)
    yield Heading("Rules that no points can outweigh")
    if not hits:
        yield Text("It passes every rule of this setting.")
    for hit in hits:
        source = case.policy.sources[hit.gate.source]
        yield Item(
            hit.says, MARKS[hit.verdict], below=(f"Why this rule: {hit.gate.why}", _where(source)), url=source.url
        )


def _where(source: Source) -> str:
    return f"From: {source.title}."


def _changes(judgement: Judgement) -> Iterator[Block]:
    found = change_words(judgement)
    yield Heading("What would change the verdict")
    if not found:
        yield Text("Nothing we know of.")
    yield from (Item(change) for change in found)


def _questions(judgement: Judgement, case: Case, notes: Notes) -> Iterator[Block]:
    parts = sorted(judgement.criteria, key=lambda part: -part.weight)
    counting = [part for part in parts if part.points is not None and part.weight > 0]
    if judgement.score is not None:
        yield Heading(f"What its points are made of ({case.policy.id})")
        whole = sum(part.weight for part in counting)
        for part in counting:
            yield _counted(part, whole, case, notes)
        bounds = case.policy
        yield Text(
            f"From {bounds.good_from:g} points at the low end it is a good fit; below {bounds.avoid_below:g} even at"
            f" the high end, one to avoid. {bounds.bounds_why}"
        )
    rest = [part for part in judgement.criteria if part not in counting or judgement.score is None]
    if rest:
        yield Heading("Other answers, which earn no points here")
        yield from (_uncounted(part, notes) for part in rest if part.said is not None)


def _counted(part: CriterionScore, whole: float, case: Case, notes: Notes) -> Item:
    share = 100 * part.weight / whole
    earned = _scaled(part.points, share)
    weight = case.policy.weights[part.criterion.id]
    return Item(
        _answer(part),
        lead=part.criterion.question,
        below=(
            f"{earned} of {share:.1f} points (weight {weight.weight:g}: {weight.why})",
            *_evidence(part.said, part.stale, notes),
        ),
    )


def _scaled(points: Range | None, share: float) -> str:
    if points is None:
        return "0"
    low, high = f"{points.low * share:.1f}", f"{points.high * share:.1f}"
    return low if low == high else f"{low} to {high}"


def _uncounted(part: CriterionScore, notes: Notes) -> Item:
    return Item(_answer(part), lead=part.criterion.question, below=tuple(_evidence(part.said, part.stale, notes)))


def _answer(part: CriterionScore) -> str:
    words = part.criterion.wording(part.said.value) if part.said is not None else part.criterion.unknown_words
    others = [part.criterion.wording(other.value) for other in (part.said.conflicts if part.said is not None else ())]
    doubt = f" Sources disagree; one says: {'; one says: '.join(others)}." if others else ""
    return f"{words[:1].upper()}{words[1:]}.{doubt}"


def _evidence(said: Sourced | None, stale: bool, notes: Notes) -> Iterator[str]:
    if said is None:
        return
    yield notes.evidence(said, stale)
    if said.note:
        yield said.note


EXPLAIN_HEADS = (
    "id", "criterion", "question", "answer", "points_low", "points_high", "weight", "as_of", "needs_a_re_check",
    "confidence", "source", "url", "note",
)  # fmt: skip


def explain_rows(
    judgement: Judgement, catalogue: Catalogue
) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a criterion; points run from 0 to 1."""
    return EXPLAIN_HEADS, [_row(judgement, part, catalogue) for part in judgement.criteria]


def _row(judgement: Judgement, part: CriterionScore, catalogue: Catalogue) -> list[str | float | None]:
    said, points = part.said, part.points
    source = catalogue.sources[said.source] if said is not None and said.source else None
    return [
        judgement.platform.id,
        part.criterion.id,
        part.criterion.question,
        part.criterion.wording(said.value) if said is not None else part.criterion.unknown_words,
        None if points is None else points.low,
        None if points is None else points.high,
        part.weight,
        said.as_of if said is not None else None,
        "yes" if part.stale else "no",
        said.confidence.value if said is not None and said.confidence is not None else None,
        source.title if source is not None else None,
        source.url if source is not None else None,
        said.note if said is not None else None,
    ]
