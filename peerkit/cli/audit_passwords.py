"""``peerkit audit passwords``: which stored passwords are weak, used twice or leaked, without showing one."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.audit_report import Chosen, FailOn, Form, Output, Redact, Strict, exit_code, hand_over
from peerkit.cli.options import Plain, paper
from peerkit.errors import ExitCode, WrongUsage
from peerkit.model.severity import Severity

if TYPE_CHECKING:
    from peerkit.audit.storedpasswords import Person, Wanted
    from peerkit.model.report import Report
    from peerkit.model.settings import Settings


class Scorer(Enum):
    """What may be chosen to score passwords."""

    AUTO = "auto"
    REFERENCE = "reference"


Files = Annotated[
    list[Path] | None,
    typer.Option("--file", metavar="EXPORT", help="An export, a KeePass vault or a folder of pass. May be repeated."),
]
KeyFile = Annotated[
    Path | None, typer.Option("--key-file", metavar="FILE", help="With --file: the key file of a KeePass vault.")
]
Breached = Annotated[
    Path | None, typer.Option("--breached", metavar="FILE", help="The Have I Been Pwned file, sorted by hash.")
]
Engines = Annotated[
    Scorer, typer.Option("--engine", help="What scores: auto takes the fast one where peerkit[fast] is installed.")
]


def passwords(
    ask: Annotated[
        bool, typer.Option("--ask", help="Type one password, such as your log-in; it does not show.")
    ] = False,
    twice: Annotated[bool, typer.Option("--twice", help="With --ask: type it twice.")] = False,
    files: Files = None,
    key_file: KeyFile = None,
    service: Annotated[str | None, typer.Option("--service", metavar="S", help="One entry of the keyring...")] = None,
    user: Annotated[str | None, typer.Option("--user", metavar="U", help="...and its user name.")] = None,
    breached: Breached = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="Ask for names, birthdays and the like; nothing of it is kept.")
    ] = False,
    engine: Engines = Scorer.AUTO,
    form: Chosen = Form.TEXT,
    output: Output = None,
    fail_on: FailOn = Severity.LOW,
    strict: Strict = False,
    redact: Redact = False,
    root: Annotated[Path | None, typer.Option("--root", hidden=True)] = None,
    recording: Annotated[str | None, typer.Option("--recording", hidden=True)] = None,
    plain: Plain = False,
) -> None:
    """Stored passwords: weak, used twice, personal or leaked. Without options, those in the system's keyring."""
    if root is not None or recording is not None:
        raise WrongUsage(
            "Passwords are only looked at where they are: a recording or a disk image holds none.",
            "Leave out --root and --recording.",
        )
    from peerkit.audit.passwords.engines import Engine
    from peerkit.audit.storedpasswords import Wanted

    wanted = Wanted(
        ask=ask, twice=twice, files=tuple(files or ()), service=service, user=user, breached=breached,
        key_file=key_file, engine=Engine(engine.value),
    )  # fmt: skip
    _refuse_odd(wanted)
    _report(wanted, personal, form, output, fail_on, strict, redact, plain)


def _refuse_odd(wanted: Wanted) -> None:
    """Raises ``WrongUsage`` for options that only make sense together."""
    if (wanted.service is None) != (wanted.user is None):
        raise WrongUsage("--service and --user go together.", "Or leave both out to look at the whole keyring.")
    if wanted.twice and not wanted.ask:
        raise WrongUsage("--twice goes with --ask.", "Add --ask.")
    if wanted.key_file is not None and not wanted.files:
        raise WrongUsage("--key-file goes with --file.", "Name the vault with --file.")


def _report(
    wanted: Wanted,
    personal: bool,
    form: Form,
    output: Path | None,
    fail_on: Severity,
    strict: bool,
    redact: bool,
    plain: bool,
) -> None:
    from peerkit.cli import tell

    report, reminders = _looked_at(wanted, _settings(personal), plain, redact)
    hand_over(report, form, output, plain)
    for reminder in reminders:
        tell("\n".join(paper(plain).wrap(reminder)))
    raise typer.Exit(_ended(report, exit_code(report, fail_on, strict)))


def _settings(personal: bool) -> Settings:
    from dataclasses import replace

    from peerkit.settings import load_settings

    settings = load_settings()
    if not personal:
        return settings
    from peerkit.cli.personal import ask_personal

    return replace(settings, personal=ask_personal())


def _looked_at(wanted: Wanted, settings: Settings, plain: bool, redact: bool) -> tuple[Report, tuple[str, ...]]:
    """The report, and what to tell afterwards."""
    from datetime import date

    from peerkit.audit.audit import run_audit, shown
    from peerkit.audit.probes import for_this_machine
    from peerkit.audit.storedpasswords import farewell, look_at
    from peerkit.cli.progress import Meter
    from peerkit.history import now_utc
    from peerkit.model.check import Family
    from peerkit.redaction import redaction_salt

    probe, made_at = for_this_machine(), now_utc().isoformat().replace("+00:00", "Z")
    try:
        with Meter(plain) as meter:
            seen = look_at(wanted, _person(), probe, settings, meter)
        report = run_audit(probe, (Family.PASSWORDS,), settings, made_at, date.today(), seen)
        reminders = farewell(seen, probe.machine.os)
    finally:
        probe.machine.close()
    return shown(report, redaction_salt() if redact else None), reminders


def _person() -> Person:
    from peerkit.audit.passwords.asked import ask_hidden
    from peerkit.audit.storedpasswords import Person
    from peerkit.cli import tell

    # Whoever reads the error stream at a terminal can also answer a window that opens.
    return Person(tell, ask_hidden, sys.stderr is not None and sys.stderr.isatty())


def _ended(report: Report, code: ExitCode) -> ExitCode:
    """Not fine where no password could be looked at, whatever is known of the keyring itself."""
    from peerkit.audit.audit import LOOKED_AT
    from peerkit.model.finding import Status

    found = {finding.status for finding in report.findings if finding.check == LOOKED_AT}
    nothing = Status.UNKNOWN in found and Status.PASS not in found
    return ExitCode.UNDETERMINED if nothing and code is ExitCode.FINE else code
