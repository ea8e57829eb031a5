"""From plain data, already checked, to the model. The YAML and its compiled form both end here.

Nothing is checked again: ``entries`` and ``vocabulary`` have refused what does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerkit.model.function import Function
from peerkit.model.platform import (
    UNKNOWN,
    About,
    AnswerType,
    Confidence,
    Criterion,
    HardenStep,
    Platform,
    Said,
    Source,
    Sourced,
    SourceKind,
    Word,
)

Plain = Mapping[str, Any]


def build_criterion(criterion: str, plain: Plain) -> Criterion:
    """A criterion with the points an unknown answer spans."""
    values = {
        word: Word(value["words"], value["points"], value.get("lasting", False))
        for word, value in plain["values"].items()
        if word != UNKNOWN
    }
    kind = AnswerType(plain["type"])
    lowest, highest = _span([word.points for word in values.values() if word.points is not None], kind)
    return Criterion(
        id=criterion,
        question=plain["question"],
        about=About(plain["about"]),
        type=kind,
        by_function=plain["by_function"],
        max_age_days=plain["max_age_days"],
        values=values,
        unknown_words=plain["values"][UNKNOWN]["words"],
        lowest=lowest,
        highest=highest,
    )


def _span(points: list[float], kind: AnswerType) -> tuple[float | None, float | None]:
    if not points:
        return None, None
    return min(points), min(1.0, sum(points)) if kind is AnswerType.SET else max(points)


def build_source(source: str, plain: Plain) -> Source:
    """A source under its id."""
    rest = {key: plain[key] for key in ("url", "published", "interested", "note") if key in plain}
    return Source(source, plain["title"], SourceKind(plain["kind"]), plain["accessed"], **rest)


def build_sourced(plain: Plain, key: str = "value", when: str = "as_of") -> Sourced:
    """An answer, or a sentence that stands under ``key``; ``when`` is the key of its day."""
    value: Said = tuple(plain[key]) if isinstance(plain[key], list) else plain[key]
    confidence = plain.get("confidence")
    return Sourced(
        value,
        plain[when],
        Confidence(confidence) if confidence else None,
        plain.get("source", ""),
        tuple(plain.get("also", ())),
        plain.get("note", ""),
        tuple(build_sourced(conflict, key, when) for conflict in plain.get("conflicts", ())),
    )


def build_platform(platform: str, plain: Plain) -> Platform:
    """An entry, its answers by function."""
    functions = tuple(Function(word) for word in plain["functions"])
    lists = ("modalities", "aliases", "replaced_by", "practices", "strengths", "good_for", "not_for", "needs")
    return Platform(
        id=platform,
        name=plain["name"],
        vendor=plain["vendor"],
        kind=plain["kind"],
        summary=plain["summary"],
        functions=functions,
        answers={criterion: _by_function(answer, functions) for criterion, answer in plain["answers"].items()},
        generic=plain.get("generic", False),
        ended=plain.get("ended", ""),
        lost_with_e2ee=tuple(build_sourced(entry, "what") for entry in plain.get("lost_with_e2ee", ())),
        not_covered=tuple(build_sourced(entry, "what") for entry in plain.get("not_covered", ())),
        facts={question: build_sourced(fact, "says") for question, fact in plain.get("facts", {}).items()},
        harden=tuple(
            HardenStep(step["who"], step["where"], step["set"], build_sourced(step, "why"))
            for step in plain.get("harden", ())
        ),
        history=tuple(build_sourced(event, "what", "date") for event in plain.get("history", ())),
        **{key: tuple(plain.get(key, ())) for key in lists},
    )


def _by_function(answer: Plain, functions: tuple[Function, ...]) -> dict[Function | None, Sourced]:
    if "value" in answer:
        return {None: build_sourced(answer)}
    found: dict[Function | None, Sourced] = {}
    others = build_sourced(answer["others"]) if "others" in answer else None
    for function in functions:
        if function.value in answer:
            found[function] = build_sourced(answer[function.value])
        elif others is not None:
            found[function] = others
    return found
