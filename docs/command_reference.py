"""The command reference, from the commands' own help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from peerkit.cli import app

HEAD = """\
# Commands

Made from the commands' own `--help` by `make docs`. Exit codes: [exit-codes.md](exit-codes.md).
"""


def command_reference() -> str:
    """One section a command, in the order of the help."""
    root: Any = get_command(app)
    sections = [f"## {path}\n\n```\n{text.rstrip()}\n```\n" for path, text in _walk(root, "peerkit", None)]
    return "\n".join([HEAD, *sections])


def _walk(command: Any, path: str, parent: Any) -> Iterator[tuple[str, str]]:
    width = {"terminal_width": 90, "max_content_width": 90}
    name = path.rsplit(" ", 1)[-1]
    context = command.context_class(command, info_name=name, parent=parent, **width, **command.context_settings)
    yield path, command.get_help(context)
    if hasattr(command, "list_commands"):
        for name in command.list_commands(context):
            yield from _walk(command.get_command(context, name), f"{path} {name}", context)
