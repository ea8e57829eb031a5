from __future__ import annotations

import pytest

from peerkit.audit.checks.wifi_passphrases_strong import wifi_passphrases_strong as check
from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import PassphraseGrade, SecretKept
from peerkit.model.finding import Status
from tests.audit.checks.saved_wifi import network, statuses, verdicts

G, K, P = PassphraseGrade, SecretKept, WifiProtection
EXPECTED = {
    G.SHORT: Status.FAIL,
    G.DIGITS: Status.FAIL,
    G.NAME: Status.FAIL,
    G.MAKER: Status.FAIL,
    G.GUESSABLE: Status.FAIL,
    G.UNJUDGED: Status.UNKNOWN,
    G.KEY: Status.UNKNOWN,
    G.STRONG: Status.PASS,
}


def test_every_grade_has_an_expectation() -> None:
    assert set(EXPECTED) == set(G)


@pytest.mark.parametrize("grade", list(G))
def test_verdict_for_each_grade(grade: PassphraseGrade) -> None:
    assert statuses(check, network(grade=grade, kept=K.ON_DISK)) == [EXPECTED[grade]]


@pytest.mark.parametrize("kept", [None, *K])
def test_a_passphrase_that_was_not_at_hand_is_neither_good_nor_bad(kept: SecretKept | None) -> None:
    (found,) = verdicts(check, network(kept=kept))
    assert found.status is Status.UNKNOWN
    assert ("sudo" in found.message) == (kept in (None, K.ON_DISK))


@pytest.mark.parametrize("kind", [P.OPEN, P.OWE, P.WEP, P.ENTERPRISE])
def test_networks_without_a_shared_passphrase_do_not_count(kind: WifiProtection) -> None:
    assert statuses(check, network(protection=kind, grade=G.SHORT)) == [Status.NOT_APPLICABLE]


def test_good_and_bad_and_unseen_are_all_told() -> None:
    told = [network(b"a", grade=G.STRONG), network(b"b", grade=G.SHORT), network(b"c"), network(b"d", kept=K.KEYRING)]
    assert statuses(check, *told) == [Status.FAIL, Status.PASS, Status.UNKNOWN, Status.UNKNOWN]
    assert statuses(check, network(grade=G.STRONG), blind=True) == [Status.PASS, Status.UNKNOWN]
    assert statuses(check) == [Status.NOT_APPLICABLE]
