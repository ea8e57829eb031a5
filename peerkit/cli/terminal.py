"""The person's terminal: one key at a time, and now and then a line."""

from __future__ import annotations

import sys

import typer

from peerkit.checklists.walk import Left


class Keyboard:
    """Reads keys without Enter, and shows texts."""

    def show(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def key(self) -> str:
        try:
            pressed = typer.getchar()
        except (KeyboardInterrupt, EOFError, OSError):
            raise Left from None
        if pressed in ("", "\x03", "\x04"):
            raise Left
        return pressed

    def line(self) -> str:
        try:
            return input("> ")
        except (KeyboardInterrupt, EOFError, OSError):
            raise Left from None
