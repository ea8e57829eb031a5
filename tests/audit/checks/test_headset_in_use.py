"""Verdicts on where the sound goes."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.headset_in_use import headset_in_use
from peerkit.model.facts import OutputKind, Speaker
from peerkit.model.finding import Status, Verdict


def judged(**known: object) -> Verdict:
    verdict = headset_in_use(Speaker(**{"present": True, "name": "Some Output", **known}))  # type: ignore[arg-type]
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize(
    ("verdict", "status", "told"),
    [
        (judged(kind=OutputKind.HEADSET), Status.PASS, "goes to headphones"),
        (judged(kind=OutputKind.SPEAKER), Status.FAIL, "goes to speakers"),
        (judged(kind=OutputKind.OTHER), Status.UNKNOWN, "cannot be told"),
        (judged(kind=OutputKind.HEADSET, plugged_in=False), Status.FAIL, "Nothing is plugged"),
        (judged(kind=OutputKind.HEADSET, present=False, name=""), Status.FAIL, "No headphones or speakers"),
        # Muted headphones are still headphones; that the sound is off is another check's matter.
        (judged(kind=OutputKind.HEADSET, muted=True), Status.PASS, "goes to headphones"),
    ],
)
def test_verdict(verdict: Verdict, status: Status, told: str) -> None:
    assert verdict.status is status
    assert told in verdict.message


def test_a_hostile_name_is_harmless() -> None:
    assert judged(name="\x1b[2J[red]\n\u202e").message.isprintable()
