"""What docs/own-lists.md shows is sound, and its table names every rule."""

from __future__ import annotations

import re
from pathlib import Path

from peerkit.checklists.lint import lint
from peerkit.checklists.loader import Shelf
from peerkit.model.lint import LintRule
from peerkit.schedule.breaks import notices
from peerkit.schedule.loader import Days
from peerkit.settings import load_settings, settings_path

PAGE = (Path(__file__).parents[1] / "docs" / "own-lists.md").read_text("utf-8")


def test_every_example_is_sound() -> None:
    checklist, day, settings = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    for folder, name, text in (("checklists", "my-team", checklist), ("schedules", "mine", day)):
        file = settings_path().parent / folder / f"{name}.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text)
    assert lint(settings_path().parent / "checklists" / "my-team.yaml", Shelf.of_this_account()).flaws == ()
    assert len(Days.of_this_account().load("mine").rows) == 3
    assert notices(Days.of_this_account().load("mine")) == ()
    settings_path().write_text(settings)
    hours = load_settings().work_hours
    assert hours is not None
    assert [f"{start:%H:%M}" for start, _ in hours[0]] == ["09:00"]


def test_the_table_names_every_rule() -> None:
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", PAGE, re.MULTILINE))
    assert table == {rule.value: rule.level.value for rule in LintRule}
