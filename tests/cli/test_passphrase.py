"""``peerkit audit passphrase`` from the outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.cli.test_documents import checked, closed, schema


def test_the_passphrase_comes_first_and_goes_nowhere_else(peerkit: Peerkit, tmp_path: Path) -> None:
    ended = peerkit("audit", "passphrase", "--separator", ".", "--words", "5")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()[0].split(".")) == 5
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [], "home, settings and state are here"


@pytest.mark.parametrize("language", ["en", "es"])
def test_json(peerkit: Peerkit, language: str) -> None:
    ended = peerkit("audit", "passphrase", "--format", "json", "--count", "3", "--language", language)
    document = checked(ended.out, "passphrase")
    assert document["language"] == language
    assert len(document["passphrases"]) == 3
    assert closed(schema("passphrase"))


@pytest.mark.parametrize("words", [("--words", "3"), ("--words", "21"), ("--count", "0"), ("--language", "de")])
def test_wrong_usage(peerkit: Peerkit, words: tuple[str, str]) -> None:
    ended = peerkit("audit", "passphrase", *words)
    assert (ended.code, ended.out) == (2, "")


def test_a_separator_with_a_letter(peerkit: Peerkit) -> None:
    ended = peerkit("audit", "passphrase", "--separator", "x")
    assert ended.code == 2
    assert "nobody could tell where a word ends" in ended.err
