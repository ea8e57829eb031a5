"""What the commands about platforms import, and the table of their names."""

from __future__ import annotations

from importlib import import_module

import pytest
from typer.main import get_command

from peerkit.cli.platforms import PlatformCommands
from tests.test_imports_stay_light import HEAVY, loaded

NOT_NEEDED = (
    "jeepney", "sqlite3", "yaml", "csv", "peerkit.audit", "peerkit.checklists", "peerkit.history",
    "peerkit.readiness", "peerkit.render.page", "peerkit.render.rows_csv", "peerkit.render.sheet_markdown",
    "peerkit.render.platform_show", "peerkit.scoring.recommending",
)  # fmt: skip


@pytest.mark.parametrize("command", ["platforms --help", "platforms compare zoom-free signal phone-call --policy hipaa",
                                     "platforms explain signal", "platforms list"])  # fmt: skip
def test_nothing_heavy_is_imported(command: str) -> None:
    code, modules = loaded(command.split())
    assert code == 0
    unwanted = (*HEAVY, *NOT_NEEDED)
    assert [name for name in modules for bad in unwanted if name == bad or name.startswith(bad + ".")] == []


def test_help_opens_no_facts() -> None:
    _, modules = loaded(["platforms", "--help"])
    assert "peerkit.cli.platforms" in modules
    assert not [name for name in modules if name.startswith(("peerkit.platformdata", "peerkit.scoring", "json"))]


def test_ready_opens_platforms_only_where_one_is_named() -> None:
    _, without = loaded(["ready", "--no-save", "--format", "json"])
    _, with_one = loaded(["ready", "--no-save", "--format", "json", "--platform", "signal"])
    assert "peerkit.platformdata.loader" not in without
    assert "peerkit.platformdata.loader" in with_one


def test_the_table_is_true() -> None:
    for name, (module, line) in PlatformCommands.table.items():
        command = get_command(import_module(module).app)
        assert (command.help or "").strip().splitlines()[0] == line, name
