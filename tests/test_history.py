"""The history file: nothing acknowledged is lost, nothing private is kept, and nothing that goes wrong is a riddle."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerkit.errors import HistoryBroken
from peerkit.history import OWN_WORDS, History, history_path, now_utc
from peerkit.model.condition import Condition
from peerkit.model.function import Function
from peerkit.model.session import AnsweredBy, Given, SessionVerdict, Situation
from tests.checklists.lists import NO, YES, file, machine, person
from tests.history_runs import report, whole_run


@pytest.fixture
def past(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "state" / "history.sqlite")
    yield history
    history.close()


def test_a_run_from_start_to_end(past: History) -> None:
    number = past.start("pre-call", Situation("zoom-paid", Function.CALL, "hipaa", 2, {Condition.SHARING: True}))
    past.record(number, "a", person(NO))
    past.record(number, "a", person(YES))
    past.record(number, "b", machine(NO))
    left = past.last_open("pre-call")
    assert left is not None
    assert left.situation == Situation("zoom-paid", Function.CALL, "hipaa", 2, {Condition.SHARING: True})
    assert {name: given.answer for name, given in left.answers.items()} == {"a": YES, "b": NO}
    past.finish(number, report(SessionVerdict.NOT_READY, "pre-call", a=person(YES), b=machine(NO)))
    assert past.last_open("pre-call") is None
    (ended,) = past.latest(10)
    assert (ended.checklist, ended.verdict, ended.ended_at is not None) == ("pre-call", "not_ready", True)
    assert ended.started_at.utcoffset() == timedelta(0)


def test_an_answer_comes_back_as_it_was_given_but_for_words_of_ones_own(past: History) -> None:
    number = past.start("a-list", Situation())
    overruling = Given(YES, AnsweredBy.PERSON, ("seen: Blue Door",), "my neighbour Kim said so", NO)
    past.record(number, "a", overruling)
    left = past.last_open("a-list")
    assert left is not None
    assert left.answers["a"] == Given(YES, AnsweredBy.PERSON, (), OWN_WORDS, NO)


def test_only_the_latest_run_of_a_list_can_be_gone_on_with(past: History) -> None:
    first = past.start("a-list", Situation("zoom-paid"))
    second = past.start("a-list", Situation("signal"))
    other = past.start("b-list", Situation())
    left, left_other = past.last_open("a-list"), past.last_open("b-list")
    assert left is not None
    assert left_other is not None
    assert (left.id, left_other.id) == (second, other)
    past.finish(second, report(a=person(YES)))
    assert past.last_open("a-list") is None, f"run {first} was given up when {second} began"


def test_the_latest_come_first(past: History) -> None:
    numbers = [whole_run(past) for _ in range(5)]
    assert [one.id for one in past.latest(3)] == numbers[:1:-1]


def test_what_fails_most(past: History) -> None:
    for given in (person(NO), person(NO), Given(YES, AnsweredBy.PERSON, (), "r", NO), person(YES)):
        past.finish(past.start("a-list", Situation()), report(often=given, once=person(NO), never=file(YES)))
    past.record(past.start("a-list", Situation()), "open", person(NO))
    assert [(one.item, one.times_no, one.times) for one in past.failing_items(5)] == [("once", 4, 4), ("often", 3, 4)]


@pytest.mark.parametrize(
    ("verdict", "counts"),
    [(SessionVerdict.READY, True), (SessionVerdict.WITH_CARE, True), (SessionVerdict.NOT_READY, False)],
)
def test_the_workday_counts_as_started_when_its_list_ended_well_today(
    past: History, verdict: SessionVerdict, counts: bool
) -> None:
    past.finish(past.start("workday-start", Situation()), report(verdict, "workday-start", a=person(YES)))
    assert past.passed_since("workday-start", now_utc() - timedelta(hours=1)) is counts
    assert past.passed_since("workday-start", now_utc() + timedelta(hours=1)) is False
    assert past.passed_since("pre-call", now_utc() - timedelta(hours=1)) is False
    hour_ahead = datetime.now(UTC).astimezone() - timedelta(minutes=1)
    assert past.passed_since("workday-start", hour_ahead) is counts, "local time is compared as what it is"


def modes(path: Path) -> tuple[str, str]:
    return oct(stat.S_IMODE(path.stat().st_mode)), oct(stat.S_IMODE(path.parent.stat().st_mode))


def test_private_from_the_first_byte(past: History) -> None:
    before = os.umask(0)
    try:
        past.start("a-list", Situation())
    finally:
        os.umask(before)
    assert modes(past.path) == ("0o600", "0o700")


def test_a_file_that_others_could_read_is_closed_to_them(past: History) -> None:
    past.path.parent.mkdir(mode=0o700)
    past.path.touch(0o644)
    past.start("a-list", Situation())
    assert modes(past.path)[0] == "0o600"


def test_the_journal_is_private_too(past: History) -> None:
    past.start("a-list", Situation())
    with past._writing() as db:
        db.execute("UPDATE runs SET verdict = 'x'")
        journal = past.path.with_name("history.sqlite-journal")
        assert oct(stat.S_IMODE(journal.stat().st_mode)) == "0o600"


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_platform_no_network_no_words_are_left_after_a_run(past: History) -> None:
    given = Given(YES, AnsweredBy.PERSON, ("You are on Blue Door (NetworkManager over D-Bus)",), "Kim said so", NO)
    number = past.start("a-list", Situation("zoom-paid", policy="part2"))
    past.record(number, "a", given)
    assert b"zoom-paid" in bytes_of(past.path.parent), "kept while the run can be resumed"
    past.finish(number, report(a=given))
    past.start("b-list", Situation("signal"))
    past.start("b-list", Situation())
    found = bytes_of(past.path.parent)
    for private in (b"zoom-paid", b"part2", b"Blue Door", b"Kim", b"signal"):
        assert private not in found
    assert b"a-list" in found


def test_purge_leaves_nothing(past: History) -> None:
    for _ in range(3):
        whole_run(past)
    past.path.with_name("history.sqlite-journal").write_bytes(b"left by a crash")
    assert past.purge() == 3
    assert list(past.path.parent.iterdir()) == []
    assert past.purge() == 0
    assert past.latest(5) == [], "and the next use begins anew"


def test_nothing_private_is_left_in_the_gaps_of_the_file(past: History) -> None:
    """SQLite leaves deleted bytes where they were, unless it is told to wipe them."""
    for count in range(30):
        number = past.start("a-list", Situation("p" * (40 - count) + "-secret"))
        for name in "abcdef"[: count % 6]:
            past.record(number, name, person(YES))
        past.finish(number, report(a=person(YES)))
    assert b"-secret" not in bytes_of(past.path.parent)


CORRUPT = {
    "text": b"this is no database",
    "zeros": b"\0" * 4096,
    "a header alone": b"SQLite format 3\0" + b"\xff" * 84,
    "long rubbish": bytes(range(256)) * 64,
}
USES: dict[str, Callable[[History], object]] = {
    "latest": lambda history: history.latest(5),
    "start": lambda history: history.start("a-list", Situation()),
    "record": lambda history: history.record(1, "a", person(YES)),
    "last_open": lambda history: history.last_open("a-list"),
    "failing_items": lambda history: history.failing_items(5),
    "passed_since": lambda history: history.passed_since("a-list", now_utc()),
    "finish": lambda history: history.finish(1, report(a=person(YES))),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("what", CORRUPT)
def test_a_damaged_file_is_told_and_can_be_purged(past: History, what: str, use: str) -> None:
    past.path.parent.mkdir()
    past.path.write_bytes(CORRUPT[what])
    with pytest.raises(HistoryBroken, match=r"history\.sqlite") as caught:
        USES[use](past)
    assert "peerkit checklist purge" in caught.value.hint
    assert past.path.read_bytes() == CORRUPT[what], "a damaged file is left for whoever wants to rescue it"
    assert past.purge() == 0
    whole_run(past)


def test_damage_in_the_middle_of_the_file(past: History) -> None:
    whole_run(past)
    with past._writing() as db:
        db.executemany("INSERT INTO runs (checklist, started_at) VALUES (?, ?)", [("a-list", "2026-11-21")] * 500)
    past.close()
    raw = bytearray(past.path.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    past.path.write_bytes(raw)
    with pytest.raises(HistoryBroken):
        past.latest(300)


@pytest.mark.parametrize(("column", "value"), [("answer", "perhaps"), ("answered_by", "ghost"), ("overruled", "x")])
def test_words_nobody_wrote_are_damage_too(past: History, column: str, value: str) -> None:
    past.record(past.start("a-list", Situation()), "a", person(YES))
    with past._writing() as db:
        db.execute(f"UPDATE answers SET {column} = ?", (value,))
    with pytest.raises(HistoryBroken, match="damaged"):
        past.last_open("a-list")


def test_a_situation_nobody_wrote(past: History) -> None:
    past.start("a-list", Situation())
    for situation in ("", "[]", '{"told": {"weather": true}}', "\xff"):
        with past._writing() as db:
            db.execute("UPDATE runs SET situation = ?", (situation,))
        with pytest.raises(HistoryBroken):
            past.last_open("a-list")


def test_a_folder_in_its_place(past: History) -> None:
    past.path.mkdir(parents=True)
    with pytest.raises(HistoryBroken, match="is a directory"):
        past.latest(1)
    with pytest.raises(HistoryBroken, match="could not be removed"):
        past.purge()


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert history_path() == tmp_path / "peerkit" / "history.sqlite"
