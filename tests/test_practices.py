"""The catalogue of practices: complete, well-formed, and the same ids as the research it was drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from peerkit.errors import BadData
from peerkit.practices import PRACTICES, PracticeKind, load_practices
from tests.real import missing

RESEARCH = Path(__file__).parents[2] / "shared" / "research" / "practices.yaml"
HEAD = "schema: peerkit.practices/1\npractices:\n"


def test_all_practices_are_there() -> None:
    found = load_practices()
    assert len(found) == 276
    assert [practice.id for practice in found.values()] == list(found)
    assert {practice.kind for practice in found.values()} == set(PracticeKind)


def test_no_two_say_the_same() -> None:
    said = [practice.says for practice in load_practices().values()]
    assert len(set(said)) == len(said)


def test_the_ids_and_kinds_are_those_of_the_research() -> None:
    if not RESEARCH.is_file():
        missing("the list of practices beside this repository")
    entries = yaml.load(RESEARCH.read_text(), Loader=yaml.CSafeLoader)
    kinds = {practice.id: practice.kind.value for practice in load_practices().values()}
    assert kinds == {entry["id"]: entry["kind"] for entry in entries}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("  Headphones: {kind: schedule, says: Wear them.}\n", "expected an id such as prep-headphones"),
        ("  prep-headphones: {kind: habit, says: Wear them.}\n", "expected one of"),
        ("  prep-headphones: {kind: schedule}\n", "the key 'says' is missing"),
    ],
)
def test_what_is_refused(tmp_path: Path, entry: str, told: str) -> None:
    path = tmp_path / "practices.yaml"
    path.write_text(HEAD + entry)
    with pytest.raises(BadData, match=told):
        load_practices(path)


def test_the_file_keeps_no_record_of_where_each_is_carried() -> None:
    assert {key for entry in yaml.safe_load(PRACTICES.read_text())["practices"].values() for key in entry} == {
        "kind", "says",
    }  # fmt: skip
