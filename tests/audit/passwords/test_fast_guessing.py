from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.audit.passwords import fast_guessing, guessing
from peerkit.audit.passwords.fast_guessing import estimate, installed
from peerkit.model.facts_passwords import Weakness
from tests.bench.password_mix import mix

GOOD = 3
# Where the port and the reference are known to disagree about good or not, found among 40,000 walks, dates and names.
APART = [
    "Joaquina2026", "Menchaca2021", "6y6777789", "4444567878", "445678901", "33334565678", "111112345678i1",
    "11123erf!", "Simone1/16/95", "Darell11021954", "Lorretta14041980", "3432wqwe3", "qwedertgh", "232334567767!",
    "zzzzxxcxcvbnm", "qwsazzzx", "55667877", "nnbnmmmn", "wqwer456765", "Vigil241153",
]  # fmt: skip


def is_good(score: int | None) -> bool:
    assert score is not None
    return score >= GOOD


def test_the_extra_is_here() -> None:
    assert installed(), "the extra `test` brings it: without it the tests below would test nothing"


@pytest.mark.parametrize("password", APART)
def test_near_the_line_the_reference_decides(password: str) -> None:
    assert is_good(estimate(password).score) == is_good(guessing.estimate(password).score)


def test_no_verdict_differs_over_a_mix() -> None:
    for password in mix(120, seed=11):
        assert is_good(estimate(password).score) == is_good(guessing.estimate(password).score), password


@given(st.text(st.sampled_from("qwertasdfg12345678902!"), min_size=1, max_size=13))
@settings(max_examples=60, deadline=None)
def test_no_verdict_differs_over_walks(password: str) -> None:
    assert is_good(estimate(password).score) == is_good(guessing.estimate(password).score)


def test_both_give_up_on_the_same_passwords_and_settle_the_same_word_chains() -> None:
    crafted = "4@8({[<369&#!1/|0$5+7%2" * 3
    assert estimate(crafted) == guessing.estimate(crafted) == guessing.TOO_COMPLEX
    chain = "umbrella cactus pillow engine"
    assert estimate(chain) == guessing.estimate(chain)
    assert estimate("") == guessing.estimate("")


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("password", Weakness.COMMON_PASSWORD),
        ("zzzzzz", Weakness.REPEATED),
        ("efghijk", Weakness.SEQUENCE),
        ("7ygvcft6", Weakness.KEYBOARD),
        ("14.02.1987", Weakness.DATE),
        ("lippincott", Weakness.NAME),
    ],
)
def test_its_advice_is_told_in_our_words(password: str, weakness: Weakness) -> None:
    assert weakness in estimate(password).weaknesses


def test_words_about_the_owner_count() -> None:
    assert (estimate("quatrefoilist", ["quatrefoilist"]).score, estimate("quatrefoilist").score) == (0, 4)


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert not installed()
    assert "zxcvbn_rs_py" in sys.modules, "it was looked for, not imported"
    assert fast_guessing.installed is installed
