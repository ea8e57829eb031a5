from __future__ import annotations

import pytest

from peerkit.audit.checks.password_strong import password_strong as check
from peerkit.model.facts_passwords import LengthClass, Purpose, Strength, Weakness
from peerkit.model.finding import Severity, Status
from tests.audit.checks.stored import statuses, stored, told, verdicts

WEAK = {"strength": Strength.WEAK, "magnitude": 7, "length": LengthClass.UNDER_15}


def test_each_weak_password_is_a_finding_with_reason_time_and_attacker() -> None:
    weak = stored(user="ana", weaknesses=(Weakness.NAME, Weakness.YEAR), **WEAK)
    text = told(check, weak, stored("Mail"))
    assert text.startswith("Bank (ana): easy to guess. It is built on a first name or a family name. It holds a year.")
    assert "less than a second for a thief with a stolen, badly kept password file" in text
    assert "years for a stranger at a log-in page that slows guesses down." in text
    assert statuses(check, weak, weak, stored("Mail")) == [Status.FAIL, Status.FAIL]


@pytest.mark.parametrize(
    ("strength", "purpose", "severity"),
    [
        (Strength.GUESSED_FIRST, Purpose.ACCOUNT, None),
        (Strength.VERY_WEAK, Purpose.ACCOUNT, None),
        (Strength.WEAK, Purpose.ACCOUNT, Severity.MEDIUM),
        (Strength.GUESSED_FIRST, Purpose.LOGIN, Severity.CRITICAL),
        (Strength.WEAK, Purpose.VAULT, Severity.HIGH),
        (Strength.GOOD, Purpose.VAULT, Severity.MEDIUM),
    ],
)
def test_what_opens_everything_weighs_more(strength: Strength, purpose: Purpose, severity: Severity | None) -> None:
    (found,) = verdicts(check, stored(strength=strength, purpose=purpose))
    assert (found.status, found.severity) == (Status.FAIL, severity)


def test_good_is_good_enough_for_an_account() -> None:
    text = told(check, stored(strength=Strength.GOOD, magnitude=9), stored("Mail"))
    assert text == "All are hard to guess. Passwords judged: 2, by zxcvbn."


def test_one_too_complex_to_score_is_neither_good_nor_bad() -> None:
    unscored = {"strength": None, "magnitude": None}
    assert statuses(check, stored(**unscored)) == [Status.UNKNOWN]
    text = told(check, stored(**unscored), stored("Old", length=LengthClass.UNDER_15, **unscored))
    assert "Too complex to score quickly: Bank, Old. Length alone says: 1 of 2 have 15" in text


def test_wifi_is_the_matter_of_another_check() -> None:
    assert statuses(check, stored(purpose=Purpose.WIFI, **WEAK)) == [Status.NOT_APPLICABLE]
    assert statuses(check) == [Status.NOT_APPLICABLE]


def test_an_entry_whose_label_would_show_it_is_called_by_its_place() -> None:
    shown = told(check, stored("", label_hidden=True, user="x", **WEAK))
    assert shown.startswith("entry 1 of Bitwarden, JSON (x): easy")
