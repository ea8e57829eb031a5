"""What every audit has in common at the command line: its options, how its report is handed over, its exit code."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.options import paper
from peerkit.errors import ExitCode
from peerkit.model.severity import Severity

if TYPE_CHECKING:
    from peerkit.model.report import Report


class Form(Enum):
    """The formats of an audit."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"
    HTML = "html"
    PROMETHEUS = "prometheus"


Chosen = Annotated[Form, typer.Option("--format", help="Text for people; the others for your tools.")]


def _a_file(file: Path | None) -> Path | None:
    """Refuse what is no file before the work begins, not after it."""
    if file is not None:
        from peerkit.cli.output import refuse_what_is_no_file

        refuse_what_is_no_file(file)
    return file


Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", callback=_a_file, help="Write to this file, readable by you only."),
]
FailOn = Annotated[Severity, typer.Option("--fail-on", help="Exit with 1 from this severity on.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count what could not be checked as failed.")]
Redact = Annotated[bool, typer.Option("--redact", help="Stable pseudonyms for network names, accounts and paths.")]


def hand_over(report: Report, form: Form, output: Path | None, plain: bool) -> None:
    """Print the report, or write it to a file."""
    text = _rendered(report, form, plain)
    if output is None:
        sys.stdout.write(text)
        return
    from peerkit.cli.output import write_report

    write_report(output, text)


def _rendered(report: Report, form: Form, plain: bool) -> str:
    if form is Form.TEXT:
        from peerkit.render.audit_text import render_audit

        return render_audit(report, paper(plain))
    from peerkit.render.audit_formats import renderer

    return renderer(form.value)(report)


def exit_code(report: Report, fail_on: Severity, strict: bool) -> ExitCode:
    """How the audit ended."""
    if report.failed(fail_on) or (strict and report.not_checked()):
        return ExitCode.FAILED
    return ExitCode.FINE if report.determined() or not report.not_checked() else ExitCode.UNDETERMINED
