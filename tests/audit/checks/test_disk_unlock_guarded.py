"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.disk_unlock_guarded import disk_unlock_guarded
from peerkit.model.facts_disk import DiskUnlock, KeySlot, LuksHeader
from peerkit.model.finding import Status

ARGON = KeySlot("argon2id", 4, 1_048_576)


def said(*headers, hidden=0):
    return [verdict.status for verdict in disk_unlock_guarded(DiskUnlock(headers=headers, hidden=hidden))]


@pytest.mark.parametrize(
    ("slot", "quick"),
    [
        (ARGON, False),
        (KeySlot("argon2i", 2, 19 * 1024), False),
        (KeySlot("argon2id", 2, 19 * 1024 - 1), True),
        (KeySlot("pbkdf2", 600_000, 0, "sha256"), False),
        (KeySlot("pbkdf2", 599_999, 0, "sha256"), True),
        (KeySlot("pbkdf2", 210_000, 0, "sha512"), False),
        (KeySlot("pbkdf2", 209_999, 0, "sha512"), True),
        (KeySlot("pbkdf2", 500_000, 0, "whirlpool"), True),
        (KeySlot("pbkdf2", 1000, 0, "sha512", "systemd-fido2"), False),
    ],
)
def test_what_a_guess_costs(slot, quick):
    assert said(LuksHeader("sda1", 2, (ARGON, slot))) == [Status.FAIL if quick else Status.PASS]


def test_each_disk_has_its_verdict_and_what_was_not_seen_its_own():
    headers = LuksHeader("sda1", 1), LuksHeader("sdb1", 2, (ARGON,), ("systemd-tpm2",))
    assert said(*headers, hidden=1) == [Status.PASS, Status.FAIL, Status.UNKNOWN]


def test_nothing_to_judge():
    assert said() == [Status.NOT_APPLICABLE]
