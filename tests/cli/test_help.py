"""The help of each group of commands, as a newcomer reads it."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Peerkit

GROUPS = ("audit", "platforms", "checklist", "schedule", "guide", "settings")


@pytest.mark.parametrize("group", [(), *((name,) for name in GROUPS)])
def test_what_each_command_does_is_told_whole(
    group: tuple[str, ...], peerkit: Peerkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    commands = peerkit(*group, "--help").out.partition("Commands:")[2]
    assert re.findall(r"^  [a-z]", commands, re.M)
    assert re.findall(r"^  [a-z].*\.\.\.$", commands, re.M) == []


def test_the_lists_there_are_can_be_had_plain(peerkit: Peerkit) -> None:
    assert "pre-call" in peerkit("checklist", "list", "--plain").out
