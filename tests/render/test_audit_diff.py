"""What changed between two audits, as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from peerkit.audit.difference import difference
from peerkit.model.finding import Severity, Status
from peerkit.render.audit_diff import render_difference, render_difference_json
from peerkit.render.paper import Paper
from tests.render.audit_report import CAFE, DISK, FIREWALL, LOCK, NASTY, REPORT, SWAP, hostile

PLAIN = Paper(80)
MENDED = replace(DISK, status=Status.PASS, message="The disk is encrypted.")
OPENED = replace(FIREWALL, status=Status.FAIL, message="The firewall is off.")
DIM = replace(CAFE, status=Status.UNKNOWN, subject="", message="Not allowed to look.")
NEW = replace(REPORT, made_at="2026-11-28T09:00:00Z", findings=(OPENED, DIM, MENDED, LOCK))
OLD = replace(REPORT, findings=(DISK, CAFE, FIREWALL, LOCK, SWAP))


def test_as_it_is_written() -> None:
    assert render_difference(difference(OLD, NEW), PLAIN) == """\
What changed between two audits
Old: Ubuntu 24.04.3 LTS (linux), known as machine-1a2b3c, 2026-11-21T10:40:00Z.
New: Ubuntu 24.04.3 LTS (linux), known as machine-1a2b3c, 2026-11-28T09:00:00Z.

What got worse, or turned out bad
  [failed] firewall-on
    Now: failed, medium. The firewall is off.
    Before: fine. The firewall is on.

What can no longer be told
  [not checked] saved-wifi-modern
    Now: not checked. Not allowed to look.
    Before: not in the old audit
  [gone] saved-wifi-modern (Café)
    Now: not in the new audit
    Before: failed, low. The saved Wi-Fi Café asks for no password.

What got better, or turned out well
  [fine] disk-encrypted
    Now: fine. The disk is encrypted.
    Before: failed, high. The disk is not encrypted.

What is gone, waived, or no longer applies
  [gone] swap-encrypted
    Now: not in the new audit
    Before: does not apply. There is no swap.

1 worse, 2 no longer known, 0 new, 1 better, 1 gone, 1 unchanged, 0 of them
failed then and now.
"""  # fmt: skip


def test_two_alike() -> None:
    shown = render_difference(difference(OLD, OLD), PLAIN)
    assert shown.splitlines()[4:] == [
        "0 worse, 0 no longer known, 0 new, 0 better, 0 gone, 5 unchanged, 2 of them",
        "failed then and now.",
    ]


def test_a_document_for_scripts() -> None:
    document = json.loads(render_difference_json(difference(OLD, NEW)))
    assert [len(document[key]) for key in ("worse", "no_longer_known", "new_findings", "better", "gone")] == [
        1, 2, 0, 1, 1,
    ]  # fmt: skip
    assert document["worse"] == [
        {
            "check": "firewall-on", "family": "device", "subject": "",
            "before": {"status": "pass", "severity": "medium", "message": "The firewall is on."},
            "after": {"status": "fail", "severity": "medium", "message": "The firewall is off."},
        }
    ]  # fmt: skip
    assert document["gone"][0]["after"] is None
    assert (document["unchanged"], document["still_failed"]) == (1, 0)


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_text(name: str, plain: bool) -> None:
    worse = replace(hostile(name), findings=tuple(
        replace(found, severity=Severity.LOW) for found in hostile(name).findings
    ))  # fmt: skip
    result = difference(worse, replace(hostile(name), version="0.2.0"))
    shown = render_difference(result, Paper(80, plain)).replace("\x1b[", "")
    assert all(char.isprintable() or char == "\n" for char in shown if char != "\xa0")
    assert "# HELP" not in shown.split("\n"), "no line of its own"
    assert json.loads(render_difference_json(result))["schema"] == "peerkit.audit-diff/1"
