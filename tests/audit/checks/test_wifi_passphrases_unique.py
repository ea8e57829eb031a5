from __future__ import annotations

import pytest

from peerkit.audit.checks.wifi_passphrases_unique import wifi_passphrases_unique as check
from peerkit.model.facts_wifi import SavedNetwork, SecretKept
from peerkit.model.finding import Status
from peerkit.model.private import reveal
from tests.audit.checks.saved_wifi import network, statuses, verdicts

DISK = SecretKept.ON_DISK


def with_tags(**tags: str) -> list[SavedNetwork]:
    return [network(name.encode(), alike=tag, kept=DISK) for name, tag in tags.items()]


def test_two_places_with_one_passphrase_fail_together() -> None:
    found = verdicts(check, *with_tags(Home="1", Clinic="1", Aunt="2", Uncle="2", Own="3"))
    assert [verdict.status for verdict in found] == [Status.FAIL, Status.FAIL]
    assert "Home, Clinic." in reveal(found[0].message)
    assert "Aunt, Uncle." in reveal(found[1].message)


def test_passphrases_of_their_own_pass() -> None:
    assert statuses(check, *with_tags(Home="1", Clinic="2")) == [Status.PASS]


@pytest.mark.parametrize("sibling", [b"Home-5G", b"Home_5GHz", b"home 2.4G", b"Home_EXT", b"HOME-2,4 GHz"])
def test_the_bands_of_one_router_are_one_place(sibling: bytes) -> None:
    both = [network(b"Home", alike="1", kept=DISK), network(sibling, alike="1", kept=DISK)]
    assert statuses(check, *both) == [Status.PASS]


@pytest.mark.parametrize("other", [b"Home2", b"Home5", b"Home \xe9", b"5G", b"Homeg"])
def test_another_name_is_another_place(other: bytes) -> None:
    both = [network(b"Home", alike="1", kept=DISK), network(other, alike="1", kept=DISK)]
    assert statuses(check, *both) == [Status.FAIL]


def test_a_long_group_is_cut_short() -> None:
    found = verdicts(check, *[network(b"n%d" % n, alike="1", kept=DISK) for n in range(9)])
    assert "and 4 more." in found[0].message


def test_what_was_not_at_hand_is_said() -> None:
    assert statuses(check, network()) == [Status.UNKNOWN]
    assert statuses(check, network(alike="1", kept=DISK), network(b"b")) == [Status.PASS, Status.UNKNOWN]
    assert statuses(check, blind=True) == [Status.UNKNOWN]
    assert statuses(check, network(kept=SecretKept.KEYRING)) == [Status.NOT_APPLICABLE]
    assert statuses(check) == [Status.NOT_APPLICABLE]
