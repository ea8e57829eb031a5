"""``peerkit audit``: the device and its Wi-Fi, with evidence, remedy and the formats IT reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.audit_passphrase import passphrase
from peerkit.cli.audit_passwords import passwords
from peerkit.cli.audit_report import Chosen, FailOn, Form, Output, Redact, Strict, exit_code, hand_over
from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.errors import ExitCode, WrongUsage
from peerkit.model.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerkit.audit.probes.base import Probe
    from peerkit.model.report import Report

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True,
    help="Audit this device and its Wi-Fi, with evidence.",
)  # fmt: skip


# How each scope is called, the families it looks at (``None`` is all), and its line of help.
SCOPES = {
    "device": (("device",), "Disk, log-in, lock, firewall, updates, remote access and more."),
    "wifi": (("wifi",), "The Wi-Fi in use and every saved one."),
    "all": (None, "The device, its Wi-Fi, and how passwords are kept."),
}


def _audit_command(families: tuple[str, ...] | None) -> Callable[..., None]:
    def audit(
        form: Chosen = Form.TEXT,
        output: Output = None,
        fail_on: FailOn = Severity.LOW,
        strict: Strict = False,
        redact: Redact = False,
        root: Annotated[
            Path | None, typer.Option("--root", metavar="DIR", help="A mounted disk image instead of this machine.")
        ] = None,
        recording: Annotated[
            str | None, typer.Option("--recording", metavar="FILE", help="A recording, or demo:NAME.")
        ] = None,
        plain: Plain = False,
    ) -> None:
        report = _report(_probe(root, recording), families, redact)
        hand_over(report, form, output, plain)
        raise typer.Exit(exit_code(report, fail_on, strict))

    return audit


for _name, (_families, _help) in SCOPES.items():
    app.command(_name, help=_help)(_audit_command(_families))
app.command()(passwords)

app.command()(passphrase)


def _probe(root: Path | None, recording: str | None) -> Probe:
    from peerkit.audit.probes import for_image, for_recording, for_this_machine

    if root is not None and recording is not None:
        raise WrongUsage("--root and --recording do not go together.", "Name one machine.")
    if root is not None:
        return for_image(root)
    return for_recording(recording) if recording is not None else for_this_machine()


def _report(probe: Probe, families: tuple[str, ...] | None, redact: bool) -> Report:
    from datetime import date

    from peerkit.audit.audit import AUDITED, run_audit, shown
    from peerkit.history import now_utc
    from peerkit.redaction import redaction_salt
    from peerkit.settings import load_settings

    chosen = [family for family in AUDITED if families is None or family.value in families]
    made_at = now_utc().isoformat().replace("+00:00", "Z")
    try:
        report = run_audit(probe, chosen, load_settings(), made_at, date.today())
    finally:
        probe.machine.close()
    return shown(report, redaction_salt() if redact else None)


@app.command()
def checks(output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Every check there is, with its family and severity."""
    from peerkit.audit.checks import all_checks
    from peerkit.render.checks_page import render_checks_json, render_checks_list

    found = list(all_checks().values())
    sys.stdout.write(
        render_checks_json(found) if output is TextOrJson.JSON else render_checks_list(found, paper(plain))
    )


@app.command()
def explain(check: Annotated[str, typer.Argument(metavar="CHECK")], plain: Plain = False) -> None:
    """One check: why it matters, what helps, and its source."""
    from peerkit.audit.checks import load_check
    from peerkit.render.checks_page import render_check

    sys.stdout.write(render_check(load_check(check), paper(plain)))


@app.command()
def record(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the recording.")],
) -> None:
    """Write down all that an audit asks, with secrets removed.

    The file can be replayed anywhere with --recording.
    """
    from datetime import date

    from peerkit.audit.audit import run_audit
    from peerkit.audit.probes.recording import write_recording
    from peerkit.cli import tell
    from peerkit.cli.output import write_report
    from peerkit.history import now_utc
    from peerkit.model.check import Family
    from peerkit.settings import load_settings

    probe, made_at = _probe(None, None), now_utc().isoformat().replace("+00:00", "Z")
    left_out: list[str] = []
    try:
        # All families: `ready` can be replayed from it too.
        run_audit(probe, tuple(Family), load_settings(), made_at, date.today())
    finally:
        probe.machine.close()
    write_report(output, write_recording(probe.machine, made_at, left_out=left_out.append))
    tell("It holds no password, but names of networks, accounts and files. Read it before you send it to anyone.")
    for question in left_out:
        tell(f"Left out, because the answer looked like a secret: {question}")


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json")],
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """What got better or worse between two audits.

    The exit code is 1 if something got worse.
    """
    from peerkit.audit.difference import read_difference
    from peerkit.render.audit_diff import render_difference, render_difference_json

    found = read_difference(old, new)
    sys.stdout.write(
        render_difference_json(found) if output is TextOrJson.JSON else render_difference(found, paper(plain))
    )
    raise typer.Exit(ExitCode.FAILED if found.worse else ExitCode.FINE)
