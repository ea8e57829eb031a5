"""``peerkit platforms``: which app to use, and why; each command is imported when it is called."""

from __future__ import annotations

import typer

from peerkit.cli.lazy import LazyGroup


class PlatformCommands(LazyGroup):
    """The commands about platforms."""

    table = {
        "list": ("peerkit.cli.platforms.listing", "The apps and ways of meeting that PeerKit knows."),
        "show": ("peerkit.cli.platforms.show", "All that is known of one, with sources and dates."),
        "compare": ("peerkit.cli.platforms.compare", "Two or more side by side, and where they differ."),
        "rank": ("peerkit.cli.platforms.rank", "All that may be used, in order, and how firm that order is."),
        "explain": ("peerkit.cli.platforms.explain", "One verdict, question by question, and what would change it."),
        "recommend": ("peerkit.cli.platforms.recommend", "What to use with one person, from what they have and like."),
        "harden": ("peerkit.cli.platforms.harden", "The settings that make one safer, step by step."),
        "scenario": ("peerkit.cli.platforms.scenario", "Ready-made situations to teach with."),
        "check": ("peerkit.cli.platforms.check", "Check your own data files; mistakes are named with file and line."),
        "template": ("peerkit.cli.platforms.template", "A sheet to fill in for an app that PeerKit does not know."),
        "page": ("peerkit.cli.platforms.page", "One web page to compare with, which works without the internet."),
    }


app = typer.Typer(cls=PlatformCommands, add_completion=False, rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def platforms() -> None:
    """Which app to use, and why: facts with sources and dates."""
