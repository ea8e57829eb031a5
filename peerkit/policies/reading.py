"""Checks a policy file, each mistake with its place: closed words, reasons and sources for every gate and weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peerkit.datafile import Record, Value
from peerkit.model.function import Function
from peerkit.model.platform import Criterion
from peerkit.model.policy import PlatformVerdict, Policy, Rule
from peerkit.platformdata.known import ID, ID_MEANING, one_of
from peerkit.platformdata.vocabulary import read_sources
from peerkit.policies.build import SCHEMA

_PARTS = ("gates", "floor", "weights", "bounds", "sources")
_VERDICTS = tuple(verdict.value for verdict in PlatformVerdict if verdict is not PlatformVerdict.GOOD_FIT)


@dataclass(frozen=True)
class Words:
    """What gates and weights may speak of."""

    criteria: Mapping[str, Criterion]
    sources: frozenset[str]


def check_always(value: Value, criteria: Mapping[str, Criterion]) -> None:
    """The file of the gates of every setting. Raises ``BadData``."""
    record = value.record(("schema", "gates", "sources"))
    record["schema"].choice({SCHEMA: SCHEMA})
    _check_gates(record["gates"], Words(criteria, frozenset(read_sources(record["sources"]))))


def base_named(value: Value, names: Iterable[str]) -> str:
    """The shipped policy a file extends, or nothing. Raises ``BadData``."""
    extends = value.mapping().get("extends")
    if extends is None:
        return ""
    known = sorted(names)
    if extends.text() not in known:
        extends.fail(f"there is no shipped policy {extends.text()!r} to extend; there are: {', '.join(known)}")
    return extends.text()


def check_policy(value: Value, name: str, base: Policy, criteria: Mapping[str, Criterion]) -> None:
    """A policy file on top of ``base``; ``name`` is its file's. Raises ``BadData``."""
    if "extends" in value.mapping():
        record = value.record(("schema", "id", "extends"), ("title", "summary", *_PARTS))
    else:
        record = value.record(("schema", "id", "title", "summary", *_PARTS))
    record["schema"].choice({SCHEMA: SCHEMA})
    if record["id"].matching(ID, ID_MEANING) != name:
        record["id"].fail(f"expected {name!r}, the name of the file")
    record.get("title", lambda v: v.text(80), "")
    record.get("summary", lambda v: v.text(600), "")
    words = Words(criteria, frozenset(base.sources) | _own_sources(record, base))
    _refuse_fixed(record, base)
    for key in ("gates", "floor"):
        record.get(key, lambda v: _check_gates(v, words), None)
    record.get("weights", lambda v: v.each_named(lambda weighed, w: _check_weight(weighed, w, words)), {})
    record.get("bounds", lambda v: _check_bounds(v, words), None)
    _must_weigh(record, base)


def _own_sources(record: Record, base: Policy) -> frozenset[str]:
    own = record.get("sources", read_sources, {})
    for name in own:
        if name in base.sources:
            record["sources"].mapping()[name].fail("a source of PeerKit has this id; use it, or choose another id")
    return frozenset(own)


def _refuse_fixed(record: Record, base: Policy) -> None:
    fixed = {gate.id for gate in base.gates if gate.fixed}
    for name, gate in record.get("gates", Value.mapping, {}).items():
        if name in fixed:
            gate.fail("this gate holds in every setting and cannot be changed")


def _must_weigh(record: Record, base: Policy) -> None:
    own = {name: w.mapping()["weight"].data for name, w in record.get("weights", Value.mapping, {}).items()}
    if not any({**{name: w.weight for name, w in base.weights.items()}, **own}.values()):
        record.value.fail("at least one criterion must count (a weight above 0)")


def _check_gates(value: Value, words: Words) -> None:
    value.each_named(lambda name, gate: _check_gate(name, gate, words))


def _check_gate(_: str, value: Value, words: Words) -> None:
    record = value.record(("rule", "effects", "why", "source"), ("criterion", "functions"))
    asks = one_of(record["rule"], (rule.value for rule in Rule)) == Rule.ANSWER.value
    if asks != ("criterion" in record):
        value.fail("the rule answer needs the key 'criterion', and no other rule has it")
    outcomes = ["fails", "unknown"]
    if asks:
        outcomes = [*words.criteria[one_of(record["criterion"], words.criteria)].values, "unknown"]
    record["effects"].record((), outcomes)
    record["effects"].each_named(lambda _, effect: _check_effect(effect))
    record.get("functions", lambda v: v.each(lambda word: one_of(word, (f.value for f in Function))), ())
    _check_reason(record, words)


def _check_effect(value: Value) -> None:
    record = value.record(("verdict", "says"), ("change", "signed_clears"))
    one_of(record["verdict"], _VERDICTS)
    record["says"].text(300)
    record.get("change", lambda v: v.text(300), "")
    record.get("signed_clears", Value.flag, False)


def _check_weight(name: str, value: Value, words: Words) -> None:
    if name not in words.criteria:
        value.fail(f"there is no criterion {name!r}")
    if words.criteria[name].lowest is None:
        value.fail(f"the answers to {name!r} earn no points, so they can have no weight")
    record = value.record(("weight", "why", "source"))
    record["weight"].number(0, 100)
    _check_reason(record, words)


def _check_bounds(value: Value, words: Words) -> None:
    record = value.record(("good_from", "avoid_below", "why", "source"))
    if record["avoid_below"].number(0, 100) >= record["good_from"].number(0, 100):
        record["avoid_below"].fail("expected less than good_from")
    _check_reason(record, words)


def _check_reason(record: Record, words: Words) -> None:
    record["why"].text(400)
    one_of(record["source"], words.sources)
