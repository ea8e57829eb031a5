"""A damaged file of leaked passwords: noticed, said, and never taken for "not leaked"."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from peerkit.audit.passwords import leaks
from peerkit.audit.passwords.digests import Digest
from peerkit.audit.passwords.hashlines import HashLines
from peerkit.audit.passwords.leaks import Leaks, Sighting
from peerkit.audit.passwords.secret import Secret
from tests.audit.passwords.hashfiles import counted, hashes, written

WORDS = [f"word {number}" for number in range(40)]
MISSING = "a part of the file is missing just where it would be"


@pytest.fixture(autouse=True)
def sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of these tests are treated as too large to be read whole."""
    monkeypatch.setattr(leaks, "SMALL", 20_000)
    monkeypatch.setattr(leaks, "SAMPLES", 8)


def secrets() -> list[Secret]:
    return [Secret(word) for word in WORDS]


def start_of(word: str) -> str:
    return Digest.SHA1.of(word).decode()[0]


@pytest.mark.parametrize(
    ("gone", "note"),
    [("89ABCDEF", "ends early"), ("01", "does not start at its beginning"), ("6", "")],
    ids=["the end", "the start", "the middle"],
)
def test_where_a_part_is_missing_nothing_counts_as_not_seen(tmp_path: Path, gone: str, note: str) -> None:
    whole = hashes(3000, WORDS)
    path = written(tmp_path / "part", [line for line in whole if line[0] not in gone])
    with Leaks.open(path) as opened:
        assert note in " ".join(opened.notes)
        assert len(opened.notes) == (1 if note else 0)
        for word, sighting in zip(WORDS, opened.look_up(secrets()), strict=True):
            expected = Sighting(None, reason=MISSING) if start_of(word) in gone else Sighting(True)
            assert sighting == expected, word


def test_once_a_part_is_missing_the_others_are_in_doubt_too(tmp_path: Path) -> None:
    path = written(tmp_path / "part", [line for line in hashes(3000) if line[0] not in "89ABCDEF"])
    with Leaks.open(path) as opened:
        assert {(s.seen, s.reason) for s in opened.look_up(secrets())} == {(None, MISSING)}


def test_a_short_list_of_ones_own_may_have_gaps(tmp_path: Path) -> None:
    with Leaks.open(written(tmp_path / "own", hashes(0, WORDS[:3]))) as opened:
        assert opened.notes == ()
        assert [s.seen for s in opened.look_up(secrets()[:5])] == [True, True, True, False, False]


@pytest.mark.parametrize("left", [1, 20, 39, 41])
def test_a_last_line_that_is_cut_off_is_said(tmp_path: Path, left: int) -> None:
    lines = counted(hashes(3000, WORDS))
    path = written(tmp_path / "cut", lines, "\n")
    with path.open("ab") as file:
        file.write((lines[-1])[:left].encode())
    with Leaks.open(path) as opened:
        assert opened.notes == ("The last line of the file of leaked passwords is cut off.",)
        assert {s.seen for s in opened.look_up(secrets())} == {True}


def test_disorder_that_the_samples_missed_is_met_by_the_look_up(tmp_path: Path) -> None:
    lines = hashes(3000, WORDS)
    place = next(p for p, line in enumerate(lines) if line == Digest.SHA1.of(WORDS[0]).decode())
    lines[place - 12], lines[place + 12] = lines[place + 12], lines[place - 12]
    del lines[place]
    with Leaks.open(written(tmp_path / "file", lines)) as opened:
        first, *others = opened.look_up([*secrets(), Secret("somewhere else")])
    assert first == Sighting(None, reason="the file is not sorted by hash")
    assert {s.seen for s in others[:-1]} == {True}, "what is there is there"
    assert others[-1] == first, "what is not there may only be in the wrong place"


def test_lines_of_another_kind_that_the_samples_missed(tmp_path: Path) -> None:
    lines = hashes(3000, WORDS)
    place = next(p for p, line in enumerate(lines) if line == Digest.SHA1.of(WORDS[0]).decode())
    lines[place] = lines[place][:36]
    with Leaks.open(written(tmp_path / "file", lines)) as opened:
        assert opened.look_up(secrets())[0].reason == "some lines of the file are not what the first one is"


def test_a_file_that_is_written_to_meanwhile(tmp_path: Path) -> None:
    path = written(tmp_path / "file", hashes(3000, WORDS))
    with Leaks.open(path) as opened:
        assert {s.seen for s in opened.look_up(secrets())} == {True}
        with path.open("ab") as file:
            file.write(b"FF\n")
        assert {(s.seen, s.reason) for s in opened.look_up(secrets())} == {
            (None, "the file was changed while it was read")
        }


@pytest.mark.parametrize("size", [0, 5000])
def test_a_file_that_gets_shorter_meanwhile(tmp_path: Path, size: int) -> None:
    path = written(tmp_path / "file", hashes(3000, WORDS))
    with Leaks.open(path) as opened:
        os.truncate(path, size)
        assert {s.seen for s in opened.look_up(secrets())} == {None}


def test_a_file_that_is_replaced_is_read_to_the_end_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path / "file", hashes(3000, WORDS))
    with Leaks.open(path) as opened:
        written(tmp_path / "new", hashes(10)).replace(path)
        assert {s.seen for s in opened.look_up(secrets())} == {True}


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with Leaks.open(written(tmp_path / "file", hashes(3000, WORDS))) as opened:
        monkeypatch.setattr(HashLines, "find", fail)
        assert {s.reason for s in opened.look_up(secrets())} == {"reading the file failed (input/output error)"}


def test_hashes_that_are_not_spread_evenly_are_still_found(tmp_path: Path) -> None:
    crowd = [f"{number:040X}" for number in range(3000)]
    path = written(tmp_path / "file", sorted({*crowd, *hashes(0, WORDS)}))
    with Leaks.open(path) as opened:
        assert {s.seen for s in opened.look_up(secrets())} == {True}


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for count in (2_000, 30_000):
        path = written(tmp_path / str(count), hashes(count, WORDS))
        asked = secrets()
        tracemalloc.start()
        with Leaks.open(path) as opened:
            opened.look_up(asked)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5 < 500_000
