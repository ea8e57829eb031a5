"""Joins facts and checks: the only place that meets ``Unknown`` and a check that breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from peerkit.model.check import OS, Check
from peerkit.model.facts import Evidence, Fact, Unknown
from peerkit.model.finding import Finding, Status, Verdict

F = TypeVar("F", bound=Fact)


class FactSource(Protocol):
    """Where facts come from."""

    def get(self, need: type[F]) -> F | Unknown:
        """The fact, or why it is not known."""


class Facts:
    """Facts given outright (from settings, from the call) in front of a probe that asks the machine."""

    def __init__(self, probe: FactSource, given: Iterable[Fact | tuple[type[Fact], Unknown]] = ()) -> None:
        self._probe = probe
        self._given: dict[type[Fact], Fact | Unknown] = {}
        for entry in given:
            need, fact = entry if isinstance(entry, tuple) else (type(entry), entry)
            self._given[need] = fact

    def get(self, need: type[F]) -> F | Unknown:
        """The given fact, else the probe's."""
        found = self._given.get(need)
        return self._probe.get(need) if found is None else found  # type: ignore[return-value]  # keyed by type


def judge(check: Check, source: FactSource, system: OS) -> tuple[Finding, ...]:
    """One check's findings. An unknown fact makes it unknown, an exception an error; neither harms others."""
    facts: dict[str, Fact] = {}
    for name, need in check.needs.items():
        fact = source.get(need)
        if isinstance(fact, Unknown):
            return (_finding(check, Verdict(Status.UNKNOWN, fact.reason), (), (fact.hint,) if fact.hint else ()),)
        facts[name] = fact
    evidence = tuple(piece for fact in facts.values() for piece in fact.evidence)
    try:
        verdicts = check.rule(**facts)
        verdicts = (verdicts,) if isinstance(verdicts, Verdict) else tuple(verdicts)
    except Exception as error:  # noqa: BLE001  # a broken check must harm no other
        broken = Verdict(Status.ERROR, f"This check broke ({type(error).__name__}); the others are not affected.")
        return (_finding(check, broken, evidence, ()),)
    return tuple(_finding(check, verdict, evidence, _remedy(check, verdict, system)) for verdict in verdicts)


def _remedy(check: Check, verdict: Verdict, system: OS) -> tuple[str, ...]:
    return check.remedy.get(system, ()) if verdict.status is Status.FAIL else ()


def _finding(check: Check, verdict: Verdict, evidence: tuple[Evidence, ...], remedy: tuple[str, ...]) -> Finding:
    return Finding(
        check=check.id,
        family=check.family.value,
        subject=verdict.subject,
        status=verdict.status,
        severity=verdict.severity or check.severity,
        message=verdict.message,
        evidence=evidence,
        remedy=remedy,
        title=check.title,
        references=check.references,
    )


def judge_all(checks: Mapping[str, Check], source: FactSource, system: OS) -> dict[str, tuple[Finding, ...]]:
    """The findings of every check, by check id."""
    return {check_id: judge(check, source, system) for check_id, check in checks.items()}
