from __future__ import annotations

import pytest

from peerkit.audit.checks.enterprise_server_verified import enterprise_server_verified as check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import ServerProof
from peerkit.model.finding import Severity, Status
from tests.audit.checks.saved_wifi import network, statuses, verdicts

S = ServerProof
EXPECTED = {
    S.NOTHING: (Status.FAIL, None),
    S.NOTHING_BUT_NO_PASSWORD: (Status.FAIL, Severity.MEDIUM),
    S.ANY_KNOWN_SERVER: (Status.FAIL, Severity.MEDIUM),
    S.UNCLEAR: (Status.UNKNOWN, None),
    S.CERTIFICATE: (Status.PASS, None),
    S.NOT_NEEDED: (Status.PASS, None),
}


def test_every_proof_has_an_expectation() -> None:
    assert set(EXPECTED) == set(S)


@pytest.mark.parametrize("proof", list(S))
def test_verdict_for_each_proof(proof: ServerProof) -> None:
    (found,) = verdicts(check, network(protection=WifiProtection.ENTERPRISE, server=proof))
    assert (found.status, found.severity) == EXPECTED[proof]
    assert check.severity is Severity.HIGH


def test_other_networks_do_not_count() -> None:
    assert statuses(check, network()) == [Status.NOT_APPLICABLE]
    assert statuses(check, network(), network(server=S.CERTIFICATE)) == [Status.PASS]
    assert statuses(check, network(), blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(server=S.CERTIFICATE), blind=True) == [Status.PASS, Status.UNKNOWN]
