"""Literals in, verdict out."""

from peerkit.audit.checks.quiet_mode_on import quiet_mode_on
from peerkit.model.check import Family
from peerkit.model.facts_privacy import QuietMode
from peerkit.model.finding import Severity, Status


def test_on_is_quiet():
    verdict = quiet_mode_on(QuietMode(on=True))
    assert (verdict.status, verdict.message) == (Status.PASS, "Pop-up messages are switched off.")


def test_off_says_what_could_not_be_seen():
    assert quiet_mode_on(QuietMode(on=False)).message == "Messages can pop up on the screen."
    verdict = quiet_mode_on(QuietMode(on=False, gap="One that starts by itself cannot be seen."))
    assert verdict.status is Status.FAIL
    assert verdict.message.endswith("on the screen. One that starts by itself cannot be seen.")


def test_it_belongs_to_a_call_and_weighs_little():
    assert (quiet_mode_on.family, quiet_mode_on.severity) == (Family.SESSION, Severity.LOW)
