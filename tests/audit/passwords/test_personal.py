from __future__ import annotations

import time

import pytest

from peerkit.audit.passwords.personal import Personal, domain, hits, leans_on, personal_words, words_of_entry
from peerkit.model.facts_passwords import PersonalKind
from peerkit.model.settings import PersonalDetails

K = PersonalKind
ANA = personal_words(
    PersonalDetails(
        names=("Ana María Reyes",),
        birthdays=("1987-02-14", "the day we met"),
        towns=("Bridgeport",),
        pets=("Biscuit",),
        other=("Real Oviedo",),
    ),
    "Rosewood Recovery",
)
ACCOUNT = words_of_entry("Blue Door Clinic", "https://portal.bluedoor.example.org/login", "ana.reyes@mail.example")


@pytest.mark.parametrize(
    ("password", "kinds"),
    [
        ("Biscuit1", [K.PET]),
        ("b1scu1t!", [K.PET]),
        ("tiucsib9", [K.PET]),
        ("anamaria", [K.NAME]),
        ("ANAMARÍA", [K.NAME]),
        ("Reyes14021987", [K.NAME, K.BIRTHDAY]),
        ("14defebrerode87", [K.BIRTHDAY]),
        ("x0214x", [K.BIRTHDAY]),
        ("thedaywemet", [K.BIRTHDAY]),
        ("Br1dgep0rt#1", [K.TOWN]),
        ("R0sew00dRec0very", [K.ORGANISATION]),
        ("realoviedo!", [K.OTHER]),
        ("Ana!2024", [K.NAME]),
        # Three letters inside a word, or four digits inside a number, are chance.
        ("banana2024", []),
        ("9021477x", []),
        ("correct horse battery", []),
        ("", []),
        # Enough stands beside the pet's name.
        ("Biscuit walks under seven lamps", []),
    ],
)
def test_what_a_password_leans_on(password: str, kinds: list[PersonalKind]) -> None:
    assert list(leans_on(password, hits(password, ANA))) == kinds


@pytest.mark.parametrize(
    ("password", "kinds"),
    [
        ("bluedoor24", [K.SITE]),
        ("Clinic!!", [K.SITE]),
        ("ana.reyes1", [K.ACCOUNT_NAME]),
        ("anareyes", [K.ACCOUNT_NAME]),
        # Words that every address has name nobody.
        ("login1234", []),
        ("example.org", [K.SITE]),
    ],
)
def test_the_account_itself_brings_words_along(password: str, kinds: list[PersonalKind]) -> None:
    assert list(leans_on(password, hits(password, ACCOUNT))) == kinds


def test_overlapping_words_are_counted_once() -> None:
    both = Personal(((K.NAME, "anna"), (K.PET, "annabel")))
    assert leans_on("annabel8chars!", hits("annabel8chars!", both)) == (K.NAME, K.PET)
    assert leans_on("annabel88chars!", hits("annabel88chars!", both)) == ()


def test_nothing_given_is_nothing_found() -> None:
    assert not personal_words(PersonalDetails())
    assert hits("Biscuit1", personal_words(PersonalDetails(names=("", "  ", "Jo")))) == ()


def test_no_word_prints() -> None:
    shown = f"{ANA!r}{ANA}{hits('Biscuit1', ANA)}{ACCOUNT!r}{PersonalDetails(names=('Reyes',))!r}"
    assert not [word for word in ("iscuit", "eyes", "1987", "ridgeport") if word in shown]


def test_hundreds_of_spellings_cost_little_for_a_long_password() -> None:
    begun = time.process_time()
    hits("the quick brown fox 14021987 " * 350, ANA)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("site", "owner"),
    [
        ("https://accounts.example.org/login?x=1", "example.org"),
        ("EXAMPLE.ORG", "example.org"),
        ("mail.example.co.uk", "example.co.uk"),
        ("http://me@example.org:8080/", "example.org"),
        ("android://hash@org.example.app/", "example.org"),
        ("192.168.1.1", "192.168.1.1"),
        ("Example", "example"),
        ("", ""),
    ],
)
def test_the_owner_of_an_address(site: str, owner: str) -> None:
    assert domain(site) == owner
