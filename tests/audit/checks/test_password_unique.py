from __future__ import annotations

from peerkit.audit.checks.password_unique import password_unique as check
from peerkit.model.facts_passwords import Purpose
from peerkit.model.finding import Severity, Status
from peerkit.model.private import reveal
from tests.audit.checks.stored import statuses, stored, told, verdicts


def test_each_group_is_one_finding_the_largest_first() -> None:
    pair = [stored(name, same=2) for name in ("Shop", "Forum")]
    three = [stored(name, same=1) for name in ("Bank", "Mail", "Clinic")]
    found = verdicts(check, *pair, *three, stored("Own"))
    assert [reveal(verdict.message) for verdict in found] == [
        "These 3 entries share one password: Bank, Mail, Clinic.",
        "These 2 entries share one password: Shop, Forum.",
    ]


def test_a_long_group_is_cut_short() -> None:
    assert "n4 and 2 more." in told(check, *(stored(f"n{n}", same=1) for n in range(7)))


def test_the_password_of_the_vault_must_be_its_own() -> None:
    (found,) = verdicts(check, stored(same=1), stored("Vault", same=1, purpose=Purpose.VAULT))
    assert found.severity is Severity.CRITICAL


def test_wifi_and_log_in_have_a_check_of_their_own() -> None:
    assert statuses(check, stored(same=1), stored("Home", same=1, purpose=Purpose.WIFI)) == [Status.PASS]


def test_passwords_of_their_own_pass_and_none_are_no_matter() -> None:
    assert told(check, stored(), stored("Mail")) == "No two accounts share a password. Passwords compared: 2."
    assert statuses(check) == [Status.NOT_APPLICABLE]
