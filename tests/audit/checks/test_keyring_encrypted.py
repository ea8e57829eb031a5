"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.keyring_encrypted import keyring_encrypted
from peerkit.model.facts_privacy import Keyring, KeyringFile, KeyringForm
from peerkit.model.finding import Status
from peerkit.model.private import redact


def judged(*forms, **facts):
    files = tuple(KeyringFile(f"/home/robin/{number}.keyring", form) for number, form in enumerate(forms))
    return list(keyring_encrypted(Keyring(files=files, **facts)))


@pytest.mark.parametrize(
    ("forms", "facts", "expected"),
    [
        ([KeyringForm.ENCRYPTED], {}, [Status.PASS]),
        ([KeyringForm.CLEAR], {}, [Status.FAIL]),
        ([KeyringForm.WALLET], {}, [Status.UNKNOWN]),
        ([KeyringForm.UNRECOGNISED], {}, [Status.UNKNOWN]),
        ([KeyringForm.ENCRYPTED, KeyringForm.CLEAR], {}, [Status.FAIL]),
        ([], {}, [Status.NOT_APPLICABLE]),
        ([], {"service": "keepassxc"}, [Status.UNKNOWN]),
        ([], {"hidden": 1}, [Status.UNKNOWN]),
        ([KeyringForm.ENCRYPTED], {"hidden": 1}, [Status.UNKNOWN, Status.PASS]),
        ([KeyringForm.ENCRYPTED], {"service": "gnome-keyring-d"}, [Status.PASS]),
    ],
)
def test_verdicts(forms, facts, expected):
    assert [one.status for one in judged(*forms, **facts)] == expected


def test_paths_can_be_taken_out():
    (verdict,) = judged(KeyringForm.CLEAR)
    assert "robin" not in redact(verdict.message + verdict.subject, "salt")
