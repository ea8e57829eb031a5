from __future__ import annotations

import pytest

from peerkit.audit.checks.wifi_secrets_private import wifi_secrets_private as check
from peerkit.model.facts_wifi import SecretFile, SecretKept
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal
from tests.audit.checks.saved_wifi import network, statuses, verdicts

PATH = "/etc/netplan/50.yaml"


@pytest.mark.parametrize(
    ("mode", "owner", "secret", "status"),
    [
        (0o600, 0, True, Status.PASS),
        (0o400, 0, True, Status.PASS),
        (0o600, 0, None, Status.PASS),
        (0o644, 0, True, Status.FAIL),
        (0o640, 0, True, Status.FAIL),
        (0o602, 0, True, Status.FAIL),
        (0o604, 0, None, Status.FAIL),
        (0o600, 1000, True, Status.FAIL),
        (0o644, 0, False, Status.PASS),
        (0o600, 1000, False, Status.PASS),
    ],
)
def test_mode_and_owner(mode: int, owner: int, secret: bool | None, status: Status) -> None:
    assert statuses(check, files=(SecretFile(PATH, mode, owner, secret),)) == [status]


def test_a_passphrase_left_over_is_a_mild_fail() -> None:
    (found,) = verdicts(check, files=(SecretFile(PATH, 0o600, 0, True, needless=True),))
    assert (found.status, found.severity) == (Status.FAIL, Severity.LOW)


def test_a_folder_others_may_write_to_fails_once() -> None:
    files = tuple(SecretFile(f"/etc/netplan/{n}.yaml", 0o600, 0, True, loose_folder=True) for n in range(3))
    (found,) = verdicts(check, files=files)
    assert found.status is Status.FAIL
    assert reveal(found.subject) == "/etc/netplan"


def test_paths_are_private() -> None:
    (found,) = verdicts(check, files=(SecretFile(PATH, 0o644, 0, True),))
    assert PATH in reveal(found.message)
    assert PATH not in redact(found.message, "salt")


def test_what_was_not_seen_is_said() -> None:
    assert statuses(check, blind=True) == [Status.UNKNOWN]
    assert statuses(check, files=(SecretFile(PATH, 0o644, 0, True),), blind=True) == [Status.FAIL, Status.UNKNOWN]
    assert statuses(check, network()) == [Status.UNKNOWN]
    assert statuses(check, network(kept=SecretKept.KEYRING)) == [Status.PASS]
    assert statuses(check) == [Status.NOT_APPLICABLE]
