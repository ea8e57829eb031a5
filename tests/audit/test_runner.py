"""Where facts and checks meet: what is not known stays not known, and one broken check harms no other."""

from __future__ import annotations

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.audit.probes.machine import Garbled, Machine, Missing, ReadFile, Refused, Remembered, TooSlow
from peerkit.audit.runner import Facts, judge, judge_all
from peerkit.model.check import OS, Check, Family, check
from peerkit.model.facts import Evidence, Fact, LoginPassword, PasswordState, Power, Unknown
from peerkit.model.finding import Severity, Status, Verdict, failed, not_applicable, passed, unsure
from tests.fake_machine import FakeMachine

SEEN = Evidence("80 %", "here")
POWER = Power(battery=True, plugged_in=True, percent=80, evidence=(SEEN,))


def made(rule: object) -> Check:
    return check(
        title="A check", family=Family.DEVICE, severity=Severity.HIGH,
        remedy={OS.LINUX: ("Do this.",)}, references=(),
    )(rule)  # type: ignore[arg-type]  # fmt: skip


def judged(rule: object, *facts: Fact | tuple[type[Fact], Unknown]) -> tuple[Status, str]:
    (finding,) = judge(made(rule), Facts(Probe(FakeMachine()), facts), OS.LINUX)
    return finding.status, finding.message


def test_a_check_is_named_for_its_rule_and_needs_what_it_names() -> None:
    def power_fine(power: Power, login: LoginPassword) -> Verdict:
        """Because."""
        return passed("fine")

    found = made(power_fine)
    assert (found.id, found.why, dict(found.needs)) == (
        "power-fine",
        "Because.",
        {"power": Power, "login": LoginPassword},
    )


@pytest.mark.parametrize("verdict", [passed("p"), failed("f"), unsure("u"), not_applicable("n")])
def test_a_verdict_becomes_a_finding_with_its_evidence(verdict: Verdict) -> None:
    def rule(power: Power) -> Verdict:
        return verdict

    (finding,) = judge(made(rule), Facts(Probe(FakeMachine()), [POWER]), OS.LINUX)
    assert (finding.status, finding.message, finding.evidence) == (verdict.status, verdict.message, (SEEN,))
    assert finding.remedy == (("Do this.",) if verdict.status is Status.FAIL else ())
    assert finding.severity is Severity.HIGH


def test_several_subjects_each_with_its_severity() -> None:
    def rule(power: Power) -> list[Verdict]:
        return [failed("one", "sda", Severity.CRITICAL), passed("two", "sdb")]

    found = judge(made(rule), Facts(Probe(FakeMachine()), [POWER]), OS.LINUX)
    assert [(one.subject, one.severity) for one in found] == [("sda", Severity.CRITICAL), ("sdb", Severity.HIGH)]


def test_an_unknown_fact_never_reaches_the_rule() -> None:
    def rule(power: Power) -> Verdict:
        raise AssertionError("called")

    (finding,) = judge(made(rule), Facts(Probe(FakeMachine()), [(Power, Unknown("No.", "Ask root."))]), OS.LINUX)
    assert (finding.status, finding.message, finding.remedy) == (Status.UNKNOWN, "No.", ("Ask root.",))


def test_a_fact_without_a_reader_is_unknown() -> None:
    def rule(power: Power) -> Verdict:
        return passed("p")

    assert judged(rule) == (Status.UNKNOWN, "PeerKit does not know yet how to find this out on linux.")


@pytest.mark.parametrize("error", [RuntimeError("secret"), KeyError("secret"), RecursionError()])
def test_a_broken_check_is_an_error_and_harms_no_other(error: Exception) -> None:
    def broken(power: Power) -> Verdict:
        raise error

    def breaks_late(power: Power) -> object:
        yield passed("first")
        raise error

    def fine(power: Power) -> Verdict:
        return passed("fine")

    checks = {rule.__name__: made(rule) for rule in (broken, breaks_late, fine)}
    found = judge_all(checks, Facts(Probe(FakeMachine()), [POWER]), OS.LINUX)
    assert [found[name][0].status for name in checks] == [Status.ERROR, Status.ERROR, Status.PASS]
    assert "secret" not in str(found)


@pytest.mark.parametrize("why", [Missing, Refused, TooSlow, Garbled])
def test_a_machine_that_gives_no_answer(why: type[Missing]) -> None:
    class Asking(Probe):
        readers = {LoginPassword: lambda machine: LoginPassword(account=machine.text("/x"), state=PasswordState.SET)}

    probe = Asking(FakeMachine({ReadFile("/x"): why("the file went away", "Try again.")}))
    assert probe.get(LoginPassword) == Unknown("The file went away.", "Try again.")


@pytest.mark.parametrize("error", [ValueError, ZeroDivisionError, OSError, AssertionError, MemoryError, StopIteration])
def test_a_reader_that_breaks_is_could_not_find_out(error: type[Exception]) -> None:
    def broken(_: Machine) -> Fact:
        raise error("secret")

    class Breaking(Probe):
        readers = {Power: broken}

    assert Breaking(FakeMachine()).get(Power) == Unknown(f"The answer could not be understood ({error.__name__}).")


class Counting(FakeMachine):
    def answer(self, request: object) -> object:
        self.asked = getattr(self, "asked", 0) + 1
        return super().answer(request)  # type: ignore[arg-type]


def test_nothing_is_asked_twice_failures_included() -> None:
    machine = Counting({ReadFile("/x"): b"x"})
    remembered = Remembered(machine)
    for _ in range(3):
        assert remembered.read("/x") == b"x"
        with pytest.raises(Missing):
            remembered.read("/y")
    assert machine.asked == 2


def test_a_probe_afresh_asks_again() -> None:
    class Reading(Probe):
        readers = {Power: lambda machine: Power(battery=machine.read("/x") == b"1", plugged_in=True)}

    machine = FakeMachine({ReadFile("/x"): b"1"})
    probe = Reading(machine)
    first = probe.get(Power)
    machine.replies[ReadFile("/x")] = b"0"
    assert probe.get(Power) is first
    again = probe.afresh().get(Power)
    assert isinstance(again, Power)
    assert again.battery is False
