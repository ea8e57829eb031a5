"""The metrics of an audit, parsed back by the grammar of the exposition format, strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.model.finding import Status
from peerkit.render.audit_prometheus import render_audit_prometheus
from peerkit.render.paper import safe
from tests.render.audit_report import NASTY, REPORT, hostile

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"')
SAMPLE = re.compile(rf"({NAME})(?:\{{(.*)\}})? (-?\d+)")
COMMENT = re.compile(rf"# (HELP|TYPE) ({NAME}) (.+)")
UNESCAPED = {r"\\": "\\", r"\"": '"', r"\n": "\n"}

Labels = frozenset[tuple[str, str]]


def labels_of(text: str) -> Labels:
    found, place = [], 0
    while place < len(text):
        match = LABEL.match(text, place)
        assert match, text[place:]
        found.append((match[1], re.sub(r'\\[\\"n]', lambda escape: UNESCAPED[escape[0]], match[2])))
        place = match.end()
        assert text[place : place + 1] in ("", ",")
        place += 1
    assert len(dict(found)) == len(found), "no label stands twice"
    return frozenset(found)


def parsed(text: str) -> dict[str, dict[Labels, int]]:
    """Metric to labels to value; every rule of the format is asserted."""
    assert text.endswith("\n")
    assert "\r" not in text
    metrics: dict[str, dict[Labels, int]] = {}
    told: dict[str, list[str]] = {}
    for line in text.removesuffix("\n").split("\n"):
        if comment := COMMENT.fullmatch(line):
            assert comment[2] not in metrics, "HELP and TYPE come before the samples"
            told.setdefault(comment[2], []).append(comment[1])
            assert comment[1] == "HELP" or comment[3] == "gauge"
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, f"neither comment nor sample: {line!r}"
        assert told[sample[1]] == ["HELP", "TYPE"]
        series = metrics.setdefault(sample[1], {})
        found = labels_of(sample[2] or "")
        assert found not in series, "no series stands twice"
        series[found] = int(sample[3])
    return metrics


def one(**labels: str) -> Labels:
    return frozenset(labels.items())


def test_as_it_is_written() -> None:
    assert render_audit_prometheus(REPORT) == (
        "# HELP peerkit_audit_findings Findings of the last audit, by check and outcome.\n"
        "# TYPE peerkit_audit_findings gauge\n"
        'peerkit_audit_findings{check="disk-encrypted",family="device",status="fail",severity="high"} 1\n'
        'peerkit_audit_findings{check="firewall-on",family="device",status="pass",severity="medium"} 1\n'
        'peerkit_audit_findings{check="guest-account-off",family="device",status="error",severity="medium"} 1\n'
        'peerkit_audit_findings{check="saved-wifi-modern",family="wifi",status="fail",severity="low"} 1\n'
        'peerkit_audit_findings{check="screen-locks",family="device",status="unknown",severity="high"} 1\n'
        'peerkit_audit_findings{check="swap-encrypted",family="device",status="not_applicable",severity="medium"} 1\n'
        "# HELP peerkit_audit_made_timestamp_seconds When the last audit was made.\n"
        "# TYPE peerkit_audit_made_timestamp_seconds gauge\n"
        "peerkit_audit_made_timestamp_seconds 1795257600\n"
        "# HELP peerkit_audit_info The machine that was audited, and the PeerKit that did it.\n"
        "# TYPE peerkit_audit_info gauge\n"
        'peerkit_audit_info{machine="machine-1a2b3c",os="linux",release="Ubuntu 24.04.3 LTS",version="0.1.0"} 1\n'
    )


def test_alike_findings_are_counted() -> None:
    twice = REPORT.findings[1]
    report = type(REPORT)(REPORT.version, REPORT.made_at, REPORT.machine, (twice, twice, twice))
    found = parsed(render_audit_prometheus(report))["peerkit_audit_findings"]
    assert found == {one(check="saved-wifi-modern", family="wifi", status="fail", severity="low"): 3}


def told(name: str, metrics: Mapping[str, Mapping[Labels, int]]) -> None:
    assert set(metrics) == {"peerkit_audit_findings", "peerkit_audit_made_timestamp_seconds", "peerkit_audit_info"}
    (info,) = metrics["peerkit_audit_info"]
    shown = safe(name)
    assert info == one(machine=shown, os=shown, release=shown, version=shown)
    assert len(metrics["peerkit_audit_findings"]) == len(Status)


@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_in_their_label(name: str) -> None:
    told(name, parsed(render_audit_prometheus(hostile(name))))


@given(st.text(st.characters(), max_size=40))
def test_any_text_stays_in_its_label(name: str) -> None:
    told(name, parsed(render_audit_prometheus(hostile(name))))


def test_what_is_private_is_not_in_a_metric() -> None:
    assert "Café" not in render_audit_prometheus(REPORT)


@pytest.mark.parametrize(
    "broken",
    ["a 1", "# HELP a x\n# TYPE a gauge\na{b=\"c} 1\n", "# HELP a x\n# TYPE a gauge\na{b=\"c\\d\"} 1\n", "x y\n"],
)  # fmt: skip
def test_the_parser_is_strict(broken: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        parsed(broken)
