"""The CSV of an audit: its rows, and that no spreadsheet runs anything in them."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.render.audit_csv import BETWEEN, HEADS, render_audit_csv
from tests.render.audit_report import NASTY, REPORT, hostile

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_every_finding_is_a_row_that_reads_back() -> None:
    heads, *found = rows(render_audit_csv(REPORT))
    assert tuple(heads) == HEADS
    assert [row[4] for row in found] == [finding.check for finding in REPORT.findings]
    assert dict(zip(heads, found[0], strict=True)) == {
        "made_at": "2026-11-21T10:40:00Z", "machine": "machine-1a2b3c", "os": "linux", "release": "Ubuntu 24.04.3 LTS",
        "check": "disk-encrypted", "family": "device", "subject": "", "status": "fail", "severity": "high",
        "title": "The disk is encrypted", "message": "The disk is not encrypted.",
        "evidence": "ext4 on /dev/sda2 (/proc/mounts)", "remedy": "Ask IT for help. | Install again with encryption.",
        "references": "https://example.org/disk?a=1&b=2", "peerkit": "0.1.0",
    }  # fmt: skip


def test_one_row_as_it_is_written() -> None:
    assert render_audit_csv(REPORT).split("\r\n")[2] == (
        "2026-11-21T10:40:00Z,machine-1a2b3c,linux,Ubuntu 24.04.3 LTS,saved-wifi-modern,wifi,Café,fail,low,"
        "Saved networks use WPA2 or WPA3,The saved Wi-Fi Café asks for no password.,,,,0.1.0"
    )


def test_lines_end_as_rfc_4180_says() -> None:
    text = render_audit_csv(REPORT)
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(REPORT.findings) + 1
    assert text.endswith("\r\n")


def harmless(text: str) -> None:
    found = rows(text)
    assert len(found) == 6
    for row in found:
        assert len(row) == len(HEADS)
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
            assert not {unicodedata.category(char) for char in cell} & HIDDEN


@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_text(name: str) -> None:
    harmless(render_audit_csv(hostile(name)))


@given(st.text(st.characters(), max_size=40))
def test_any_text_stays_text(name: str) -> None:
    harmless(render_audit_csv(hostile(name)))


def test_a_formula_is_still_told() -> None:
    row = rows(render_audit_csv(hostile("=cmd()")))[1]
    assert row[HEADS.index("message")] == "'=cmd()"
    assert row[HEADS.index("evidence")] == "'=cmd() (=cmd())"
    assert row[HEADS.index("remedy")] == f"'=cmd(){BETWEEN}=cmd()"
