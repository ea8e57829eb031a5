"""What PeerKit answers by itself, before anyone is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from peerkit.audit.probes.base import Probe
from peerkit.checklists.loader import Shelf
from peerkit.history import History
from peerkit.model.condition import Condition
from peerkit.model.facts import Evidence, Fact, LoginPassword, PasswordState, Power, ScreenLock, Unknown
from peerkit.model.session import Answer, AnsweredBy, SessionVerdict, Situation
from peerkit.model.settings import Settings
from peerkit.readiness import Surroundings, look_again, prepare
from tests.fake_machine import FakeMachine
from tests.history_runs import report

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("America/New_York"))
PASSWORD = LoginPassword(account="robin", state=PasswordState.SET, evidence=(Evidence("a password is set", "passwd"),))
NO_PASSWORD = LoginPassword(account="robin", state=PasswordState.NONE)
LOCKS = ScreenLock(desktop="GNOME", after=300)
NEVER_LOCKS = ScreenLock(desktop="GNOME", after=None)
NOT_KNOWN = Unknown("Nobody could tell.", "Ask at the screen.")


def probe(facts: dict[type[Fact], Fact | Unknown]) -> Probe:
    """A probe that was told its facts."""

    class Told(Probe):
        def get(self, need: type[Fact]) -> Fact | Unknown:  # type: ignore[override]
            return facts.get(need, NOT_KNOWN)

    return Told(FakeMachine())


def around(facts: Iterable[Fact] = (), **more: object) -> Surroundings:
    return Surroundings(probe({type(fact): fact for fact in facts}), Settings(), NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("password", "lock", "answer"),
    [
        (PASSWORD, LOCKS, Answer.YES),
        (PASSWORD, NEVER_LOCKS, Answer.NO),
        (NO_PASSWORD, LOCKS, Answer.NO),
        (NO_PASSWORD, NOT_KNOWN, Answer.NO),
        (NOT_KNOWN, NEVER_LOCKS, Answer.NO),
        (PASSWORD, NOT_KNOWN, Answer.UNKNOWN),
        (NOT_KNOWN, LOCKS, Answer.UNKNOWN),
        (NOT_KNOWN, NOT_KNOWN, Answer.UNKNOWN),
    ],
)
def test_the_gravest_of_several_checks_counts(
    password: LoginPassword | Unknown, lock: ScreenLock | Unknown, answer: Answer
) -> None:
    surroundings = Surroundings(probe({LoginPassword: password, ScreenLock: lock}), Settings(), NOW)
    given = prepare(Shelf().load("pre-call"), Situation(), surroundings).answers["device-locks"]
    assert given.answer is answer
    assert given.by is (None if answer is Answer.UNKNOWN else AnsweredBy.MACHINE)
    if answer is Answer.UNKNOWN:
        assert "Nobody could tell. Ask at the screen." in given.evidence


def test_a_machine_that_tells_nothing_answers_nothing() -> None:
    run = prepare(Shelf().load("pre-call"), Situation(), around())
    settled = {name for name, given in run.answers.items() if given.answer is not Answer.UNKNOWN}
    assert settled == {"in-hours"}, "no hours and no start time: that much is known"
    assert run.report("now").verdict is SessionVerdict.UNDECIDED


def test_waivers_come_from_the_settings() -> None:
    run = prepare(Shelf().load("device-audit"), Situation(), around())
    assert run.answers["waivers-current"].answer is Answer.NOT_APPLICABLE


def test_only_what_the_items_need_is_asked() -> None:
    asked: list[type[Fact]] = []

    class Watching(Probe):
        def get(self, need: type[Fact]) -> Fact | Unknown:  # type: ignore[override]
            asked.append(need)
            return NOT_KNOWN

    from peerkit.model.function import Function

    surroundings = Surroundings(Watching(FakeMachine()), Settings(), NOW)
    prepare(Shelf().load("pre-call"), Situation(function=Function.TEXT_1TO1), surroundings)
    names = {need.__name__ for need in asked}
    assert "LoginPassword" in names
    assert not names & {"Cameras", "Microphone", "Speaker", "PendingUpdates"}


def test_looking_again_forgets_what_was_seen() -> None:
    level = [5.0]

    class Battery(Probe):
        readers = {Power: lambda _: Power(battery=True, plugged_in=False, percent=level[0])}

    surroundings = Surroundings(Battery(FakeMachine()), Settings(), NOW)
    run = prepare(Shelf().load("pre-call"), Situation(), surroundings)
    assert run.answers["power-ready"].answer is Answer.NO
    level[0] = 95.0
    (item,) = [one for one in run.items() if one.id == "power-ready"]
    assert look_again(item, run.situation, surroundings).answer is Answer.YES


@pytest.mark.parametrize(
    ("start", "answer"),
    [(-timedelta(minutes=6), Answer.NO), (-timedelta(minutes=5), Answer.YES), (timedelta(minutes=10), Answer.YES)],
)
def test_the_planned_start(start: timedelta, answer: Answer) -> None:
    run = prepare(Shelf().load("pre-call"), Situation(), around(start_at=NOW + start))
    assert run.answers["in-hours"].answer is answer


@pytest.mark.parametrize(
    ("verdict", "asked"),
    [(SessionVerdict.READY, False), (SessionVerdict.WITH_CARE, False), (SessionVerdict.NOT_READY, True), (None, True)],
)
def test_the_workday_list_spares_the_sound_question(
    tmp_path: Path, verdict: SessionVerdict | None, asked: bool
) -> None:
    history = History(tmp_path / "history.sqlite")
    if verdict:
        history.finish(history.start("workday-start", Situation()), report(verdict, "workday-start"))
    now = datetime.now().astimezone()
    run = prepare(Shelf().load("pre-call"), Situation(), Surroundings(probe({}), Settings(), now, None, history))
    history.close()
    assert ("sound-tested" in [item.id for item in run.items()]) is asked


def test_what_was_told_is_not_looked_up(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite")
    told = Situation(told={Condition.WORKDAY_STARTED: True})
    run = prepare(Shelf().load("pre-call"), told, around(history=history))
    assert run.situation == told
    assert not history.path.exists()


def test_a_broken_history_asks_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite").write_bytes(b"rubbish" * 100)
    history = History(tmp_path / "history.sqlite")
    run = prepare(Shelf().load("pre-call"), Situation(), around(history=history))
    assert "sound-tested" in [item.id for item in run.items()]
    assert len(run.notes) == 1
    assert "is damaged" in run.notes[0]
