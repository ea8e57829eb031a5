"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.camera_and_microphone_switches import camera_and_microphone_switches
from peerkit.model.facts_privacy import PrivacySwitches
from peerkit.model.finding import Status


@pytest.mark.parametrize(
    ("camera", "microphone", "status", "message"),
    [
        (True, True, Status.PASS, "Camera and microphone are switched on."),
        (False, True, Status.FAIL, "The camera is switched off"),
        (True, False, Status.FAIL, "The microphone is switched off"),
        (False, False, Status.FAIL, "The camera and the microphone are switched off"),
    ],
)
def test_verdicts(camera, microphone, status, message):
    facts = PrivacySwitches(desktop="GNOME", camera_on=camera, microphone_on=microphone)
    verdict = camera_and_microphone_switches(facts)
    assert verdict.status is status
    assert verdict.message.startswith(message)
