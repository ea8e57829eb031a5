"""Literals in, verdicts out."""

from peerkit.audit.checks.passwords_looked_at import passwords_looked_at
from peerkit.model.facts_passwords import LengthClass, PasswordsSeen, SeenPassword, Strength
from peerkit.model.facts_wifi import Unseen
from peerkit.model.finding import Status

SEEN = SeenPassword(
    number=1, source="Bitwarden, CSV", strength=Strength.GOOD, magnitude=9, length=LengthClass.UNDER_15
)  # fmt: skip


def judged(**facts):
    return [(one.status, one.subject) for one in passwords_looked_at(PasswordsSeen(**facts))]


def test_what_was_seen_and_what_was_not_stand_beside_each_other():
    assert judged(passwords=(SEEN,), distinct=1) == [(Status.PASS, "")]
    locked = Unseen("the keyring Work", "it is locked", "Unlock it.")
    assert judged(unseen=(locked,)) == [(Status.UNKNOWN, "the keyring Work")]
    assert judged(passwords=(SEEN,), unseen=(locked,)) == [(Status.PASS, ""), (Status.UNKNOWN, "the keyring Work")]


def test_an_empty_source_is_neither_good_nor_bad():
    assert judged() == [(Status.NOT_APPLICABLE, "")]


def test_the_reason_stands_in_the_message():
    (verdict,) = passwords_looked_at(PasswordsSeen(unseen=(Unseen("2 files", "they are locked.", "Open them."),)))
    assert verdict.message == "Not looked at: 2 files, because they are locked. Open them."
