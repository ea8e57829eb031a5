from __future__ import annotations

from peerkit.audit.checks.password_not_shared_with_device import password_not_shared_with_device as check
from peerkit.model.facts_passwords import Purpose
from peerkit.model.finding import Severity, Status
from tests.audit.checks.stored import statuses, stored, told, verdicts

LOGIN = {"purpose": Purpose.LOGIN}
WIFI = {"purpose": Purpose.WIFI}


def test_an_account_that_shares_with_the_log_in_fails() -> None:
    found = verdicts(check, stored(same=1), stored("this device", same=1, **LOGIN))
    assert [(verdict.status, verdict.severity) for verdict in found] == [(Status.FAIL, None)]


def test_the_wifi_alone_is_milder_and_named() -> None:
    (found,) = verdicts(check, stored(same=1), stored("Blue Door", same=1, **WIFI))
    assert found.severity is Severity.MEDIUM
    assert told(check, stored(same=1), stored("Blue Door", same=1, **WIFI)) == (
        "Bank: the same password opens a Wi-Fi network: Blue Door."
    )


def test_a_vault_counts_as_an_account() -> None:
    assert statuses(check, stored(same=1, purpose=Purpose.VAULT), stored("x", same=1, **LOGIN)) == [Status.FAIL]


def test_what_it_was_compared_with_is_said() -> None:
    text = told(check, stored(), stored("Home", **WIFI), stored("this device", **LOGIN))
    assert text == "No account shares them. Accounts compared: 1, with: Wi-Fi passphrases: 1, the log-in password."


def test_without_anything_to_compare_with_it_is_unknown() -> None:
    assert statuses(check, stored()) == [Status.UNKNOWN]
    assert statuses(check, stored(**WIFI)) == [Status.NOT_APPLICABLE]
