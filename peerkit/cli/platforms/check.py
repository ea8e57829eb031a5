"""``peerkit platforms check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peerkit.errors import BadData, ExitCode, UnreadableFile
from peerkit.render.paper import safe

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files with platforms, or with a policy.")],
) -> None:
    """Check your own data files; mistakes are named with file and line."""
    from peerkit.cli import tell

    failed = False
    for file in files:
        try:
            found = _contents(file)
        except (BadData, UnreadableFile) as error:
            failed = True
            tell(error.message, error.hint)
        else:
            typer.echo(safe(f"{file}: fine. {found}"))
    if failed:
        raise typer.Exit(ExitCode.COULD_NOT_RUN)


def _contents(file: Path) -> str:
    """What a sound file holds. Raises ``BadData`` or ``UnreadableFile``."""
    from peerkit.datafile import load
    from peerkit.platformdata.loader import check_platforms_file, load_catalogue
    from peerkit.policies import check_policy_file
    from peerkit.policies.build import SCHEMA

    schema = load(file).mapping().get("schema")
    if schema is not None and schema.data == SCHEMA:
        catalogue = load_catalogue()
        policy = check_policy_file(file, catalogue.criteria)
        return f"A policy: {policy.id}, {len(policy.gates)} rules, {len(policy.weights)} weights."
    names = check_platforms_file(file)
    return f"{len(names)} {'platform' if len(names) == 1 else 'platforms'}: {', '.join(names)}."
