from __future__ import annotations

import pytest

from peerkit.audit.checks.password_not_leaked import password_not_leaked as check
from peerkit.model.facts_passwords import Leaked, Purpose
from peerkit.model.finding import Severity, Status
from tests.audit.checks.stored import statuses, stored, told, verdicts

CLEAN = {"leaked": Leaked.NOT_FOUND}


@pytest.mark.parametrize("where", [Leaked.IN_FILE, Leaked.ON_LIST])
def test_a_leaked_password_fails_and_says_where(where: Leaked) -> None:
    assert told(check, stored(leaked=where), stored("Mail", **CLEAN)) == f"Bank: the password is {where.value}."


def test_what_opens_everything_weighs_more_and_wifi_counts_too() -> None:
    found = verdicts(check, stored(leaked=Leaked.ON_LIST, purpose=Purpose.LOGIN))
    assert found[0].severity is Severity.CRITICAL
    assert statuses(check, stored(leaked=Leaked.ON_LIST, purpose=Purpose.WIFI)) == [Status.FAIL]


def test_a_pass_names_the_lists_and_what_is_missing() -> None:
    text = told(check, stored(**CLEAN))
    assert (
        text
        == "None is on a list. Passwords looked up: 1, in a list. For the full list, give its file with --breached."
    )
    assert told(check, stored(**CLEAN), looked_up_in=("a file", "a list")).endswith("1, in a file and a list.")


def test_what_could_not_be_looked_up_is_never_a_pass() -> None:
    assert statuses(check, stored(), stored("Mail", **CLEAN)) == [Status.UNKNOWN]
    assert told(check, stored(), lookup_trouble="The file is cut off.") == "The file is cut off."


def test_nothing_to_look_up() -> None:
    assert statuses(check) == [Status.NOT_APPLICABLE]
