from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zxcvbn import matching, zxcvbn

from peerkit.audit.passwords.guessing import quickened
from peerkit.audit.passwords.quick_lookup import in_one_list
from tests.bench.password_mix import mix

LISTS = matching.RANKED_DICTIONARIES
THEIRS = matching.dictionary_match
FIND = in_one_list(LISTS)
PIECES = st.sampled_from(["love", "mary", "P4ss", "qwe", "İ", "ß", "0n3", "monkey", "🙂", " ", "rosewood house"])


@given(st.lists(PIECES | st.text(max_size=3), max_size=5).map("".join), st.lists(PIECES, max_size=3))
@settings(max_examples=60, deadline=None)
def test_the_matches_are_zxcvbns_own_in_its_order(password: str, own: list[str]) -> None:
    lists: Any = {**LISTS, "user_inputs": {word.lower(): rank for rank, word in enumerate(own, 1)}}
    assert FIND(password, lists) == THEIRS(password, lists)


def test_whole_answers_are_the_same() -> None:
    def answer(password: str) -> tuple[Any, ...]:
        found = zxcvbn(password, user_inputs=["kestrel", "rosewood"])
        parts = [(part["pattern"], part["token"], part.get("dictionary_name")) for part in found["sequence"]]
        return found["score"], found["guesses"], parts

    passwords = [*mix(60, seed=9), "kestrel1", "r0sew00dR0sew00d", "lertsek"]
    plain = [answer(password) for password in passwords]
    with quickened():
        assert [answer(password) for password in passwords] == plain


def test_afterwards_zxcvbn_is_as_it_was() -> None:
    def broken() -> None:
        with quickened():
            assert matching.dictionary_match is not THEIRS
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken()
    assert matching.dictionary_match is THEIRS
