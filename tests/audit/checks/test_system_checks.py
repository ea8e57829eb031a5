"""Secure Boot, automatic updates, restarts: literals in, verdict out. And words kind enough for all of this subject."""

import pytest

from peerkit.audit.checks import load_check
from peerkit.audit.checks.restart_not_pending import restart_not_pending
from peerkit.audit.checks.secure_boot_on import secure_boot_on
from peerkit.audit.checks.updates_automatic import updates_automatic
from peerkit.model.check import OS
from peerkit.model.facts_system import AutomaticUpdates, RestartPending, SecureBoot, SecureBootState, UpdateMode
from peerkit.model.finding import Status
from tests.reading_level import CEILING, grade

OURS = (
    "disk-encrypted", "disk-unlock-guarded", "swap-encrypted", "secure-boot-on", "firewall-on", "ports-not-exposed",
    "updates-automatic", "restart-not-pending", "os-supported",
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (SecureBootState.ON, Status.PASS),
        (SecureBootState.OFF, Status.FAIL),
        (SecureBootState.NO_UEFI, Status.NOT_APPLICABLE),
    ],
)
def test_secure_boot(state, status):
    assert secure_boot_on(SecureBoot(state=state)).status is status


@pytest.mark.parametrize(
    ("mode", "status", "message"),
    [
        (UpdateMode.INSTALLS, Status.PASS, "Updates install by themselves (apt)."),
        (UpdateMode.OFF, Status.FAIL, "Updates do not install by themselves: the timer is off."),
        (UpdateMode.BY_HAND, Status.NOT_APPLICABLE, "On this system updates are installed by hand, by design (apt)."),
    ],
)
def test_automatic_updates(mode, status, message):
    verdict = updates_automatic(AutomaticUpdates(tool="apt", mode=mode, reason="the timer is off"))
    assert (verdict.status, verdict.message) == (status, message)


@pytest.mark.parametrize(
    ("needed", "packages", "message"),
    [
        (False, (), "No update waits for a restart."),
        (True, (), "Updates wait for a restart."),
        (True, ("linux-base",), "Updates wait for a restart (linux-base)."),
        (True, tuple("abcdef"), "Updates wait for a restart (a, b, c, d and 2 more)."),
    ],
)
def test_restarts(needed, packages, message):
    verdict = restart_not_pending(RestartPending(needed=needed, packages=packages))
    assert verdict.status is (Status.FAIL if needed else Status.PASS)
    assert verdict.message == message


@pytest.mark.parametrize("check_id", OURS)
def test_reasons_read_easily_and_every_system_has_steps(check_id):
    check = load_check(check_id)
    assert grade(check.why) <= CEILING
    assert set(check.remedy) == set(OS)
    assert check.references
