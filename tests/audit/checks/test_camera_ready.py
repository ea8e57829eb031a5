"""Verdicts on cameras."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.camera_ready import camera_ready
from peerkit.model.facts import Camera, Cameras
from peerkit.model.finding import Status, Verdict
from peerkit.model.private import redact, reveal

FREE = Camera("Desk Cam", "/dev/video0")
HELD = Camera("Shelf Cam", "/dev/video2", ("cheese", "obs"))


def judged(*cameras: Camera, off: bool = False, hidden: int = 0) -> Verdict:
    verdict = camera_ready(Cameras(cameras=cameras, switched_off=off, holders_hidden=hidden))
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize(
    ("verdict", "status", "message"),
    [
        (judged(), Status.FAIL, "No camera was found."),
        (judged(off=True), Status.FAIL, "No camera was found."),
        (judged(FREE), Status.PASS, "A camera was found: Desk Cam."),
        # Programs that may not be looked into are no proof of anything.
        (judged(FREE, hidden=200), Status.PASS, "A camera was found: Desk Cam."),
        (judged(FREE, off=True), Status.FAIL, "The camera (Desk Cam) is switched off in the privacy settings."),
        (judged(HELD), Status.FAIL, "The camera Shelf Cam is in use by cheese and obs."),
        (judged(FREE, HELD), Status.FAIL, "The camera Shelf Cam is in use by cheese and obs."),
    ],
)
def test_verdict(verdict: Verdict, status: Status, message: str) -> None:
    assert (verdict.status, reveal(verdict.message)) == (status, message)


def test_programs_are_private_and_names_harmless() -> None:
    assert "cheese" not in redact(judged(HELD).message, "salt")
    hostile = judged(Camera("\x1b[2J[red]\n", "/dev/video0", ("\x1b]0;x\x07",)))
    assert reveal(hostile.message).isprintable()
