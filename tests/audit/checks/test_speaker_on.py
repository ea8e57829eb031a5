"""Verdicts on the sound."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.speaker_on import speaker_on
from peerkit.model.facts import OutputKind, Speaker
from peerkit.model.finding import Status, Verdict


def judged(**known: object) -> Verdict:
    verdict = speaker_on(Speaker(**{"present": True, "name": "Shelf Box", **known}))  # type: ignore[arg-type]
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize(
    ("verdict", "status", "told"),
    [
        (judged(volume=40.0), Status.PASS, "at 40 %"),
        (judged(volume=10.0), Status.PASS, "at 10 %"),
        (judged(volume=9.9), Status.FAIL, "turned down"),
        (judged(), Status.PASS, "not reported"),
        (judged(volume=40.0, muted=True), Status.FAIL, "muted"),
        (judged(volume=40.0, plugged_in=False, kind=OutputKind.HEADSET), Status.FAIL, "Nothing is plugged"),
        (judged(present=False, name=""), Status.FAIL, "No speaker or headset was found."),
    ],
)
def test_verdict(verdict: Verdict, status: Status, told: str) -> None:
    assert verdict.status is status
    assert told in verdict.message


def test_a_hostile_name_is_harmless() -> None:
    assert judged(name="\x1b[2J[red]\n\u202e", volume=80.0).message.isprintable()
