"""Verdicts on the microphone."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.microphone_ready import microphone_ready
from peerkit.model.facts import Microphone
from peerkit.model.finding import Status, Verdict


def judged(**known: object) -> Verdict:
    verdict = microphone_ready(Microphone(**{"present": True, "name": "Desk Mic", **known}))  # type: ignore[arg-type]
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize(
    ("verdict", "status", "told"),
    [
        (judged(volume=80.0), Status.PASS, "at 80 %"),
        (judged(volume=10.0), Status.PASS, "at 10 %"),
        (judged(volume=9.9), Status.FAIL, "turned down"),
        (judged(volume=0.0), Status.FAIL, "turned down to 0 %"),
        (judged(), Status.PASS, "not reported"),
        (judged(volume=80.0, muted=True), Status.FAIL, "muted"),
        (judged(volume=80.0, plugged_in=False), Status.FAIL, "Nothing is plugged"),
        (judged(present=False, name=""), Status.FAIL, "No microphone was found."),
    ],
)
def test_verdict(verdict: Verdict, status: Status, told: str) -> None:
    assert verdict.status is status
    assert told in verdict.message


def test_a_hostile_name_is_harmless() -> None:
    assert judged(name="\x1b[2J[red]\n\u202e", volume=80.0).message.isprintable()
