"""The proof that a password is strong: never where zxcvbn says otherwise, and most often where it says so."""

from __future__ import annotations

import random
import string
from itertools import product
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.audit.passwords import guessing
from peerkit.audit.passwords.guessing import LONGEST, STRONGEST
from peerkit.audit.passwords.lower_bound import SHORTEST, longest_part

# zxcvbn's time_estimates.py: fewer guesses than this are not its highest score.
HIGHEST = 10**10 + 5


def cheapest_cut(length: int, most: int) -> int:
    """The fewest guesses of any cut into three parts or fewer, none recognised that is longer than ``most``."""
    found = 10**12
    for parts in (1, 2, 3):
        for sizes in product(range(1, length + 1), repeat=parts):
            if sum(sizes) == length:
                cost = factorial(parts)
                for size in sizes:
                    cost *= min(50, 10**size) if size <= most else 10**size
                found = min(found, cost + 10_000 ** (parts - 1))
    return found


@pytest.mark.parametrize("length", range(SHORTEST, 31))
def test_parts_of_a_third_leave_enough(length: int) -> None:
    assert cheapest_cut(length, longest_part(length)) >= HIGHEST
    assert longest_part(length) <= length // 3, "three of them never are the whole"


def test_one_more_would_not_do() -> None:
    assert cheapest_cut(SHORTEST, longest_part(SHORTEST) + 1) < HIGHEST


def zxcvbn_score(password: str, personal: list[str]) -> int:
    from zxcvbn import zxcvbn

    return int(zxcvbn(password, user_inputs=personal)["score"])


@pytest.mark.parametrize(
    "password",
    ["correcthorsebattery", "sunshine" * 3, "qwertyuiop[]asdfgh", "abcdefghijklmnopqr", "c0rr3cth0rs3b@tt3ry", "1" * 20,
     "yrettabesrohtcerroc", "19850412-1985.04.12", "short but random", "ünïcödé-pässwört-ÿ", "a b" * 6],
)  # fmt: skip
def test_long_parts_are_left_to_zxcvbn(password: str) -> None:
    assert not guessing._bound().proves_strong(password)


def test_personal_words_are_left_to_zxcvbn() -> None:
    password = "xkqvzjpw-rbnmtyg9"
    assert guessing._bound().proves_strong(password)
    for own in ("xkqvzjpw", "GYTMNBR", "XKqvzJP", "rbnmty69"):
        assert not guessing._bound().proves_strong(password, [own]), "as it is, backwards, in capitals, look-alike"


LETTERS = string.ascii_letters + string.digits + "!$%&-@|"
BITS = st.sampled_from(["love", "mary", "pass", "qwe", "123", "asdf", "19", "monkey", "0n3", "!", "zz"]) | st.text(
    LETTERS, min_size=1, max_size=6
)


@settings(max_examples=150, deadline=None)
@given(st.lists(BITS, min_size=4, max_size=12).map("".join), st.lists(st.text(LETTERS, max_size=8), max_size=2))
def test_what_is_proven_is_what_zxcvbn_says(password: str, personal: list[str]) -> None:
    if guessing._bound().proves_strong(password[:LONGEST], personal):
        assert zxcvbn_score(password[:LONGEST], personal) == STRONGEST


def test_most_random_passwords_are_settled() -> None:
    dice = random.Random(1)
    made = ["".join(dice.choices(string.ascii_letters + string.digits, k=20)) for _ in range(200)]
    assert sum(guessing._bound().proves_strong(password) for password in made) > 180


def test_the_score_is_the_same_with_and_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(2)
    made = ["".join(dice.choices("abcdefgh123", k=dice.randrange(10, 40))) for _ in range(40)] + ["sunshine" * 3]
    monkeypatch.setattr(guessing, "_MANY", 0)
    quick = [guessing.score(password, ["cafe"]) for password in made]
    monkeypatch.setattr(guessing, "_MANY", float("inf"))
    assert quick == [guessing.score(password, ["cafe"]) for password in made]
