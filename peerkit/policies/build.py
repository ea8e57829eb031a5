"""From plain data, already checked, to a policy. The YAML and its compiled form both end here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peerkit.model.function import Function
from peerkit.model.policy import Effect, Gate, PlatformVerdict, Policy, Rule, Weight
from peerkit.platformdata.build import build_source

Plain = Mapping[str, Any]
SCHEMA = "peerkit.policy/1"
NUMBERS = {Rule.PEOPLE: "max-people", Rule.MINUTES: "max-minutes"}


def build_always(plain: Plain) -> Policy:
    """The gates of every setting, as a policy without weights to start from."""
    gates = tuple(_gate(name, gate)._replace(fixed=True) for name, gate in plain["gates"].items())
    sources = {name: build_source(name, source) for name, source in plain["sources"].items()}
    return Policy("", "", "", gates, (), {}, 100, 0, "", sources)


def build_policy(plain: Plain, base: Policy) -> Policy:
    """``base`` with everything a file says on top; gates and weights by id."""
    bounds = plain.get("bounds", {})
    weights = {name: Weight(w["weight"], w["why"], w["source"]) for name, w in plain.get("weights", {}).items()}
    return base._replace(
        id=plain["id"],
        title=plain.get("title", base.title),
        summary=plain.get("summary", base.summary),
        gates=_merged(base.gates, plain.get("gates", {})),
        floor=_merged(base.floor, plain.get("floor", {})),
        weights={**base.weights, **weights},
        good_from=bounds.get("good_from", base.good_from),
        avoid_below=bounds.get("avoid_below", base.avoid_below),
        bounds_why=bounds.get("why", base.bounds_why),
        sources={**base.sources, **{name: build_source(name, s) for name, s in plain.get("sources", {}).items()}},
        extends=plain.get("extends", ""),
    )


def _merged(base: tuple[Gate, ...], plain: Plain) -> tuple[Gate, ...]:
    return tuple(
        ({gate.id: gate for gate in base} | {name: _gate(name, gate) for name, gate in plain.items()}).values()
    )


def _gate(name: str, plain: Plain) -> Gate:
    rule = Rule(plain["rule"])
    return Gate(
        id=name,
        rule=rule,
        criterion=plain["criterion"] if rule is Rule.ANSWER else NUMBERS.get(rule, ""),
        effects={outcome: _effect(effect) for outcome, effect in plain["effects"].items()},
        why=plain["why"],
        source=plain["source"],
        functions=tuple(Function(word) for word in plain.get("functions", ())),
    )


def _effect(plain: Plain) -> Effect:
    verdict = PlatformVerdict(plain["verdict"])
    return Effect(verdict, plain["says"], plain.get("change", ""), plain.get("signed_clears", False))
