"""The command line: reads options, calls one function, renders, exits. The only place that catches errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from peerkit import __version__
from peerkit.cli.language import speak_as_asked
from peerkit.cli.lazy import LazyGroup
from peerkit.errors import ExitCode, PeerkitError
from peerkit.model.speech import say


class Commands(LazyGroup):
    """The commands of PeerKit; each module is imported when its command is called."""

    table = {
        "ready": ("peerkit.cli.ready", "Is it safe and kind to start this session now?"),
        "audit": ("peerkit.cli.audit", "Audit this device and its Wi-Fi, with evidence."),
        "platforms": ("peerkit.cli.platforms", "Which app to use, and why: facts with sources and dates."),
        "checklist": ("peerkit.cli.checklist", "List, show and run checklists; look at past runs."),
        "schedule": ("peerkit.cli.schedule", "Plan your workday: breaks, a page to print, a calendar file."),
        "guide": ("peerkit.cli.guide", "Answers in plain words, and what to do when something went wrong."),
        "demo": ("peerkit.cli.demo", "A guided tour for trainers, with speaking notes."),
        "settings": ("peerkit.cli.settings", "Your own hours, trusted Wi-Fi, crisis card and approved apps."),
    }


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 something failed, 2 wrong usage, 3 could not be determined, 4 could not run.",
)


@app.callback(invoke_without_command=True)
def peerkit(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Show the version and leave."),
    _lang: str = typer.Option(
        "", "--lang", metavar="CODE", help="The language to speak: en, es. It may stand anywhere; else LANG decides."
    ),
) -> None:
    """Is it safe and kind to start this session, on this device, over this platform, now?

    In the two minutes before a call, run: peerkit ready
    """
    if version:
        typer.echo(f"peerkit {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. Nothing but a message ever reaches the person."""
    if sys.stdout is None:
        tell("There is nowhere to print to: the standard output is closed.")
        return ExitCode.COULD_NOT_RUN
    return _flushed(_ended(arguments))


def _ended(arguments: Sequence[str] | None) -> int:
    """Run a command; its exit code, whichever way it ended."""
    try:
        _let_streams_carry_any_text()
        app(args=speak_as_asked(sys.argv[1:] if arguments is None else arguments), prog_name="peerkit")
    except SystemExit as end:
        return _code(end)
    except PeerkitError as error:
        tell(error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        tell(say("Stopped."))
        return ExitCode.UNDETERMINED
    except BrokenPipeError:
        return ExitCode.COULD_NOT_RUN
    except OSError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001  # no traceback may reach a person
        return _unforeseen(error)
    return ExitCode.FINE


def _code(end: SystemExit) -> int:
    """The exit code; Typer has its own for Ctrl-C (130), Ctrl-D and a reader who left (1, which says "failed" here)."""
    cause: BaseException | None = end
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt):
            tell(say("Stopped."))
        if isinstance(cause, KeyboardInterrupt | typer.Abort):
            return ExitCode.UNDETERMINED
        if isinstance(cause, BrokenPipeError):
            return ExitCode.COULD_NOT_RUN
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return end.code if isinstance(end.code, int) else int(ExitCode.COULD_NOT_RUN)


def tell(message: str, hint: str = "") -> None:
    """Say something on the error stream, harmlessly whatever it holds, and even where nobody can hear it."""
    from peerkit.render.paper import safe

    lines = [safe(line) for line in message.split("\n")]
    if hint:
        lines.append(safe(hint))
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, AttributeError):
        sys.stderr = None  # else Python tries, and fails, to flush it once more at exit


def _refused(error: OSError) -> int:
    """The system refused a file or a stream that nobody asked about sooner."""
    if os.environ.get("PEERKIT_DEBUG") == "1":
        raise error
    what = f"{error.filename} could not be used" if error.filename else "The output could not be written"
    tell(f"{what}: {(error.strerror or 'no reason given').lower()}.", "Is the disk full, or a folder not yours?")
    return ExitCode.COULD_NOT_RUN


def _unforeseen(error: Exception) -> int:
    if os.environ.get("PEERKIT_DEBUG") == "1":
        raise error
    place: Any = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else "unknown place"  # noqa: PTH119  # a string, not a path of this machine
    tell(
        f"PeerKit itself made a mistake ({type(error).__name__} at {where}). Nothing on this device was changed.",
        "You can go on without it: a phone call is always a way to begin. Please show this line to whoever helps you.",
    )
    return ExitCode.COULD_NOT_RUN


def _let_streams_carry_any_text() -> None:
    for stream, wrong in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        # Standard input refuses it once something was read, as when the tour runs a second command.
        if reconfigure is not None and stream.errors != wrong:
            reconfigure(errors=wrong)


def _flushed(code: int) -> int:
    """The exit code, or 4 when what was printed could not be written (a full disk, a closed pipe)."""
    try:
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError) and code != ExitCode.COULD_NOT_RUN:
            tell(f"The output could not be written: {(error.strerror or 'no reason given').lower()}.")
        code = ExitCode.COULD_NOT_RUN
        sys.stdout = None  # else Python tries, and fails, to flush it once more at exit
    return code
