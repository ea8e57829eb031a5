"""What to do first, in every form people read; nothing of it where nothing is pressing."""

from dataclasses import replace

import pytest

from peerkit.model.finding import Severity
from peerkit.model.priority import Priority
from peerkit.render.audit_html import render_audit_html
from peerkit.render.audit_json import audit_document
from peerkit.render.audit_markdown import render_audit_markdown
from peerkit.render.audit_text import render_audit
from peerkit.render.paper import Paper
from tests.render.audit_report import REPORT

FIRST = Priority(
    ("Zoom (robin)", "Mail (robin)"), 3, ("5 accounts share it.",), "To guess it takes minutes, for a thief.",
    "Give each account a password of its own.",
)  # fmt: skip
PRESSING = replace(REPORT, priorities=(FIRST, replace(FIRST, accounts=("Bank",), more=0, guessing="")))
LINES = """\
What to do first
1. Zoom (robin), Mail (robin) and 3 more
   5 accounts share it. To guess it takes minutes, for a thief.
   - Give each account a password of its own.
2. Bank
   5 accounts share it.
   - Do as for 1.

What failed, worst first
"""


def test_read_whole() -> None:
    assert LINES in render_audit(PRESSING, Paper(80))
    assert "\x1b[1m1. Zoom (robin), Mail (robin) and 3 more\x1b[0m" in render_audit(PRESSING, Paper(80, plain=False))


def test_in_the_other_forms() -> None:
    written = render_audit_markdown(PRESSING)
    assert (
        "## What to do first\n\n1. **Account:** Zoom (robin), Mail (robin) and 3 more. 5 accounts share it." in written
    )
    page = render_audit_html(PRESSING)
    assert "<h3>What to do first</h3>\n<ol><li><strong><bdi>Zoom (robin), Mail (robin) and 3 more</bdi>:" in page
    assert audit_document(PRESSING)["priorities"][1] == {
        "accounts": ("Bank",), "more": 0, "wrong": ("5 accounts share it.",), "guessing": "",
        "first": "Give each account a password of its own.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "render", [render_audit_markdown, render_audit_html, lambda report: render_audit(report, Paper(80))]
)
def test_nothing_of_it_where_nothing_is_pressing(render) -> None:
    assert "What to do first" not in render(REPORT)
    assert "priorities" not in audit_document(REPORT)


def test_what_one_check_says_alike_stands_there_once_and_a_long_row_is_cut() -> None:
    disk = REPORT.findings[0]
    many = [
        replace(disk, subject=f"disk {number}", message=f"disk {number}: partition {number}, bad.")
        for number in range(30)
    ]
    shown = render_audit(replace(REPORT, findings=tuple(many)), Paper(80))
    assert shown.count("Install again with encryption.") == shown.count("Seen: ") == 1
    assert shown.count("[high] disk-encrypted") == 10
    assert "    Partition 9, bad.\n" in shown
    assert "disk-encrypted: and 20 more. All of them: --format csv" in shown


MANY = [replace(REPORT.findings[0], subject=f"<{name}>", message=f"<{name}>: not encrypted.") for name in range(20)]
ALIKE = replace(REPORT, findings=(*MANY, replace(MANY[0], severity=Severity.LOW)))


def test_findings_that_differ_in_their_subject_alone_are_one_block() -> None:
    shown = render_audit(ALIKE, Paper(80))
    assert "[high] disk-encrypted, 20 times\n    Not encrypted.\n    About: <0>, <1>, <2>" in shown
    assert "<11> and 8 more" in " ".join(shown.split())
    assert "[low] disk-encrypted: <0>\n    Not encrypted.\n" in shown, "another severity is another finding"
    written = render_audit_markdown(ALIKE)
    assert written.count("**What to do:** Install again with encryption.") == 2
    assert "### high: disk-encrypted, 20 times\n\n- **Found:** Not encrypted.\n- **About:** " in written
    page = render_audit_html(ALIKE)
    assert page.count("<article") == 2
    assert "<bdi>&lt;19&gt;</bdi>.</p>" in page
    assert "<bdi>Not encrypted.</bdi> (20 times)</h3>" in page


def test_a_long_report_says_where_its_beginning_is() -> None:
    long = replace(PRESSING, findings=tuple(replace(MANY[0], check=f"check-{number}") for number in range(20)))
    assert render_audit(long, Paper(80)).endswith("What to do first stands at the top. To keep it all: -o FILE\n")
    assert "stands at the top" not in render_audit(PRESSING, Paper(80))
