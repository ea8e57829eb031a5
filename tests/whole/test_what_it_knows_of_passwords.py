"""A long plain passphrase passes; a short mix, a name and a birthday do not; a mix is nowhere demanded."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from peerkit.audit.checks.password_not_personal import password_not_personal
from peerkit.audit.checks.password_strong import password_strong
from peerkit.audit.passwords.engines import Engine
from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.judging import judge
from peerkit.audit.passwords.personal import personal_words
from peerkit.audit.passwords.secret import Secret
from peerkit.model.facts_passwords import PasswordsSeen
from peerkit.model.finding import Status, Verdict
from peerkit.model.settings import PersonalDetails
from tests.cli.conftest import Peerkit
from tests.whole.told import Row, hold

ABOUT = PersonalDetails(names=("Marisol Quintana",), birthdays=("1987-02-14",))


def seen(password: str) -> PasswordsSeen:
    entry = Entry(secret=Secret(password), title="Work mail")
    return judge([Collection(kind="typed", entries=(entry,))], personal_words(ABOUT), engine=Engine.REFERENCE)


def statuses(found: Verdict | Iterable[Verdict]) -> set[Status]:
    assert not isinstance(found, Verdict)
    return {verdict.status for verdict in found}


@pytest.mark.parametrize(
    ("password", "strong", "personal"),
    [
        ("kettle ribbon walnut parade", Status.PASS, Status.PASS),
        ("Summer2024!", Status.FAIL, Status.PASS),
        ("Marisol1", Status.FAIL, Status.FAIL),
        ("14021987", Status.FAIL, Status.FAIL),
    ],
)
def test_verdicts(password: str, strong: Status, personal: Status) -> None:
    assert statuses(password_strong(seen(password))) == {strong}
    assert statuses(password_not_personal(seen(password))) == {personal}


def test_a_mix_is_told_and_never_demanded(peerkit: Peerkit) -> None:
    hold(peerkit, Row("the rule", "audit explain password-rules-length-first", ("length", "800-63B")))
    hold(peerkit, Row("the list", "checklist show device-audit", ("length first, and a mix is fine but not needed",)))
