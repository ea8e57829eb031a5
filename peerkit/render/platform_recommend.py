"""What to use with one person: suggestions in order, what to keep in mind, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue
from peerkit.model.recommendation import LeftOut, Needs, Recommendation, Scenario, Suggestion
from peerkit.render.json import dumps
from peerkit.render.platform_judged import JUDGED_HEADS, judged_entry, judged_row, name_and_id
from peerkit.render.platform_words import GUIDANCE, JOIN_ONLY
from peerkit.render.platforms_json import platforms_document
from peerkit.render.sheet import Block, Heading, Item, Text, Title

_NEEDS = {
    "no_account": "no account",
    "no_internet": "no internet",
    "no_smartphone": "no smartphone",
    "captions": "captions",
    "anonymous": "stay unnamed",
    "free": "free for the person",
}
# How to say each need on the command line, for advice on what to leave out.
OPTIONS = {
    "function": "--function", "devices": "--their-device", "people": "--people", "minutes": "--minutes",
    "no_account": "--no-account", "no_internet": "--no-internet", "no_smartphone": "--no-smartphone",
    "captions": "--captions", "anonymous": "--anonymous", "free": "--cost free",
}  # fmt: skip
_STEPS = {"gate": "a rule stops it", "need": "it does not fit", "floor": "not safe enough"}


def recommend_blocks(
    found: Recommendation,
    case: Case,
    catalogue: Catalogue,
    *,
    hint: str = "",
    easier: Mapping[str, Sequence[str]] | None = None,
    top: int | None = None,
    scenario: Scenario | None = None,
) -> list[Block]:
    """The report. ``easier`` tells, by need, what would fit without it; ``top`` limits the suggestions shown."""
    blocks: list[Block] = [*_head(found.needs, case, catalogue, hint, scenario), Heading("Suggested")]
    shown = found.suggestions[:top]
    for place, suggestion in enumerate(shown, 1):
        blocks.append(judged_entry(suggestion.judgement, place, _mind(suggestion, catalogue, found.needs)))
    if not shown:
        blocks += _nothing(easier or {}, catalogue)
    if len(found.suggestions) > len(shown):
        blocks.append(Text(f"... and {len(found.suggestions) - len(shown)} more; see them with --all"))
    if found.waiting:
        blocks += [Heading("Would fit once your program has signed a BAA"), *map(_waiting, found.waiting[:top])]
        blocks.append(Text("Signed ones go into the settings: peerkit settings edit"))
    blocks += _left_out(found, whole=top is None)
    blocks += [Heading("How this order was made"), *(Item(step) for step in found.order)]
    return [*blocks, Text(""), Text(f"Ask the person first; the choice is theirs and yours. {GUIDANCE}")]


def _head(needs: Needs, case: Case, catalogue: Catalogue, hint: str, scenario: Scenario | None) -> Iterator[Block]:
    yield Title(scenario.title if scenario else "What to use with this person")
    if scenario:
        yield Text(scenario.story)
    yield Text(needs_words(needs, catalogue), "For")
    yield Text(f"{case.policy.title} ({case.policy.id}).", "Setting")
    if hint:
        yield Text(hint)


def needs_words(needs: Needs, catalogue: Catalogue) -> str:
    """What was asked for, in plain words."""
    devices = catalogue.criteria["devices-join"]
    parts = [catalogue.functions[needs.function]] if needs.function else []
    parts += ["you and one person" if needs.people == 2 else f"{needs.people} people"]
    parts += [f"{needs.minutes} minutes"] if needs.minutes else []
    parts += (
        [f"they have: {' or '.join(devices.values[word].words for word in needs.devices)}"] if needs.devices else []
    )
    parts += [words for need, words in _NEEDS.items() if getattr(needs, need)]
    likes = [catalogue.platforms[name].name for name in needs.likes]
    parts += [f"they like: {', '.join(likes)}"] if likes else []
    return ", ".join(parts) + "."


def _mind(suggestion: Suggestion, catalogue: Catalogue, needs: Needs) -> Iterator[str]:
    yield f"For: {_use(suggestion, catalogue)}." + (" They like it." if suggestion.liked else "")
    if suggestion.judgement.platform.only_joined_with(needs.devices):
        yield f"Keep in mind: {JOIN_ONLY}"
    for sentence in suggestion.mind:
        yield f"Keep in mind: {sentence}"


def _use(suggestion: Suggestion, catalogue: Catalogue) -> str:
    function: Function = suggestion.judgement.case.function
    return catalogue.functions[function]


def _waiting(suggestion: Suggestion) -> Item:
    liked = "They like it. " if suggestion.liked else ""
    return Item(f"{liked}{' '.join(suggestion.mind)}", lead=name_and_id(suggestion.judgement))


def _nothing(easier: Mapping[str, Sequence[str]], catalogue: Catalogue) -> Iterator[Block]:
    yield Text("Nothing fits all of this. That is about the apps, not about the person.")
    if not easier:
        yield Text("Not even with one wish less. Meet in person, or ask your program what else it can offer.")
    for need, names in easier.items():
        shown = ", ".join(catalogue.platforms[name].name for name in names[:3])
        yield Item(f"{shown} would fit.", lead=f"Without {OPTIONS[need]}")


def _left_out(found: Recommendation, whole: bool) -> Iterator[Block]:
    """What the person likes is always answered for, one by one; the rest is counted, or named with ``whole``."""
    liked = [left for left in found.left_out if left.liked]
    others = [left for left in found.left_out if not left.liked]
    if liked:
        yield Heading("What they like, and why not")
        yield from map(_left, liked)
    if whole and others:
        yield Heading("Left out")
        yield from map(_left, others)
    elif others:
        numbers = {words: sum(left.step == step for left in others) for step, words in _STEPS.items()}
        counts = "; ".join(f"{number}: {words}" for words, number in numbers.items() if number)
        yield Text("")
        yield Text(f"{len(others)} others are left out ({counts}). Each with its reason: --all")


def _left(left: LeftOut) -> Item:
    return Item(" ".join(left.because), lead=f"{left.judgement.platform.name}, {_STEPS[left.step]}")


def recommend_rows(found: Recommendation) -> tuple[Sequence[str], list[Sequence[str | float | None]]]:
    """One row a platform."""
    rows: list[Sequence[str | float | None]] = []
    for place, one in enumerate(found.suggestions, 1):
        rows.append([place, "suggested", " / ".join(one.mind), _yes(one.liked), *judged_row(one.judgement)])
    rows += [
        [None, "needs a signed BAA", " / ".join(one.mind), _yes(one.liked), *judged_row(one.judgement)]
        for one in found.waiting
    ]
    rows += [
        [None, _STEPS[one.step], " / ".join(one.because), _yes(one.liked), *judged_row(one.judgement)]
        for one in found.left_out
    ]
    return ("place", "group", "keep_in_mind_or_why_not", "liked", *JUDGED_HEADS), rows


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def render_recommend_json(
    found: Recommendation, case: Case, catalogue: Catalogue, easier: Mapping[str, Sequence[str]]
) -> str:
    """``peerkit.recommendation/1``; a suggested platform is described as in ``peerkit.platforms/1``."""
    document: dict[str, Any] = {
        "schema": "peerkit.recommendation/1",
        "policy": case.policy.id,
        "judged_on": case.today.isoformat(),
        "guidance": GUIDANCE,
        "needs": _needs(found.needs),
        "order": list(found.order),
        "suggestions": [_suggestion(one, catalogue) for one in found.suggestions],
        "waiting": [_suggestion(one, catalogue) for one in found.waiting],
        "left_out": [
            {
                "id": one.judgement.platform.id,
                "name": one.judgement.platform.name,
                "step": one.step,
                "because": list(one.because),
                "liked": one.liked,
            }
            for one in found.left_out
        ],
        "would_fit_without": {OPTIONS[need]: list(names) for need, names in easier.items()},
    }
    return dumps(document)


def _needs(needs: Needs) -> dict[str, Any]:
    return asdict(needs) | {
        "function": needs.function.value if needs.function else None,
        "devices": list(needs.devices),
        "likes": list(needs.likes),
    }


def _suggestion(one: Suggestion, catalogue: Catalogue) -> dict[str, Any]:
    platform = platforms_document([one.judgement], catalogue, one.judgement.case)["platforms"][0]
    return {
        "function": one.judgement.case.function.value,
        "liked": one.liked,
        "only_way": one.only_way,
        "mind": list(one.mind),
        "platform": platform,
    }
