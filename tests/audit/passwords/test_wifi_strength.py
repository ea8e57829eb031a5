from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords import guessing, wifi_strength
from peerkit.audit.passwords.wifi_strength import SHORTEST, alike, grade
from peerkit.model.facts_wifi import PassphraseGrade

G = PassphraseGrade
GRADES = [
    ("The river runs east at noon", b"Blue Door", G.STRONG),
    ("correct horse battery staple", b"Home", G.STRONG),
    ("kX9v2mQ8wLpZ", b"Home", G.STRONG),
    ("kX9v2mQ8wLp", b"Home", G.SHORT),
    ("", b"Home", G.SHORT),
    ("abc", b"Wpa3", G.SHORT),
    ("goodpassword1", b"Home", G.GUESSABLE),
    ("quietflower123", b"Home", G.GUESSABLE),
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", b"Home", G.GUESSABLE),
    ("8301749265013", b"Home", G.DIGITS),
    ("7316489205731846209", b"Home", G.DIGITS),
    ("73164892057318462093", b"Home", G.STRONG),
    ("Blue Door 2024", b"Blue Door", G.NAME),
    ("xx-BLUE.door-yy", b"blue_door", G.NAME),
    ("my own words beside Blue Door here", b"Blue Door", G.STRONG),
    ("quietflower123", b"NETGEAR42", G.MAKER),
    ("tiredpiano958", b"MySpectrumWiFi3C-2G", G.MAKER),
    ("48213057", b"TP-Link_A1B2", G.MAKER),
    ("QWZKTRMA", b"UPC1234567", G.MAKER),
    ("0f" * 32, b"Home", G.KEY),
    ("0F" * 32, b"Home", G.KEY),
    ("caf\udce9 caf\udce9 caf\udce9 river stone", b"caf\xe9", G.STRONG),
]


@pytest.mark.parametrize(("passphrase", "ssid", "expected"), GRADES)
def test_grade(passphrase: str, ssid: bytes, expected: PassphraseGrade) -> None:
    assert grade(passphrase, ssid) is expected


def test_the_networks_name_counts_against_a_passphrase_made_of_its_words() -> None:
    passphrase = "Wolkenstein Quarterdeck"
    assert grade(passphrase, b"Home") is G.STRONG
    assert grade(passphrase, b"Wolkenstein-Quarterdeck") is G.NAME


def test_equal_passphrases_have_equal_tags_and_a_tag_tells_nothing() -> None:
    assert alike("CANARY one two three") == alike("CANARY one two three")
    assert alike("CANARY one two three") != alike("CANARY one two thre3")
    assert len(alike("CANARY")) == 16
    assert "CANARY" not in alike("CANARY")


def test_tags_of_another_run_are_others() -> None:
    program = "from peerkit.audit.passwords.wifi_strength import alike; print(alike('CANARY'))"
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    assert len(other) == 16
    assert other != alike("CANARY")


def test_zxcvbn_is_not_loaded_before_a_passphrase_is_at_hand() -> None:
    program = "import sys, peerkit.audit.passwords.wifi_files; print('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.strip() == "False"


@pytest.mark.parametrize("length", [63, 64, 72, 73, 100, 10_000])
def test_long_passphrases_are_graded_not_refused_and_soon(length: int) -> None:
    words = "river stone noon lamp cedar violet harbour "
    begun = time.monotonic()
    assert grade((words * (length // len(words) + 1))[:length], b"Home") is G.STRONG
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("pattern", ["4@8({[<369&#!1/|0$5+7%2/4", "4@48({369!1|0$57+%x2", "p@$$w0rd", "a@4", "@$!0|1"])
def test_crafted_passphrases_are_graded_soon(pattern: str) -> None:
    begun = time.monotonic()
    grade((pattern * 24)[:72], b"Home")
    assert time.monotonic() - begun < 2


def test_a_scorer_that_breaks_is_said_and_its_error_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(password: str, personal: object) -> int:
        raise ValueError(password)

    monkeypatch.setattr(wifi_strength, "score", broken)
    assert grade("CANARY river stone noon", b"Home") is G.UNJUDGED


@given(passphrase=st.text(max_size=40), ssid=st.binary(max_size=32))
def test_any_passphrase_and_name_have_a_grade(passphrase: str, ssid: bytes) -> None:
    found = grade(passphrase, ssid)
    assert isinstance(found, PassphraseGrade)
    if len(passphrase) < SHORTEST:
        assert found in (G.SHORT, G.MAKER)


@given(start=st.text("abcdefgh ", min_size=guessing.STARTS[0], max_size=60), rest=st.text("abcdefgh ", max_size=40))
def test_more_characters_never_make_a_strong_start_weak(start: str, rest: str) -> None:
    if guessing.score(start[: guessing.STARTS[0]]) == guessing.STRONGEST:
        assert guessing.score(start + rest) == guessing.STRONGEST
