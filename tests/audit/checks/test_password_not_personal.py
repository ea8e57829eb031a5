from __future__ import annotations

from peerkit.audit.checks.password_not_personal import password_not_personal as check
from peerkit.model.facts_passwords import PersonalKind, Purpose
from peerkit.model.finding import Severity, Status
from tests.audit.checks.stored import statuses, stored, told, verdicts

PET = (PersonalKind.PET,)


def test_the_finding_says_which_kind_of_word_and_never_the_word() -> None:
    text = told(check, stored(personal=(PersonalKind.SITE, PersonalKind.BIRTHDAY)), stored("Mail"))
    assert text == "Bank: it holds the name of the site or app and a birthday you gave, and little beside it."


def test_what_opens_everything_weighs_more() -> None:
    (found,) = verdicts(check, stored(personal=PET, purpose=Purpose.LOGIN))
    assert found.severity is Severity.HIGH


def test_what_was_not_told_is_said() -> None:
    assert "give more with --personal." in told(check, stored())
    assert "--personal" not in told(check, stored(), personal_given=True)


def test_nothing_to_judge() -> None:
    assert statuses(check) == [Status.NOT_APPLICABLE]
    assert statuses(check, stored(personal=PET, purpose=Purpose.WIFI)) == [Status.NOT_APPLICABLE]
