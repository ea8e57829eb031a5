"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.disk_encrypted import disk_encrypted
from peerkit.model.facts_disk import DiskEncryption, Guard, Storage
from peerkit.model.finding import Severity, Status
from peerkit.model.private import redact, reveal

E, C, P, U, M = Guard.ENCRYPTED, Guard.CLEAR, Guard.PARTLY, Guard.UNSEEN, Guard.MEMORY
HOME = "/home/robin"


def disk(system, home, var=None):
    places = [Storage("/", system, "LUKS2" if system is E else "it lies elsewhere" if system is U else "")]
    places += [Storage("/var", var)] if var else []
    how = {E: "fscrypt", U: "it lies elsewhere"}.get(home, "")
    return DiskEncryption(system=tuple(places), homes=(Storage(HOME, home, how),))


@pytest.mark.parametrize(
    ("fact", "status", "severity"),
    [
        (disk(E, E), Status.PASS, None),
        (disk(M, E), Status.PASS, None),
        (disk(E, E, M), Status.PASS, None),
        (disk(C, C), Status.FAIL, None),
        (disk(C, E), Status.FAIL, Severity.MEDIUM),
        (disk(C, U), Status.FAIL, None),
        (disk(P, P), Status.FAIL, None),
        (disk(E, C), Status.FAIL, None),
        (disk(E, P), Status.FAIL, None),
        (disk(E, E, C), Status.FAIL, Severity.MEDIUM),
        # What was seen open counts, whatever was not seen.
        (disk(U, C), Status.FAIL, None),
        (disk(U, E), Status.UNKNOWN, None),
        (disk(E, U), Status.UNKNOWN, None),
        (DiskEncryption(system=(), homes=(), diskless=True), Status.NOT_APPLICABLE, None),
    ],
)
def test_system_and_homes(fact, status, severity):
    verdict = disk_encrypted(fact)
    assert (verdict.status, verdict.severity) == (status, severity)


def test_only_home_says_what_is_left_open():
    assert "logs and temporary files" in disk_encrypted(disk(C, E)).message


def test_the_home_is_private():
    message = disk_encrypted(disk(E, C)).message
    assert HOME in reveal(message)
    assert HOME not in redact(message, "salt")
