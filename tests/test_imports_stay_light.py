"""What a command imports, and what it must not: start-up is part of the product. Modules are counted, not seconds."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from peerkit.cli import Commands, app
from peerkit.cli.lazy import LazyGroup

# Prints what a command left in sys.modules, on a stream of its own.
RUNNER = """
import os, sys
told = os.fdopen(int(sys.argv.pop(1)), "w")
from peerkit.__main__ import main
try:
    main()
except SystemExit as end:
    code = end.code
else:
    code = 0
told.write(" ".join([str(code), *sys.modules]))
told.close()
"""
# Each of these costs more than PeerKit's own start, or has no business in these commands.
HEAVY = (
    "asyncio", "concurrent", "decimal", "email", "http", "importlib.metadata", "importlib_metadata", "jinja2",
    "keyring", "multiprocessing", "pydantic", "pygments", "rich", "secretstorage", "socket", "ssl", "unittest", "xml",
    "zxcvbn",
)  # fmt: skip
NOT_FOR_TEXT = ("jeepney", "sqlite3", "yaml", "peerkit.audit.probes", "peerkit.history", "peerkit.readiness")
COMMANDS: dict[str, tuple[str, ...]] = {
    "--version": ("typer", "argparse", "peerkit.cli", "json", "typing", *NOT_FOR_TEXT),
    "--help": ("platformdirs", "peerkit.checklists", *NOT_FOR_TEXT),
    "checklist --help": NOT_FOR_TEXT,
    "ready --help": NOT_FOR_TEXT,
    "checklist list": NOT_FOR_TEXT,
    "checklist show pre-call": NOT_FOR_TEXT,
    "schedule show": ("icalendar", "zoneinfo", *NOT_FOR_TEXT),
    "settings path": NOT_FOR_TEXT,
    "guide ask zoom": NOT_FOR_TEXT,
    "guide words BAA": NOT_FOR_TEXT,
    "settings show": NOT_FOR_TEXT,
    "audit passwords --help": NOT_FOR_TEXT,
    "checklist history": ("jeepney", "yaml", "peerkit.audit.probes", "peerkit.readiness"),
    # A run asks the machine and keeps its history; but nobody is walked, and nothing is set on paper.
    "ready --answers {answers} --format json": ("peerkit.checklists.walk", "peerkit.render.session"),
}


def loaded(words: list[str]) -> tuple[int, list[str]]:
    reading, writing = os.pipe()
    with os.fdopen(reading) as told:
        done = subprocess.run(
            [sys.executable, "-c", RUNNER, str(writing), *words], pass_fds=[writing], capture_output=True, text=True
        )
        os.close(writing)
        answer = told.read()
    assert answer, done.stderr
    code, *modules = answer.split()
    return int(code), modules


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_heavy_is_imported(command: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"private-spot": "yes"}')
    code, modules = loaded(command.format(answers=answers).split())
    assert code in (0, 1, 3), "the command did its work"
    unwanted = (*HEAVY, *COMMANDS[command])
    assert [name for name in modules for bad in unwanted if name == bad or name.startswith(bad + ".")] == []


def test_the_count_sees_what_is_imported() -> None:
    """Against a test that cannot fail: a module that must be there is seen."""
    _, modules = loaded(["checklist", "list"])
    assert {"typer", "peerkit.checklists.loader"} <= set(modules)


def lazy_groups() -> list[type[LazyGroup]]:
    return [Commands, *(group for group in LazyGroup.__subclasses__() if group is not Commands)]


@pytest.mark.parametrize("group", lazy_groups())
def test_every_lazy_command_loads_and_its_help_is_the_tables(group: type[LazyGroup]) -> None:
    assert group.table
    for name, (module, line) in group.table.items():
        command = get_command(import_module(module).app)
        assert (command.help or "").strip().splitlines()[0] == line, f"{name}: {module}"


def test_the_top_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        app(args=["--help"], prog_name="peerkit")
    assert end.value.code == 0
    shown = capsys.readouterr().out
    for name, (_, line) in Commands.table.items():
        assert f"  {name} " in shown
        assert line in shown


def test_every_command_has_help_of_its_own() -> None:
    for name, (module, _) in Commands.table.items():
        command = get_command(import_module(module).app)
        for below in getattr(command, "commands", {}).values():
            assert below.help, f"{name} {below.name}"


def test_typer_is_the_version_that_starts_fast() -> None:
    assert typer.__version__.startswith("0.28."), "docs/decisions/typer-version.md says why"
