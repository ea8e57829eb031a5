"""What the trainers' page carries inside: the catalogue, the policies and the scenarios as one compact JSON document.

Every text stands in one table (``texts``) and every answer in another (``said``); all else points there by
number, because most answers repeat. ``page/data.js`` is the other half and turns it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue, Confidence, Criterion, Platform, Said, Source, Sourced
from peerkit.model.policy import Gate, Policy
from peerkit.model.recommendation import Needs, Scenario

CONFIDENCES = list(Confidence)
_LISTS = ("aliases", "replaced_by", "modalities", "strengths", "good_for", "not_for", "needs")


class Tables:
    """Texts and answers, each kept once."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self.said: dict[str, int] = {}

    def text(self, text: str) -> int:
        """The number of a text."""
        return self.texts.setdefault(text, len(self.texts))

    def value(self, value: Said) -> Any:
        """A word or sentence as its number, several as a list of numbers, an amount as ``{"n": amount}``."""
        if isinstance(value, tuple):
            return [self.text(word) for word in value]
        return self.text(value) if isinstance(value, str) else {"n": value}

    def answer(self, said: Sourced) -> int:
        """The number of an answer: value, day, confidence (0 none), source, note, also, conflicts."""
        record: list[Any] = [
            self.value(said.value),
            self.text(said.as_of),
            CONFIDENCES.index(said.confidence) + 1 if said.confidence else 0,
            self.text(said.source),
            self.text(said.note),
            [self.text(source) for source in said.also],
            [self.answer(conflict) for conflict in said.conflicts],
        ]
        while record[-1] == []:
            record.pop()
        return self.said.setdefault(_compact(record), len(self.said))


def page_data(catalogue: Catalogue, policies: Sequence[Policy], scenarios: Sequence[Scenario], start: Case) -> str:
    """The JSON document, safe inside a script element: no ``<``, ``>`` or ``&`` is left as such."""
    tables = Tables()
    document = {
        "made_on": start.today.isoformat(),
        "newest": catalogue.newest,
        "start": {
            "policy": start.policy.id,
            "function": start.function.value,
            "people": start.people,
            "minutes": start.minutes,
            "assume": start.overlay.assume_signed,
        },
        "functions": {function.value: words for function, words in catalogue.functions.items()},
        "modalities": catalogue.modalities,
        "strengths": catalogue.strengths,
        "criteria": [_criterion(criterion) for criterion in catalogue.criteria.values()],
        "platforms": [_platform(platform, tables) for platform in catalogue.platforms.values()],
        "sources": _sources(catalogue.sources.values()),
        "policies": [_policy(policy) for policy in policies],
        "scenarios": [_scenario(scenario) for scenario in scenarios],
        "overlay": _overlay(start),
    }
    document["texts"], document["said"] = list(tables.texts), [json.loads(record) for record in tables.said]
    plain = _compact(document)
    return plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "question": criterion.question,
        "about": criterion.about.value,
        "type": criterion.type.value,
        "max_age_days": criterion.max_age_days,
        "values": {name: [word.words, word.points, word.lasting] for name, word in criterion.values.items()},
        "unknown": criterion.unknown_words,
        "lowest": criterion.lowest,
        "highest": criterion.highest,
    }


def _platform(platform: Platform, tables: Tables) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": platform.id,
        "name": platform.name,
        "vendor": platform.vendor,
        "kind": platform.kind,
        "summary": platform.summary,
        "functions": [function.value for function in platform.functions],
        "generic": platform.generic,
        "ended": platform.ended,
        **{key: list(getattr(platform, key)) for key in _LISTS},
        "answers": {name: _by_function(answer, tables) for name, answer in platform.answers.items()},
        "lost": _answers(platform.lost_with_e2ee, tables),
        "not_covered": _answers(platform.not_covered, tables),
        "facts": {question: tables.answer(fact) for question, fact in (platform.facts or {}).items()},
        "harden": [[step.who, step.where, step.set_to, tables.answer(step.said)] for step in platform.harden],
        "history": _answers(platform.history, tables),
    }
    return {key: value for key, value in plain.items() if value not in ("", [], {}, False)}


def _answers(said: Iterable[Sourced], tables: Tables) -> list[int]:
    return [tables.answer(entry) for entry in said]


def _by_function(answer: Mapping[Any, Sourced], tables: Tables) -> int | dict[str, int]:
    """One number for every function, or one each."""
    if None in answer:
        return tables.answer(answer[None])
    return {function.value: tables.answer(said) for function, said in answer.items()}


def _sources(sources: Iterable[Source]) -> dict[str, list[Any]]:
    return {
        source.id: [
            source.title,
            source.kind.value,
            source.accessed,
            source.url if source.url.startswith(("https://", "http://")) else "",
            source.published,
            source.interested,
            source.note,
        ]
        for source in sources
    }


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "id": policy.id,
        "title": policy.title,
        "summary": policy.summary,
        "gates": [_gate(gate) for gate in policy.gates],
        "floor": [_gate(gate) for gate in policy.floor],
        "weights": {name: [weight.weight, weight.why, weight.source] for name, weight in policy.weights.items()},
        "good_from": policy.good_from,
        "avoid_below": policy.avoid_below,
        "bounds_why": policy.bounds_why,
        "sources": _sources(policy.sources.values()),
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "id": gate.id,
        "rule": gate.rule.value,
        "criterion": gate.criterion,
        "effects": {
            word: {"verdict": effect.verdict.value, "says": effect.says, "change": effect.change,
                   "signed_clears": effect.signed_clears}
            for word, effect in gate.effects.items()
        },
        "why": gate.why,
        "source": gate.source,
        "functions": [function.value for function in gate.functions],
    }  # fmt: skip


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "title": scenario.title,
        "story": scenario.story,
        "policy": scenario.policy,
        "needs": needs_plain(scenario.needs),
        "source": _sources([scenario.source]) if scenario.source else {},
    }


def needs_plain(needs: Needs) -> dict[str, Any]:
    """Needs as the page keeps them."""
    return {
        "function": needs.function.value if needs.function else None,
        "devices": list(needs.devices),
        "likes": list(needs.likes),
        "people": needs.people,
        "minutes": needs.minutes,
        "no_account": needs.no_account,
        "no_internet": needs.no_internet,
        "no_smartphone": needs.no_smartphone,
        "captions": needs.captions,
        "anonymous": needs.anonymous,
        "free": needs.free,
    }


def _overlay(start: Case) -> dict[str, Any]:
    overlay = start.overlay
    return {
        "signed": dict(overlay.signed),
        "approved": None if overlay.approved is None else sorted(overlay.approved),
        "banned": sorted(overlay.banned),
    }
