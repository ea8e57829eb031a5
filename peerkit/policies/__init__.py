"""Policies as data, and their reader: the shipped ones, an organisation's own, and those that extend another.

The gates of ``always.yaml`` hold under every policy; no file can drop them. An organisation keeps its
policies in the folder ``policies`` beside its settings; one may take the name of a shipped policy, or
extend one: add or replace gates, change weights, move the bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from peerkit.datafile import Record, Value, load
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import NotFound
from peerkit.model.function import Function
from peerkit.model.platform import Criterion, Source
from peerkit.model.policy import Effect, Gate, PlatformVerdict, Policy, Rule, Weight
from peerkit.platformdata.known import ID, ID_MEANING
from peerkit.platformdata.vocabulary import read_sources

SHIPPED = Path(__file__).parent
ALWAYS = "always"
SCHEMA = "peerkit.policy/1"
_VERDICTS = {verdict.value: verdict for verdict in PlatformVerdict if verdict is not PlatformVerdict.GOOD_FIT}
_RULES = {rule.value: rule for rule in Rule}
_FUNCTIONS = {function.value: function for function in Function}
_NUMBERS = {Rule.PEOPLE: "max-people", Rule.MINUTES: "max-minutes"}
_PARTS = ("gates", "floor", "weights", "bounds", "sources")


def policy_names(own: Path | None = None) -> tuple[str, ...]:
    """Every policy there is, an organisation's own included."""
    return tuple(sorted(_files(own)))


def load_policy(name: str, criteria: Mapping[str, Criterion], own: Path | None = None) -> Policy:
    """The policy of that name. Raises ``NotFound``, ``BadData`` or ``UnreadableFile``."""
    files = _files(own)
    if name not in files:
        raise NotFound(f"There is no policy named {name}.", f"There are: {', '.join(sorted(files))}.")
    return _Reader(criteria, files).read(files[name])


def check_policy_file(path: Path, criteria: Mapping[str, Criterion], own: Path | None = None) -> Policy:
    """Read a policy file wherever it lies. Raises ``BadData`` or ``UnreadableFile``."""
    return _Reader(criteria, _files(own)).read(path)


def _files(own: Path | None) -> dict[str, Path]:
    found = {path.stem: path for path in SHIPPED.glob("*.yaml") if path.stem != ALWAYS}
    if own is not None and own.is_dir():
        found |= {path.stem: path for path in own.glob("*.yaml")}
    return found


@dataclass(frozen=True)
class _Reader:
    """Reads files; ``criteria`` are the words that gates and weights may speak of."""

    criteria: Mapping[str, Criterion]
    files: Mapping[str, Path]

    def read(self, path: Path) -> Policy:
        if path.parent == SHIPPED:
            return read_shipped(path, lambda value: self._policy(value, path))
        return self._policy(load(path), path)

    def _policy(self, value: Value, path: Path) -> Policy:
        if "extends" in value.mapping():
            return self._extended(value, path)
        record = value.record(("schema", "id", "title", "summary", *_PARTS))
        return self._filled(record, read_shipped(SHIPPED / f"{ALWAYS}.yaml", self._always), path)

    def _extended(self, value: Value, path: Path) -> Policy:
        record = value.record(("schema", "id", "extends"), ("title", "summary", *_PARTS))
        name = record["extends"].text()
        # An own policy may extend the shipped one whose name it carries; no file extends itself.
        shipped = SHIPPED / f"{name}.yaml"
        if name == ALWAYS or not shipped.is_file() or shipped == path:
            shipped_names = ", ".join(
                sorted(p.stem for p in SHIPPED.glob("*.yaml") if p.stem not in (ALWAYS, path.stem))
            )
            record["extends"].fail(f"there is no shipped policy {name!r} to extend; there are: {shipped_names}")
        return replace(self._filled(record, self.read(shipped), path), extends=name)

    def _always(self, value: Value) -> Policy:
        """The gates of every setting, as a policy without weights to start from."""
        record = value.record(("schema", "gates", "sources"))
        record["schema"].choice({SCHEMA: SCHEMA})
        sources = read_sources(record["sources"])
        gates = _gates(record["gates"], self.criteria, sources).values()
        return Policy(ALWAYS, "", "", tuple(replace(gate, fixed=True) for gate in gates), (), {}, 100, 0, "", sources)

    def _filled(self, record: Record, base: Policy, path: Path) -> Policy:
        """``base`` with everything a file says on top."""
        record["schema"].choice({SCHEMA: SCHEMA})
        name = record["id"].matching(ID, ID_MEANING)
        if name != path.stem:
            record["id"].fail(f"expected {path.stem!r}, the name of the file")
        sources = {**base.sources, **record.get("sources", read_sources, {})}
        weights = record.get("weights", lambda v: _weights(v, self.criteria, sources), {})
        found = replace(
            base,
            id=name,
            title=record.get("title", lambda v: v.text(80), base.title),
            summary=record.get("summary", lambda v: v.text(600), base.summary),
            gates=self._gates_on(base.gates, record, "gates", sources),
            floor=self._gates_on(base.floor, record, "floor", sources),
            weights={**base.weights, **weights},
            sources=sources,
        )
        if not any(weight.weight for weight in found.weights.values()):
            record.value.fail("at least one criterion must count (a weight above 0)")
        return record.get("bounds", lambda v: _bounded(found, v, sources), found)

    def _gates_on(
        self, base: tuple[Gate, ...], record: Record, key: str, sources: Mapping[str, Source]
    ) -> tuple[Gate, ...]:
        """The gates of ``base`` with those of a file added; those of every setting stay as they are."""
        added = record.get(key, lambda v: _gates(v, self.criteria, sources), {})
        found = {gate.id: gate for gate in base}
        for name in added:
            if name in found and found[name].fixed:
                record[key].mapping()[name].fail("this gate holds in every setting and cannot be changed")
        return tuple({**found, **added}.values())


