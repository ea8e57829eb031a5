"""Commands imported when they are called: listing them costs nothing but a table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from typer.core import TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from typer._click import Command, Context
    from typer._click.formatting import HelpFormatter


class LazyGroup(TyperGroup):
    """A group whose ``table`` maps a command's name to its module and its one line of help.

    The module holds a ``typer.Typer`` named ``app``. A test loads every entry and compares the help.
    """

    table: dict[str, tuple[str, str]] = {}

    def list_commands(self, ctx: Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in self.table:
            return None
        command: Any = get_command(import_module(self.table[cmd_name][0]).app)
        command.name = cmd_name
        return command  # type: ignore[no-any-return]  # Typer hands over its own copy of the click types

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])
