"""``peerkit demo``: the guided tour for trainers."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli import main
from peerkit.cli.options import Format, Plain, TextOrJson, interactive, paper
from peerkit.errors import ExitCode, WrongUsage
from peerkit.model.speech import key_for, say, spoken

if TYPE_CHECKING:
    from peerkit.model.tour import Stop
    from peerkit.render.paper import Paper

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def demo(
    begin: Annotated[int, typer.Option("--from", min=1, metavar="N", help="Begin at this stop.")] = 1,
    notes: Annotated[bool, typer.Option("--notes", help="Only the speaking notes, to print and hold.")] = False,
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """A guided tour for trainers, with speaking notes.

    Fifteen minutes: a checklist, apps side by side, a neglected laptop. Everything shown is real, on recorded
    devices. Nothing on this one is touched, and nothing is kept.
    """
    from peerkit.render.tour import render_notes, render_opening, render_tour_json
    from peerkit.tour import load_tour

    tour, sheet = load_tour(spoken().language), paper(plain)
    if begin > len(tour.stops):
        raise WrongUsage(f"There is no stop {begin}.", f"The tour has {len(tour.stops)}.")
    if output is TextOrJson.JSON:
        sys.stdout.write(render_tour_json(tour))
        return
    sys.stdout.write(render_opening(tour, sheet))
    for number, stop in enumerate(tour.stops[begin - 1 :], begin):
        sys.stdout.write(render_notes(stop, number, tour, sheet))
        _show(stop, sheet, notes)
        if not notes and not _go_on(sheet):
            raise typer.Exit(ExitCode.FINE)


def _show(stop: Stop, sheet: Paper, notes: bool) -> None:
    from peerkit.render.tour import render_after, shortened

    if stop.run and not notes:
        shown = StringIO()
        with redirect_stdout(shown):
            # Else the command would go by the environment, and the tour with it.
            main((*stop.run, "--lang", spoken().language))
        sys.stdout.write("\n" + shortened(shown.getvalue(), stop, sheet) + "\n")
    sys.stdout.write(render_after(stop, sheet))
    sys.stdout.flush()


def _go_on(sheet: Paper) -> bool:
    """Whether to go on: at once where nobody sits there, else when Enter is pressed."""
    if not interactive():
        return True
    from peerkit.render.paper import Tone

    sys.stdout.write("\n" + sheet.paint(say("Enter: go on   {key}: stop", key=key_for("q")), Tone.QUIET) + "\n")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return bool(line) and line.strip().lower() not in ("q", "quit", key_for("q"))