def _gates(value: Value, criteria: Mapping[str, Criterion], sources: Mapping[str, Source]) -> dict[str, Gate]:
    return value.each_named(lambda name, entry: _gate(name, entry, criteria, sources))


def _gate(name: str, value: Value, criteria: Mapping[str, Criterion], sources: Mapping[str, Source]) -> Gate:
    record = value.record(("rule", "effects", "why", "source"), ("criterion", "functions"))
    rule = record["rule"].choice(_RULES)
    if (rule is Rule.ANSWER) != ("criterion" in record):
        value.fail("the rule answer needs the key 'criterion', and no other rule has it")
    if rule is Rule.ANSWER:
        criterion = record["criterion"].choice({word: word for word in criteria})
        words = [*criteria[criterion].values, "unknown"]
    else:
        criterion, words = _NUMBERS.get(rule, ""), ["fails", "unknown"]
    effects = record["effects"].each_named(_effect)
    record["effects"].record((), words)
    return Gate(
        id=name,
        rule=rule,
        criterion=criterion,
        effects=effects,
        why=record["why"].text(400),
        source=record["source"].choice(sources).id,
        functions=record.get("functions", lambda v: v.each(lambda entry: entry.choice(_FUNCTIONS)), ()),
    )


def _effect(_: str, value: Value) -> Effect:
    record = value.record(("verdict", "says"), ("change", "signed_clears"))
    return Effect(
        verdict=record["verdict"].choice(_VERDICTS),
        says=record["says"].text(300),
        change=record.get("change", lambda v: v.text(300), ""),
        signed_clears=record.get("signed_clears", Value.flag, False),
    )


def _weights(value: Value, criteria: Mapping[str, Criterion], sources: Mapping[str, Source]) -> dict[str, Weight]:
    return value.each_named(lambda name, entry: _weight(name, entry, criteria, sources))


def _weight(name: str, value: Value, criteria: Mapping[str, Criterion], sources: Mapping[str, Source]) -> Weight:
    if name not in criteria:
        value.fail(f"there is no criterion {name!r}")
    if criteria[name].lowest is None:
        value.fail(f"the answers to {name!r} earn no points, so they can have no weight")
    record = value.record(("weight", "why", "source"))
    return Weight(record["weight"].number(0, 100), record["why"].text(400), record["source"].choice(sources).id)


def _bounded(policy: Policy, value: Value, sources: Mapping[str, Source]) -> Policy:
    record = value.record(("good_from", "avoid_below", "why", "source"))
    good, avoid = record["good_from"].number(0, 100), record["avoid_below"].number(0, 100)
    if avoid >= good:
        record["avoid_below"].fail("expected less than good_from")
    record["source"].choice(sources)
    return replace(policy, good_from=good, avoid_below=avoid, bounds_why=record["why"].text(400))
