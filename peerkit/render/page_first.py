"""What the trainers' page shows before, or without, any script: the answer to the question it opens with."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from peerkit.model.judgement import Allowed, Case, Judgement, Range, Ranking
from peerkit.model.platform import Catalogue
from peerkit.model.policy import PlatformVerdict
from peerkit.model.recommendation import Scenario

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VERDICTS = {
    PlatformVerdict.GOOD_FIT: ("✓", "good fit"),
    PlatformVerdict.WITH_CARE: ("!", "with care"),
    PlatformVerdict.AVOID: ("▽", "avoid"),
    PlatformVerdict.CANNOT_USE: ("✕", "cannot use"),
}
_ALLOWED = {
    Allowed.YES: ("✓", "BAA on record"),
    Allowed.NO_CONTRACT_NEEDED: ("✓", "no BAA needed"),
    Allowed.OWN_SERVER: ("!", "your own duty"),
    Allowed.NOT_YET: ("…", "BAA not signed"),
    Allowed.NO: ("✕", "no BAA"),
    Allowed.UNKNOWN: ("?", "BAA not known"),
}


def day_words(iso: str) -> str:
    """``20 Nov 2026``."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def range_words(found: Range | None) -> str:
    """``62 to 81``, or one number where both ends round to it. Halves go up, as in the browser."""
    if found is None:
        return "no score"
    low, high = int(found.low + 0.5), int(found.high + 0.5)
    return str(low) if low == high else f"{low} to {high}"


def first_summary(catalogue: Catalogue, start: Case, ranking: Ranking) -> str:
    """The answer in two sentences."""
    lead = "Nothing fits."
    if ranking.ranked:
        first = ranking.ranked[0]
        lead = f"{first.platform.name} comes first ({range_words(first.score)})."
    counts = (
        (len(ranking.ranked), "to choose from"),
        (len(ranking.waiting), "waiting for a signed BAA"),
        (len(ranking.stopped), "stopped by a rule"),
    )
    told = ", ".join(f"{number} {words}" for number, words in counts if number)
    return f"For {', '.join(_asked(catalogue, start))}: {lead} {told}."


def _asked(catalogue: Catalogue, start: Case) -> list[str]:
    asked = (
        catalogue.functions[start.function],
        f"{start.people} people" if start.people else "",
        f"{start.minutes} minutes" if start.minutes else "",
        f"setting “{start.policy.title}”",
        "as if every BAA on offer were signed" if start.overlay.assume_signed else "",
    )
    return [words for words in asked if words]


def first_stories(scenarios: Sequence[Scenario]) -> str:
    """The titles of the ready-made stories; a script makes buttons of them."""
    titles = "".join(f'<li><span class="story">{escape(scenario.title)}</span></li>' for scenario in scenarios)
    return f'<h2>Start from a story</h2><ul class="story-list">{titles}</ul>' if scenarios else ""


def first_rows(ranking: Ranking) -> str:
    """The ranking as markup; every text in it is escaped."""
    ranked = [_row(judgement, str(place)) for place, judgement in enumerate(ranking.ranked, 1)]
    groups = (
        ("To choose from", ranked),
        ("Waiting for a signed BAA", [_row(judgement, "…") for judgement in ranking.waiting]),
        ("Stopped by a rule", [_row(judgement, "✕") for judgement in ranking.stopped]),
    )
    return "".join(_group(title, rows) for title, rows in groups)


def _group(title: str, rows: Sequence[str]) -> str:
    if not rows:
        return ""
    head = f'<h3 class="group-title">{title} <span class="count">{len(rows)}</span></h3>'
    return f'<div class="group">{head}<ol class="rows">{"".join(rows)}</ol></div>'


def _row(judgement: Judgement, place: str) -> str:
    score = "not ranked" if judgement.stopped else range_words(judgement.score)
    name = escape(judgement.platform.name)
    why = escape(" ".join(_first_words(judgement)))
    return (
        f'<li class="row"><div class="row-head"><span class="place" aria-hidden="true">{place}</span>'
        f'<div class="row-name"><h4>{name}</h4><p class="chips">{_chips(judgement)}</p></div>'
        f'<div class="row-picture">{_bar(judgement)}</div>'
        f'<dl class="numbers"><div><dt>Score</dt><dd>{score}</dd></div><div class="number-privacy"><dt>Privacy</dt>'
        f'<dd>{range_words(judgement.privacy)}</dd></div></dl></div><div class="row-why"><p>{why}</p></div></li>'
    )


def _first_words(judgement: Judgement) -> Sequence[str]:
    """What every gate says; without one, what weighs most for it and against it."""
    if judgement.gates:
        return [hit.says for hit in judgement.gates]
    kinds = ("For it: ", "Against it: ", "Not known: ")
    leads = [next((reason for reason in judgement.reasons if reason.startswith(kind)), "") for kind in kinds]
    return [lead for lead in leads if lead][:2]


def _chips(judgement: Judgement) -> str:
    verdict, allowed = _VERDICTS[judgement.verdict], _ALLOWED[judgement.allowed]
    return _chip(f"chip-{judgement.verdict.value}", *verdict) + _chip(
        f"health health-{judgement.allowed.value}", *allowed
    )


def _chip(kind: str, sign: str, words: str) -> str:
    return f'<span class="chip {kind}"><span class="sign" aria-hidden="true">{sign}</span>{words}</span>'


def _bar(judgement: Judgement) -> str:
    lines = [_line("bar-track", 0, 100)]
    if judgement.score is not None:
        lines.append(_line("bar-range", judgement.score.low, judgement.score.high))
    kind = f"bar bar-{judgement.verdict.value}{' bar-stopped' if judgement.stopped else ''}"
    attributes = f'class="{kind}" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"'
    return f"<svg {attributes}>{''.join(lines)}</svg>"


def _line(kind: str, start: float, end: float) -> str:
    return f'<line class="{kind}" x1="{start:.2f}" x2="{end:.2f}" y1="50" y2="50" vector-effect="non-scaling-stroke"/>'
