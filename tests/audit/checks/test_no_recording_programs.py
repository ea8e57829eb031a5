"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.no_recording_programs import no_recording_programs
from peerkit.model.facts_privacy import Recorder, RecorderKind, RecordingPrograms
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal


def judged(*running, **facts):
    return list(no_recording_programs(RecordingPrograms(running=running, **facts)))


def test_nothing_runs():
    assert [one.status for one in judged()] == [Status.PASS]


@pytest.mark.parametrize("kind", list(RecorderKind))
def test_each_kind_is_said(kind):
    (verdict,) = judged(Recorder("obs", kind))
    assert verdict.status is Status.FAIL
    assert kind.value in verdict.message
    assert "obs" not in redact(verdict.message + verdict.subject, "salt")


def test_one_that_always_runs_says_so():
    assert "whenever it is installed" in judged(Recorder("xrdp", RecorderKind.REMOTE, always=True))[0].message


@pytest.mark.parametrize(("without", "severity"), [((), Severity.MEDIUM), (("VNC",), Severity.HIGH)])
def test_sharing_without_a_password_weighs_more(without, severity):
    (verdict,) = judged(sharing=("VNC",), open_sharing=without)
    assert (verdict.status, verdict.severity) == (Status.FAIL, severity)


def test_who_listens_is_information():
    (verdict,) = judged(listening=("Zoom\x1b[2J", "Meet"))
    assert verdict.status is Status.PASS
    assert "in use by Zoom\\x1b[2J and Meet" in reveal(verdict.message)


def test_what_could_not_be_seen_is_said_once():
    assert [one.status for one in judged(unseen=("this", "that"))] == [Status.UNKNOWN, Status.PASS]
