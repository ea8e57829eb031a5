"""The ``peerkit`` command. ``--version`` is answered before anything heavy is imported."""

from __future__ import annotations

import sys

from peerkit import __version__


def main() -> None:
    """Run the command line and exit."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"peerkit {__version__}\n")
        return
    from peerkit.cli import main as run

    sys.exit(run())


if __name__ == "__main__":
    main()
