"""All that is known of one platform: the six questions, every answer with source and date, and where sources disagree.

What has ended is spoken of in the past.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from peerkit.model.function import Function
from peerkit.model.platform import About, Catalogue, Criterion, Platform, Sourced, stale
from peerkit.render.paper import Tone
from peerkit.render.platform_words import GUIDANCE, QUESTIONS, RE_CHECK, Notes, function_list
from peerkit.render.sheet import Block, Heading, Item, Mark, Text, Title

_PARTS = {
    About.STANDING: "Does it run, and who can be there",
    About.PRIVACY: "Privacy of the call",
    About.SAFETY: "Who decides who is in",
    About.ALLOWED: "Allowed for health information",
    About.ACCESS: "Who can join, and with what",
    About.COST: "Cost and limits",
}
_STANDING = {
    "active": Mark("✓", "still runs", Tone.GOOD),
    "renamed": Mark("✗", "has a new name", Tone.BAD),
    "retired": Mark("✗", "shut down", Tone.BAD),
    "unknown": Mark("?", "not known if it runs", Tone.CARE),
}


def show_blocks(platform: Platform, catalogue: Catalogue, today: date, function: Function | None) -> list[Block]:
    """The report; ``function`` narrows the answers to one use."""
    notes = Notes(catalogue)
    blocks: list[Block] = [*_head(platform, catalogue, notes), *_six(platform, notes)]
    for about, title in _PARTS.items():
        found = [c for c in catalogue.criteria.values() if c.about is about and _told(platform, c)]
        if found:
            blocks.append(Heading(title if platform.running else f"{title} (while it ran)"))
            blocks += [item for c in found for item in _answers(platform, c, catalogue, notes, today, function)]
    blocks += [*_statements(platform, notes), *_advice(platform), *_history(platform, notes)]
    if sources := notes.items():
        blocks += [Heading("Sources"), *sources]
    return [*blocks, Text(""), Text(f"Dates are those the facts speak for. {GUIDANCE}")]


def _head(platform: Platform, catalogue: Catalogue, notes: Notes) -> Iterator[Block]:
    status = platform.answers["status"][None]
    yield Title(platform.name, _STANDING[str(status.value)])
    made = "A way of meeting" if platform.generic else f"Made by {platform.vendor}"
    names = f" Also called: {', '.join(platform.aliases)}." if platform.aliases else ""
    yield Text(f"{made}. Id: {platform.id}.{names}")
    yield Text(platform.summary)
    if not platform.running:
        yield Text(f"{platform.ended or 'when is not known'} ({notes.evidence(status).rstrip('.')})", "Ended")
    if platform.replaced_by:
        yield Text(", ".join(catalogue.platforms[other].name for other in platform.replaced_by), "Instead there is")
    if platform.functions:
        yield Text(function_list(platform.functions, catalogue), "For" if platform.running else "It was for")
    if platform.strengths:
        yield Text(", ".join(catalogue.strengths[one] for one in platform.strengths), "What it gives")


def _six(platform: Platform, notes: Notes) -> Iterator[Block]:
    facts = platform.facts or {}
    if not facts:
        return
    yield Heading("The six questions" if platform.running else "What was asked of it while it ran")
    for question, label in QUESTIONS.items():
        if question in facts:
            yield _fact(label, facts[question], notes)


def _fact(label: str, said: Sourced, notes: Notes) -> Item:
    words = str(said.value) if said.known else "We do not know."
    return Item(words, lead=label, below=tuple(_behind(said, notes, False, str)))


def _behind(said: Sourced, notes: Notes, old: bool, wording: object) -> Iterator[str]:
    """Evidence, note, and what other sources say instead."""
    yield notes.evidence(said, old)
    if said.note:
        yield said.note
    say = wording if callable(wording) else str
    for other in said.conflicts:
        note = f" {other.note}" if other.note else ""
        yield f"Sources disagree. Another says: {say(other.value)} ({notes.evidence(other).rstrip('.')}).{note}"


def _told(platform: Platform, criterion: Criterion) -> bool:
    """That it ended, and how we know, stands at the top."""
    return criterion.id in platform.answers and (platform.running or criterion.id != "status")


def _answers(
    platform: Platform,
    criterion: Criterion,
    catalogue: Catalogue,
    notes: Notes,
    today: date,
    function: Function | None,
) -> Iterator[Item]:
    """One item where all uses share the answer, else one for each answer with the uses it holds for."""
    for said, functions in _grouped(platform, criterion, function):
        words = criterion.wording(said.value)
        where = f" ({function_list(functions, catalogue)})" if functions else ""
        past = "" if platform.running else "Then: "
        old = platform.running and stale(said, criterion, today)
        yield Item(
            f"{past}{words[:1].upper()}{words[1:]}{where}.",
            lead=criterion.question,
            below=tuple(_behind(said, notes, old, criterion.wording)),
        )


def _grouped(
    platform: Platform, criterion: Criterion, function: Function | None
) -> list[tuple[Sourced, tuple[Function, ...]]]:
    by_function: Mapping[Function | None, Sourced] = platform.answers[criterion.id]
    if function is not None:
        said = platform.answer(criterion.id, function)
        return [(said, ())] if said is not None else []
    if None in by_function:
        return [(by_function[None], ())]
    groups: list[tuple[Sourced, list[Function]]] = []
    for use, said in by_function.items():
        same = next((uses for other, uses in groups if other == said), None)
        if same is None:
            groups.append((said, [use] if use else []))
        elif use:
            same.append(use)
    return [(said, tuple(uses) if len(groups) > 1 else ()) for said, uses in groups]


def _statements(platform: Platform, notes: Notes) -> Iterator[Block]:
    parts = {
        "What stops working when end-to-end mode is on": platform.lost_with_e2ee,
        "What end-to-end locks do not cover": platform.not_covered,
    }
    for title, statements in parts.items():
        if statements:
            yield Heading(title)
        for said in statements:
            yield Item(str(said.value), below=tuple(_behind(said, notes, False, str)))


def _advice(platform: Platform) -> Iterator[Block]:
    parts = {"Good for": platform.good_for, "Not for": platform.not_for, "It needs": platform.needs}
    for title, sentences in parts.items():
        if sentences:
            yield Heading(title)
        yield from (Item(sentence) for sentence in sentences)
    if platform.harden:
        yield Heading("Make it safer")
        yield Text(f"{len(platform.harden)} settings to change: peerkit platforms harden {platform.id}")


def _history(platform: Platform, notes: Notes) -> Iterator[Block]:
    if platform.history:
        yield Heading("What has happened")
    for event in platform.history:
        number = notes.number(event.source)
        yield Item(f"{event.value}" + (f" [{number}]" if number else ""), lead=event.as_of)


SHOW_HEADS = (
    "id", "kind", "question_id", "question", "function", "answer", "as_of", "needs_a_re_check", "confidence", "source",
    "url", "note",
)  # fmt: skip


def show_rows(
    platform: Platform, catalogue: Catalogue, today: date, function: Function | None
) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a fact, an answer, or what another source says instead."""
    rows = [
        _row(platform, ("fact", question, QUESTIONS[question], ""), said, str(said.value), False, catalogue)
        for question, said in (platform.facts or {}).items()
    ]
    for criterion in catalogue.criteria.values():
        if criterion.id not in platform.answers:
            continue
        for said, functions in _grouped(platform, criterion, function):
            uses = " ".join(use.value for use in functions)
            for kind, one in [("answer", said), *(("other source", other) for other in said.conflicts)]:
                place = (kind, criterion.id, criterion.question, uses)
                old = stale(one, criterion, today)
                rows.append(_row(platform, place, one, criterion.wording(one.value), old, catalogue))
    return SHOW_HEADS, rows


def _row(
    platform: Platform, place: Iterable[str], said: Sourced, words: str, old: bool, catalogue: Catalogue
) -> Sequence[str | float | None]:
    source = catalogue.sources[said.source] if said.source else None
    return [
        platform.id,
        *place,
        words,
        said.as_of,
        RE_CHECK if old else "",
        said.confidence.value if said.confidence else None,
        source.title if source else None,
        source.url if source else None,
        said.note,
    ]
