"""``peerkit settings``: show, edit and find the file with your own hours, networks and numbers."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from peerkit.cli.options import Format, Plain, TextOrJson, interactive, paper
from peerkit.errors import BadData, NotFound, WrongUsage
from peerkit.settings import load_settings, make_template, settings_path, trust_network

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True,
    help="Your own hours, trusted Wi-Fi, crisis card and approved apps.",
)  # fmt: skip


@app.command()
def show(output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """What is set, and where."""
    from peerkit.render.settings import render_settings, render_settings_json

    settings = load_settings()
    if output is TextOrJson.JSON:
        sys.stdout.write(render_settings_json(settings))
        return
    path = settings_path()
    sys.stdout.write(render_settings(settings, str(path) if path.exists() else "", paper(plain)))


@app.command()
def path() -> None:
    """Where the settings file is, or would be."""
    typer.echo(str(settings_path()))


@app.command()
def edit() -> None:
    """Open the settings in your editor; then they are checked."""
    from peerkit.cli import tell
    from peerkit.cli.editor import edit_file

    file = settings_path()
    if not interactive():
        raise WrongUsage("An editor needs a terminal.", f"Edit this file: {file}")
    make_template(file)
    edit_file(file)
    try:
        load_settings(file)
    except BadData as error:
        tell("The file was saved, but it has mistakes:\n" + error.message, "Mend them with: peerkit settings edit")
        raise typer.Exit(error.exit_code) from None
    typer.echo("Saved. The settings are fine.")


@app.command("trust-wifi")
def trust_wifi(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Put the Wi-Fi in use on your trusted list. Do this at home, never in a cafe."""
    from peerkit.audit.probes import for_this_machine
    from peerkit.model.facts import Unknown, WifiInUse
    from peerkit.model.private import printable

    found = for_this_machine().get(WifiInUse)
    if isinstance(found, Unknown):
        raise NotFound(f"The Wi-Fi in use could not be found out. {found.reason}", "Add it with: peerkit settings edit")
    if not found.connected or not found.ssid:
        raise NotFound("You are not on a Wi-Fi network with a name.", "A cable needs no trusted list.")
    name = printable(found.ssid)
    if not yes and not interactive():
        raise WrongUsage(f"This trusts the network {name}.", "Say --yes to do it without being asked.")
    if not yes and not typer.confirm(f"Is the network {name} yours, or your program's?"):
        typer.echo("Nothing was changed.")
        return
    added = trust_network(settings_path(), found.ssid)
    typer.echo(f"{name} is on your trusted list now." if added else f"{name} was on your trusted list already.")
