"""Verdicts on battery and charger."""

from __future__ import annotations

import pytest

from peerkit.audit.checks.power_ready import power_ready
from peerkit.model.facts import Power
from peerkit.model.finding import Severity, Status, Verdict

PASS, FAIL = Status.PASS, Status.FAIL


def battery(**known: object) -> Power:
    return Power(**{"battery": True, "plugged_in": False, "draining": True, **known})  # type: ignore[arg-type]


def plugged(**known: object) -> Power:
    return battery(**{"plugged_in": True, "draining": False, **known})


@pytest.mark.parametrize(
    ("power", "status", "severity"),
    [
        (Power(battery=False, plugged_in=True), Status.NOT_APPLICABLE, None),
        (plugged(percent=3.0), PASS, None),
        (plugged(), PASS, None),
        (plugged(percent=80.0, seconds_left=2400, draining=True), FAIL, Severity.LOW),
        (plugged(percent=5.0, draining=True), FAIL, Severity.LOW),
        # The time left, where it is reported, outweighs the percentage.
        (battery(percent=30.0, seconds_left=4500), PASS, None),
        (battery(percent=90.0, seconds_left=4499), FAIL, None),
        (battery(percent=20.0, seconds_left=4499), FAIL, None),
        (battery(percent=19.9, seconds_left=4499), FAIL, Severity.HIGH),
        (battery(percent=10.0, seconds_left=9000), PASS, None),
        (battery(percent=50.0), PASS, None),
        (battery(percent=49.9), FAIL, None),
        (battery(percent=20.0), FAIL, None),
        (battery(percent=19.0), FAIL, Severity.HIGH),
        (battery(seconds_left=600), FAIL, None),
        (battery(percent=80.0, draining=False), PASS, None),
        (battery(), Status.UNKNOWN, None),
    ],
)
def test_verdict(power: Power, status: Status, severity: Severity | None) -> None:
    verdict = power_ready(power)
    assert isinstance(verdict, Verdict)
    assert (verdict.status, verdict.severity) == (status, severity)


def message(power: Power) -> str:
    verdict = power_ready(power)
    assert isinstance(verdict, Verdict)
    return verdict.message


def test_messages_tell_what_is_known() -> None:
    assert message(battery(percent=80.0, seconds_left=18000)) == (
        "The charger is not in, and the battery at 80 % lasts about 300 more minutes."
    )
    assert message(battery(percent=12.0)) == "The charger is not in, and the battery is at 12 %."
    assert message(plugged(percent=60.0)) == "The charger is in, and the battery is at 60 %."
    assert message(plugged()) == "The charger is in, and the battery is there."
    assert "too weak" in message(plugged(draining=True))


def test_a_failed_check_is_of_medium_severity_unless_it_says_otherwise() -> None:
    assert power_ready.severity is Severity.MEDIUM
