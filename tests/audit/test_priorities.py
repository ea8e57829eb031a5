"""The order of what to do first, out of literals."""

from peerkit.audit.priorities import first_things
from peerkit.model.facts_passwords import (
    Leaked,
    LengthClass,
    PasswordsSeen,
    PersonalKind,
    Purpose,
    SeenPassword,
    Strength,
    Weakness,
)
from peerkit.model.private import redact, reveal

GOOD = {"strength": Strength.STRONG, "magnitude": 20, "length": LengthClass.ENOUGH, "source": "Bitwarden, CSV"}
WEAK = GOOD | {"strength": Strength.VERY_WEAK, "magnitude": 4, "length": LengthClass.UNDER_8}


def first(*passwords):
    seen = [SeenPassword(number=number, **facts) for number, facts in enumerate(passwords, 1)]
    return first_things(PasswordsSeen(passwords=tuple(seen)))


def named(*passwords):
    return [[reveal(account) for account in found.accounts] for found in first(*passwords)]


def test_leaked_comes_before_weak_before_shared_before_nearly_the_same():
    assert named(
        GOOD | {"title": "near", "near": 1},
        GOOD | {"title": "shared 1", "same": 1},
        GOOD | {"title": "fine"},
        WEAK | {"title": "weak"},
        GOOD | {"title": "shared 2", "same": 1},
        GOOD | {"title": "leaked", "leaked": Leaked.IN_FILE},
    ) == [["leaked"], ["weak"], ["shared 1", "shared 2"], ["near"]]


def test_what_opens_everything_comes_before_one_account():
    assert named(WEAK | {"title": "mail"}, WEAK | {"title": "vault", "purpose": Purpose.VAULT})[0] == ["vault"]


def test_at_most_ten_and_three_names_in_each():
    assert len(first(*[WEAK | {"title": f"{number}"} for number in range(40)])) == 10
    (found,) = first(*[GOOD | {"title": f"{number}", "same": 1} for number in range(5)])
    assert (len(found.accounts), found.more) == (3, 2)


def test_each_says_what_is_wrong_how_long_it_holds_and_against_whom():
    (found,) = first(WEAK | {"title": "a", "weaknesses": (Weakness.YEAR,), "personal": (PersonalKind.PET,)})
    assert found.wrong == ("It holds a pet's name you gave.", "It holds a year.", "It has fewer than 8 characters.")
    assert (
        found.guessing == "To guess it takes less than a second, for a thief with a stolen, badly kept password file."
    )
    assert "peerkit audit passphrase" in found.first


def test_the_same_password_for_the_wifi_is_said():
    (found,) = first(GOOD | {"title": "mail", "same": 1}, GOOD | {"title": "Home", "same": 1, "purpose": Purpose.WIFI})
    assert found.wrong == ("It also opens a Wi-Fi network.",)


def test_names_are_private():
    (found,) = first(WEAK | {"title": "Clinic mail", "user": "robin"})
    hidden = " ".join(redact(account, "salt") for account in found.accounts)
    assert "robin" not in hidden
    assert "Clinic" not in hidden


def test_good_passwords_are_no_task():
    assert first(GOOD | {"title": "a"}, GOOD | {"title": "b"}) == ()
