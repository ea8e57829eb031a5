"""What changed between two audits: each kind of turn, and files that are no audit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peerkit.audit.difference import difference, read_difference
from peerkit.errors import BadData, UnreadableFile
from peerkit.model.difference import Difference
from peerkit.model.finding import Finding, Severity, Status
from peerkit.model.report import Report
from peerkit.render.audit_json import audit_document, render_audit_json
from tests.render.audit_report import DISK, FIREWALL, NASTY, REPORT, hostile

PASS, FAIL, UNKNOWN, ERROR, NA = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.ERROR, Status.NOT_APPLICABLE
HIGH, LOW = Severity.HIGH, Severity.LOW
LISTS = ("worse", "lost", "new_findings", "better", "gone")


def found(status: Status, severity: Severity = HIGH, subject: str = "", check: str = "firewall-on") -> Finding:
    return Finding(check, "device", subject, status, severity, f"It is {status.value}.")


def report(*findings: Finding) -> Report:
    return replace(REPORT, findings=findings)


def where(result: Difference) -> dict[str, int]:
    return {name: len(getattr(result, name)) for name in LISTS if getattr(result, name)} | (
        {"unchanged": result.unchanged} if result.unchanged else {}
    )


@pytest.mark.parametrize(
    ("before", "after", "list_"),
    [
        (PASS, FAIL, "worse"), (UNKNOWN, FAIL, "worse"), (ERROR, FAIL, "worse"), (NA, FAIL, "worse"),
        (FAIL, PASS, "better"), (UNKNOWN, PASS, "better"), (ERROR, PASS, "better"),
        (FAIL, UNKNOWN, "lost"), (PASS, UNKNOWN, "lost"), (FAIL, ERROR, "lost"), (NA, UNKNOWN, "lost"),
        (FAIL, NA, "gone"), (PASS, NA, "gone"), (UNKNOWN, NA, "gone"), (NA, PASS, "new_findings"),
        (PASS, PASS, "unchanged"), (FAIL, FAIL, "unchanged"), (UNKNOWN, UNKNOWN, "unchanged"),
        (UNKNOWN, ERROR, "unchanged"), (NA, NA, "unchanged"),
    ],
)  # fmt: skip
def test_one_finding_then_and_now(before: Status, after: Status, list_: str) -> None:
    assert where(difference(report(found(before)), report(found(after)))) == {list_: 1}


def test_every_pair_of_statuses_has_its_place() -> None:
    for before in Status:
        for after in Status:
            assert sum(where(difference(report(found(before)), report(found(after)))).values()) == 1


def test_a_fail_may_grow_graver_or_milder() -> None:
    assert where(difference(report(found(FAIL, LOW)), report(found(FAIL, HIGH)))) == {"worse": 1}
    assert where(difference(report(found(FAIL, HIGH)), report(found(FAIL, LOW)))) == {"better": 1}
    assert where(difference(report(found(PASS, HIGH)), report(found(PASS, LOW)))) == {"unchanged": 1}


def test_a_weak_network_that_came_is_worse_and_one_that_went_is_better() -> None:
    none, cafe = report(found(PASS)), report(found(FAIL, subject="Café"))
    assert where(difference(none, cafe)) == {"worse": 1, "gone": 1}
    assert where(difference(cafe, none)) == {"better": 1, "new_findings": 1}


def test_a_fail_that_vanished_from_sight_is_not_mended() -> None:
    cafe, blind = report(found(FAIL, subject="Café")), report(found(UNKNOWN))
    assert where(difference(cafe, blind)) == {"lost": 2}
    assert where(difference(blind, cafe)) == {"worse": 1, "gone": 1}


def test_a_check_asked_in_one_audit_only_is_new_or_gone_whatever_it_says() -> None:
    other = found(FAIL, check="disk-encrypted")
    assert where(difference(report(found(PASS)), report(found(PASS), other))) == {"new_findings": 1, "unchanged": 1}
    assert where(difference(report(found(PASS), other), report(found(PASS)))) == {"gone": 1, "unchanged": 1}


def test_two_networks_of_one_name() -> None:
    bad, fine = found(FAIL, subject="home"), found(PASS, subject="home")
    assert where(difference(report(bad, fine), report(fine, bad))) == {"unchanged": 2}
    assert where(difference(report(bad, bad), report(fine, bad))) == {"better": 1, "unchanged": 1}
    assert where(difference(report(bad), report(bad, bad))) == {"worse": 1, "unchanged": 1}


def test_the_worst_stands_first_and_what_still_fails_is_counted() -> None:
    old = report(found(PASS, LOW, "a"), found(PASS, HIGH, "b"), DISK)
    new = report(found(FAIL, LOW, "a"), found(FAIL, HIGH, "b"), DISK)
    result = difference(old, new)
    assert [change.shown.subject for change in result.worse] == ["b", "a"]
    assert (result.unchanged, result.still_failed) == (1, 1)


def test_what_makes_two_hard_to_compare_is_said() -> None:
    assert difference(REPORT, REPORT).notes == ()
    other = replace(REPORT, machine=replace(REPORT.machine, id="machine-2"), made_at="2026-11-20T00:00:00Z")
    assert difference(REPORT, replace(other, version="0.2.0")).notes == (
        "These are two different machines.",
        "The second audit is older than the first.",
        "They were made by two versions of PeerKit, 0.1.0 and 0.2.0: checks may differ.",
    )
    hidden = report(found(FAIL, subject="network-0a1b2c"))
    assert "hides names" in difference(hidden, report(found(FAIL, subject="Café"))).notes[0]
    assert difference(hidden, hidden).notes == difference(hidden, report(FIREWALL)).notes == ()


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_report_reads_back_as_it_was_written(tmp_path: Path) -> None:
    old, new = (written(tmp_path / name, render_audit_json(REPORT)) for name in ("old.json", "new.json"))
    result = read_difference(old, new)
    assert where(result) == {"unchanged": len(REPORT.findings)}
    assert result.old.machine == REPORT.machine
    for read, made in zip(result.new.findings, REPORT.findings, strict=True):
        assert read == replace(made, evidence=(), remedy=(), title="", references=())


@pytest.mark.parametrize("name", [name for name in NASTY if name.isprintable() or "\u202e" in name])
def test_names_from_outside_survive_the_way_through_a_file(tmp_path: Path, name: str) -> None:
    report_ = replace(hostile(name), made_at=REPORT.made_at)
    file = written(tmp_path / "a.json", render_audit_json(report_))
    assert {found.subject for found in read_difference(file, file).old.findings} == {name}


def changed(**changes: Any) -> dict[str, Any]:
    return audit_document(REPORT) | changes


def in_first(**changes: Any) -> dict[str, Any]:
    document = changed()
    document["findings"][0] |= changes
    return document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (json.dumps(changed(schema="peerkit.ready/1")), "expected an audit (peerkit.audit/1), found 'peerkit.ready/1'"),
        (json.dumps(changed(schema="peerkit.audit/2")), "expected an audit (peerkit.audit/1), found 'peerkit.audit/2'"),
        (json.dumps(changed(stranger=1)), "stranger: unknown key"),
        (json.dumps({"findings": []}), "expected an audit"),
        (json.dumps([]), "expected names with values, found a list"),
        (json.dumps(changed(findings={})), "findings: expected a list"),
        (json.dumps(changed(made_at="yesterday")), "made_at: expected a time in UTC"),
        (json.dumps(in_first(status="fine")), "findings[1].status: expected one of"),
        (json.dumps(in_first(severity=3)), "findings[1].severity: expected text, found a number"),
        (json.dumps(in_first(check="../x")), "findings[1].check: expected the id of a check"),
        (json.dumps(in_first(evidence="x")), "findings[1].evidence: expected a list"),
        (render_audit_json(REPORT)[:-40], "not valid YAML"),
        ("check,family\r\n", "expected names with values, found text"),
        ("", "the file is empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_audit_is_named_with_its_mistake(tmp_path: Path, text: str, words: str) -> None:
    good, bad = written(tmp_path / "good.json", render_audit_json(REPORT)), written(tmp_path / "bad.json", text)
    for pair in ((good, bad), (bad, good)):
        with pytest.raises(BadData) as error:
            read_difference(*pair)
        assert "bad.json:" in error.value.message
        assert words in error.value.message
        assert "--format json" in error.value.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_difference(tmp_path / "none.json", tmp_path / "none.json")
