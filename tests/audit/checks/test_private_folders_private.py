"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.private_folders_private import private_folders_private
from peerkit.model.facts_privacy import Folder, Home, PrivateFolders
from peerkit.model.finding import Status
from peerkit.model.private import redact, reveal


def judged(mode, *inside, owner=1000, shared=False, hidden=0):
    home = Home("robin", 1000, Folder("/home/robin", mode, owner, shared), inside)
    return list(private_folders_private(PrivateFolders(homes=(home,), hidden=hidden)))


@pytest.mark.parametrize(
    ("mode", "shared", "status"),
    [
        (0o700, False, Status.PASS),
        (0o750, False, Status.PASS),
        (0o750, True, Status.FAIL),
        (0o730, True, Status.FAIL),
        (0o710, True, Status.PASS),
        (0o711, False, Status.PASS),
        (0o704, False, Status.FAIL),
        (0o755, False, Status.FAIL),
        (0o703, False, Status.FAIL),
    ],
)
def test_the_home(mode, shared, status):
    assert [one.status for one in judged(mode, shared=shared)] == [status]


def test_what_lies_inside_counts_only_where_others_can_enter():
    documents = Folder("/home/robin/Documents", 0o755, 1000)
    assert [one.status for one in judged(0o700, documents)] == [Status.PASS]
    (verdict,) = judged(0o711, documents)
    assert verdict.status is Status.FAIL
    assert "/home/robin/Documents" in reveal(verdict.message)
    assert "robin" not in redact(verdict.message + verdict.subject, "salt")


def test_a_home_of_another_account():
    assert "belongs to another account" in judged(0o700, owner=1001)[0].message


def test_homes_that_were_not_seen():
    assert [one.status for one in judged(0o700, hidden=2)] == [Status.PASS, Status.UNKNOWN]
