"""The ``peerkit`` command. ``--version`` is answered before anything heavy is imported."""

from __future__ import annotations

import gc
import sys

from peerkit import __version__

# ``ExitCode.UNDETERMINED``, which is not imported yet.
_STOPPED = 3


def main() -> None:
    """Run the command line and exit."""
    if sys.argv[1:] in (["--version"], ["-V"]) and _printed(f"peerkit {__version__}\n"):
        return
    # A command lives for moments and keeps little: looking for circles, above all at the end, is a fifth of its time.
    gc.disable()
    try:
        from peerkit.cli import main as run

        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(_STOPPED)  # pressed before the command line was there to hear it
    finally:
        gc.freeze()
        gc.enable()


def _printed(text: str) -> bool:
    """Whether it could be printed; where it could not, the command line says why."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except (OSError, AttributeError):
        return False
    return True


if __name__ == "__main__":
    main()
