from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zxcvbn import zxcvbn
from zxcvbn.matching import RANKED_DICTIONARIES

from peerkit.audit.passwords import guessing
from peerkit.audit.passwords.guessing import LONGEST, MOST_WORK, STRONGEST, estimate, of_words, work
from peerkit.model.facts_passwords import Weakness
from tests.bench.password_mix import mix

W = Weakness
EVERY_SIGN = "4@8({[<369&#!1/|0$5+7%2"
SHORT_WORDS = ("the", "and", "for", "was", "that", "with", "are", "his", "not", "you", "one", "had")


@pytest.mark.parametrize(
    ("password", "weaknesses"),
    [
        ("password", [W.COMMON_PASSWORD]),
        ("drowssap", [W.COMMON_PASSWORD, W.BACKWARDS]),
        ("password97", [W.COMMON_WITH_MORE]),
        ("correcthorse", [W.COMMON_WORDS]),
        ("tellurium8", [W.ONE_WORD]),
        ("Lippincott", [W.NAME]),
        ("7ygvcft6", [W.KEYBOARD]),
        ("efghijklm", [W.SEQUENCE]),
        ("zzzzzzzzz", [W.REPEATED]),
        ("zebrazebra", [W.COMMON_WITH_MORE, W.REPEATED]),
        ("14.02.1987", [W.DATE]),
        ("Lippincott2024", [W.NAME, W.YEAR]),
        ("Lippincott2020", [W.NAME, W.YEAR]),
        ("1mp0rt4nt", [W.ONE_WORD, W.LOOKALIKES]),
        ("kq7", [W.FEW_CHARACTERS]),
        ("vK9#mQ2!xLpZ7tRw", []),
    ],
)
def test_what_makes_it_weak_is_told(password: str, weaknesses: list[Weakness]) -> None:
    assert list(estimate(password).weaknesses) == weaknesses


def test_the_score_is_the_one_zxcvbn_gives() -> None:
    for password in mix(100, seed=3):
        found = zxcvbn(password)
        ours = estimate(password)
        assert ours.score == found["score"], password
        assert of_words(password) or ours.guesses == float(found["guesses_log10"])


@given(
    st.lists(st.sampled_from(SHORT_WORDS) | st.from_regex(r"[A-Za-z]{3,5}", fullmatch=True), min_size=4, max_size=5),
    st.lists(st.sampled_from(" .-") | st.just(""), min_size=4, max_size=4),
)
@settings(max_examples=70, deadline=None)
def test_words_are_what_zxcvbn_makes_of_them(words: list[str], marks: list[str]) -> None:
    password = "".join(word + mark for word, mark in zip(words, [*marks, ""], strict=False)).rstrip(" .-")
    chain = of_words(password)
    assert chain is None or zxcvbn(password)["score"] == chain.score == STRONGEST


@pytest.mark.parametrize(
    "password",
    [
        "the and for",
        "the and for y",
        "the-the-the-the",
        "bird-word-work-wolf",
        "state-of-the-art",
        "this-is-state-of-the-art",
        "ohio came etc. and so",
        "asdf lkj. mnb vcx",
        "one2 two three four",
    ],
)
def test_where_a_part_may_lie_across_a_mark_zxcvbn_is_asked(password: str) -> None:
    assert of_words(password) is None


def test_a_personal_word_across_a_mark_is_seen() -> None:
    assert of_words("our blue door here", ["blue door"]) is None
    assert of_words("our rood eulb here", ["blue door"]) is None
    assert of_words("our blue door here", ["bluedoor"]) is not None


def test_words_run_together_are_settled_too() -> None:
    together = "umbrellacactuspillowengine"
    assert of_words(together) is not None
    assert zxcvbn(together)["score"] == STRONGEST
    assert of_words("understandingtelecommunications") is None, "two words, however long"
    assert of_words(together, ["cactuspillowengine"]) is None


def test_four_words_are_taken_for_common_ones() -> None:
    assert estimate("umbrella cactus pillow engine").magnitude == 13


@pytest.mark.parametrize("length", [1, 71, 72, 73, 10_000])
def test_any_length_is_scored(length: int) -> None:
    assert estimate("a" * length).score == 0
    assert estimate(("umbrella cactus pillow engine " * 400)[:length]).score in (0, 4)


def test_what_zxcvbn_would_brood_over_is_not_begun() -> None:
    begun = time.process_time()
    crafted = estimate((EVERY_SIGN * 4)[:LONGEST])
    assert (crafted.score, crafted.magnitude, crafted.weaknesses) == (None, None, ())
    assert estimate(EVERY_SIGN * 500).score is None
    assert time.process_time() - begun < 0.5


def test_a_password_people_would_have_is_never_too_complex() -> None:
    assert max(work(password) for password in mix(400)) < MOST_WORK / 10
    assert work("p@$$w0rd4(1|7" * 5) < MOST_WORK


def test_words_about_the_owner_count_and_are_forgotten() -> None:
    assert (estimate("quatrefoilist", ["quatrefoilist"]).score, estimate("quatrefoilist").score) == (0, 4)
    guessing.forget()
    assert "user_inputs" not in RANKED_DICTIONARIES


def test_nothing_is_guessed_at_once() -> None:
    assert (estimate("").score, estimate("").magnitude) == (0, 0)
