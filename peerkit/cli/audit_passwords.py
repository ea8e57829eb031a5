"""``peerkit audit passwords``: which stored passwords are weak, used twice or leaked, without showing one."""

from __future__ import annotations

import sys
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


def passwords(
    ask: Annotated[
        bool, typer.Option("--ask", help="Type one password, such as your log-in; it does not show.")
    ] = False,
    twice: Annotated[bool, typer.Option("--twice", help="With --ask: type it twice.")] = False,
    files: Annotated[
        list[Path] | None,
        typer.Option(
            "--file", metavar="EXPORT", help="An export, a KeePass vault or a folder of pass. May be repeated."
        ),
    ] = None,
    service: Annotated[str | None, typer.Option("--service", metavar="S", help="One entry of the keyring...")] = None,
    user: Annotated[str | None, typer.Option("--user", metavar="U", help="...and its user name.")] = None,
    breached: Annotated[
        Path | None, typer.Option("--breached", metavar="FILE", help="The Have I Been Pwned file, sorted by hash.")
    ] = None,
    personal: Annotated[
        bool, typer.Option("--personal", help="Ask for names, birthdays and the like; nothing of it is kept.")
    ] = False,
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
    if (service is None) != (user is None):
        raise WrongUsage("--service and --user go together.", "Or leave both out to look at the whole keyring.")
    if twice and not ask:
        raise WrongUsage("--twice goes with --ask.", "Add --ask.")
    from peerkit.audit.storedpasswords import Wanted

    wanted = Wanted(
        ask=ask, twice=twice, files=tuple(files or ()), service=service, user=user, breached=breached
    )  # fmt: skip
    report, reminders = _looked_at(wanted, _settings(personal), plain, redact)
    hand_over(report, form, output, plain)
    from peerkit.cli import tell

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
