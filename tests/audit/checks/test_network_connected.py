from __future__ import annotations

import pytest

from peerkit.audit.checks.network_connected import network_connected
from peerkit.model.facts import Internet, Link, Network
from peerkit.model.finding import Status, Verdict

LINKED = [link for link in Link if link is not Link.NONE]
WORDS = {Link.CABLE: "cable", Link.WIFI: "Wi-Fi", Link.MOBILE: "mobile data", Link.OTHER: "network"}


def verdict(link: Link, internet: Internet) -> Verdict:
    found = network_connected(Network(link=link, interface="wlan0", internet=internet))
    assert isinstance(found, Verdict)
    return found


@pytest.mark.parametrize("link", LINKED)
@pytest.mark.parametrize(
    ("internet", "status", "word"),
    [
        (Internet.WORKS, Status.PASS, "works"),
        (Internet.SIGN_IN_PAGE, Status.FAIL, "sign-in page"),
        (Internet.LIMITED, Status.FAIL, "only part"),
        (Internet.NONE, Status.FAIL, "does not answer"),
        (Internet.UNTESTED, Status.UNKNOWN, "never goes online"),
    ],
)
def test_says_the_link_and_the_reason(link: Link, internet: Internet, status: Status, word: str) -> None:
    found = verdict(link, internet)
    assert found.status is status
    assert word in found.message
    assert WORDS[link] in found.message


@pytest.mark.parametrize("internet", list(Internet))
def test_no_link_fails_whatever_is_said_of_the_internet(internet: Internet) -> None:
    assert verdict(Link.NONE, internet).status is Status.FAIL
