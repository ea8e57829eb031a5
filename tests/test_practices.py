"""Every practice is carried by something a person can run or read, and no data names a practice there is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import peerkit
from peerkit.datafile.compiled import read_shipped
from peerkit.practices import PRACTICES, load_practices

PACKAGE = Path(peerkit.__file__).parent
KNOWN = load_practices()
# Recordings are machines, not advice; the list of practices does not carry itself.
DATA = [path for path in sorted(PACKAGE.rglob("*.yaml")) if path != PRACTICES and path.parent.name != "demos"]


def named(data: Any) -> Iterator[str]:
    """What stands under every key ``practices``, however deep."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "practices" and isinstance(value, list):
                yield from value
            else:
                yield from named(value)
    elif isinstance(data, list):
        for value in data:
            yield from named(value)


@pytest.fixture(scope="module")
def carried() -> dict[str, set[str]]:
    """The files that name each practice."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in DATA:
        for practice in named(read_shipped(path, lambda value: value.plain())):
            found[practice].add(path.relative_to(PACKAGE).as_posix())
    return found


def test_the_list_is_whole():
    assert len(KNOWN) == 276


def test_every_practice_is_carried(carried):
    assert sorted(set(KNOWN) - set(carried)) == []


def test_no_data_names_a_practice_there_is_not(carried):
    assert {practice: carried[practice] for practice in set(carried) - set(KNOWN)} == {}


def test_the_three_groups_each_carry_a_good_part(carried):
    def count(start: str) -> int:
        return sum(any(name.startswith(start) for name in files) for files in carried.values())

    assert count("checklists/") > 100
    assert count("guide/") > 60
    assert count("platforms.yaml") > 40
