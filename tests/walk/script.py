"""A terminal whose person follows a script, and a walk through it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from peerkit.checklists.engine import Run
from peerkit.checklists.walk import Left, Walk
from peerkit.model.checklist import Item
from peerkit.model.session import Given
from peerkit.model.settings import Crisis
from peerkit.render.paper import Paper
from tests.checklists.lists import UNKNOWN, machine

CRISIS = Crisis(supervisor="Sam, 555 0100", text="Say that you will not hang up.\nCall the front desk.")


@dataclass
class Script:
    """A terminal whose person follows a script: a key each, or a line where it starts with ``>``."""

    todo: list[str]
    shown: list[str] = field(default_factory=list)

    def show(self, text: str) -> None:
        self.shown.append(text)

    def key(self) -> str:
        return self._next(line=False)

    def line(self) -> str:
        return self._next(line=True).removeprefix(">")

    def _next(self, *, line: bool) -> str:
        if not self.todo:
            raise AssertionError(f"the script ended, and the walk still asks: {self.shown[-1]}")
        assert self.todo[0].startswith(">") is line, f"{self.todo[0]!r} was to come, at: {self.shown[-1]}"
        return self.todo.pop(0)

    @property
    def text(self) -> str:
        return "".join(self.shown)


def walk(
    trial: Run, *keys: str, look_again: Callable[[Item], Given] | None = None
) -> tuple[Script, list[tuple[str, Given]]]:
    """Walk to the end, every key used; the terminal, and what was kept in which order."""
    script, kept = Script(list(keys)), list[tuple[str, Given]]()
    Walk(
        trial, script, Paper(80), CRISIS, look_again or (lambda _: machine(UNKNOWN)),
        lambda one, given: kept.append((one.id, given)),
    ).go()  # fmt: skip
    assert script.todo == []
    return script, kept


def left(trial: Run, *keys: str) -> tuple[Script, list[tuple[str, Given]]]:
    """Walk until the person leaves."""
    script, kept = Script(list(keys)), list[tuple[str, Given]]()
    with pytest.raises(Left):
        Walk(
            trial, script, Paper(80), CRISIS, lambda _: machine(UNKNOWN),
            lambda one, given: kept.append((one.id, given)),
        ).go()  # fmt: skip
    assert script.todo == []
    return script, kept


def answers(trial: Run) -> dict[str, str]:
    return {one.id: trial.given(one).answer.value for one in trial.items()}
