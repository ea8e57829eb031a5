"""What one command says, as one line of words: for tests that hold a promise as a literal sentence."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import NamedTuple

from tests.cli.conftest import Peerkit


class Row(NamedTuple):
    """A thing somebody looks for, the command they would run, and what it must say (or never say)."""

    about: str
    command: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    code: int = 0


def names(rows: Iterable[Row]) -> list[str]:
    """Names for the tests."""
    return [row.about for row in rows]


def hold(peerkit: Peerkit, row: Row) -> None:
    """Run the command of a row in this process, and compare."""
    ended = peerkit(*shlex.split(row.command))
    told = " ".join(f"{ended.out} {ended.err}".split())
    assert ended.code == row.code, told[:2000]
    assert [text for text in row.says if text not in told] == [], told[:4000]
    assert [text for text in row.never if text in told] == []
