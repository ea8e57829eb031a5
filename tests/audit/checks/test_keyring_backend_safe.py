"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.keyring_backend_safe import keyring_backend_safe
from peerkit.model.facts_passwords import BackendKind, KeyringSafety
from peerkit.model.finding import Severity, Status

VERDICTS = {
    BackendKind.PLAIN_TEXT: (Status.FAIL, None),
    BackendKind.FORGETS: (Status.FAIL, Severity.MEDIUM),
    BackendKind.MISSING: (Status.FAIL, Severity.MEDIUM),
    BackendKind.UNRECOGNISED: (Status.UNKNOWN, None),
    BackendKind.ENCRYPTED_FILE: (Status.PASS, None),
    BackendKind.SYSTEM: (Status.PASS, None),
}


@pytest.mark.parametrize("kind", BackendKind)
def test_verdicts(kind):
    verdict = keyring_backend_safe(KeyringSafety(name="some.Backend", kind=kind))
    assert (verdict.status, verdict.severity) == VERDICTS[kind]
