from __future__ import annotations

import pytest

from peerkit.audit.checks.wifi_address_random import wifi_address_random as check
from peerkit.model.facts_wifi import AddressPolicy, WifiRole
from peerkit.model.finding import Status
from peerkit.model.private import reveal
from tests.audit.checks.saved_wifi import network, statuses, verdicts

A = AddressPolicy


@pytest.mark.parametrize("policy", [None, *A])
def test_verdict_for_each_policy(policy: AddressPolicy | None) -> None:
    expected = {None: Status.UNKNOWN, A.BUILT_IN: Status.FAIL}.get(policy, Status.PASS)
    assert statuses(check, network(address=policy)) == [expected]


def test_all_that_see_it_are_one_finding() -> None:
    (found,) = verdicts(check, *[network(b"n%d" % n, address=A.BUILT_IN) for n in range(8)])
    assert "n0, n1, n2, n3, n4 and 3 more." in reveal(found.message)


def test_what_is_not_known_is_said() -> None:
    assert statuses(check, network(address=A.PER_VISIT), network(b"b")) == [Status.PASS, Status.UNKNOWN]
    assert statuses(check, network(address=A.PER_VISIT), blind=True) == [Status.PASS, Status.UNKNOWN]
    assert statuses(check, network(address=A.BUILT_IN, role=WifiRole.HOTSPOT)) == [Status.NOT_APPLICABLE]
    assert statuses(check) == [Status.NOT_APPLICABLE]
