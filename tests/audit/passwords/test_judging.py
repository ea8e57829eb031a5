from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.audit.passwords import fast_guessing, judging
from peerkit.audit.passwords.engines import Engine, Progress
from peerkit.audit.passwords.entry import Collection, Entry
from peerkit.audit.passwords.judging import chosen, judge
from peerkit.audit.passwords.leaks import Leaks
from peerkit.audit.passwords.personal import personal_words
from peerkit.audit.passwords.secret import Secret
from peerkit.errors import NotFound
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
from peerkit.model.facts_wifi import Unseen
from peerkit.model.settings import PersonalDetails
from tests.audit.passwords.hashfiles import counted, hashes, written

STRONG = "vK9#mQ2!xLpZ7tRw"


def entry(password: str, title: str = "Bank", **more: Any) -> Entry:
    return Entry(secret=Secret(password), title=title, **more)


def judged(*entries: Entry, **more: Any) -> PasswordsSeen:
    return judge([Collection(kind="Bitwarden, JSON", entries=entries)], **({"engine": Engine.REFERENCE} | more))


def one(password: str, **more: Any) -> SeenPassword:
    (found,) = judged(entry(password, **more)).passwords
    return found


def test_a_password_is_judged_whole() -> None:
    found = one("Lippincott2024", site="bank.example", user="ana", second_factor=True)
    assert (found.title, found.site, found.user, found.number) == ("Bank", "bank.example", "ana", 1)
    assert (found.source, found.strength, found.magnitude) == ("Bitwarden, JSON", Strength.GOOD, 8)
    assert found.weaknesses == (Weakness.NAME, Weakness.YEAR)
    assert (found.length, found.kinds, found.second_factor) == (LengthClass.UNDER_15, 3, True)
    assert (found.same, found.near, found.personal, found.label_hidden) == (0, 0, (), False)
    assert found.leaked is Leaked.NOT_FOUND


@pytest.mark.parametrize(
    ("password", "length", "kinds"),
    [
        ("aB3!xyz", LengthClass.UNDER_8, 4),
        ("abcdefgh", LengthClass.UNDER_15, 1),
        ("a b c d e f g ", LengthClass.UNDER_15, 2),
        ("ééééééééééééééé", LengthClass.ENOUGH, 1),
        ("猫" * 8, LengthClass.UNDER_15, 0),
    ],
)
def test_each_character_counts_as_one(password: str, length: LengthClass, kinds: int) -> None:
    assert (one(password).length, one(password).kinds) == (length, kinds)


def test_every_secret_is_wiped_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [entry(STRONG), entry("password", "Mail")]
    judged(*kept)
    assert not any(bool(one.secret) for one in kept)
    kept = [entry(STRONG)]
    monkeypatch.setattr(judging, "score_all", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        judged(*kept)
    assert not kept[0].secret
    kept = [entry(STRONG)]
    monkeypatch.setattr(fast_guessing, "installed", lambda: False)
    with pytest.raises(NotFound, match="not installed"):
        judged(*kept, engine=Engine.FAST)
    assert not kept[0].secret


def test_the_engine_is_named_and_auto_takes_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged(entry(STRONG)).engine == "zxcvbn"
    assert judged(entry(STRONG), engine=Engine.FAST).engine.startswith("zxcvbn-rs-py; ")
    assert chosen(Engine.AUTO) is Engine.FAST
    monkeypatch.setattr(fast_guessing, "installed", lambda: False)
    assert chosen(Engine.AUTO) is Engine.REFERENCE


def test_what_opens_everything_is_scored_by_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_guessing, "estimate", lambda *_: pytest.fail("the fast engine was asked"))
    found = judged(entry(STRONG, purpose=Purpose.VAULT), entry("x" + STRONG, purpose=Purpose.LOGIN), engine=Engine.FAST)
    assert [password.strength for password in found.passwords] == [Strength.STRONG] * 2


def test_an_entry_without_a_password_is_counted_and_keeps_its_number() -> None:
    found = judged(entry("", "Note"), entry(STRONG))
    assert (found.empty, found.distinct, [password.number for password in found.passwords]) == (1, 1, [2])
    assert judge([]) == judge([Collection(kind="x")])


def test_a_label_that_holds_the_password_is_not_shown() -> None:
    found = one("Hunter2x", title="my hunter2X!", site="https://hunter2x.example", user="ana")
    assert (found.title, found.site, found.user, found.label_hidden) == ("", "", "ana", True)
    assert found.label.startswith("entry 1 of ")


def test_sources_tell_what_they_could_not_show_and_which_to_delete() -> None:
    unseen = Unseen("2 items", "they are locked")
    found = judge([Collection(kind="a", unseen=(unseen,)), Collection(kind="b", exported=True, entries=(entry("x"),))])
    assert (found.unseen, found.exported) == ((unseen,), ("b",))


def test_the_owners_words_lower_the_score_and_are_named() -> None:
    ana = personal_words(PersonalDetails(pets=("Quatrefoilist",), birthdays=("1987-02-14",)))
    assert one("quatrefoilist1402").strength is Strength.STRONG
    (found,) = judged(entry("quatrefoilist1402"), personal=ana).passwords
    assert found.strength is Strength.VERY_WEAK
    assert found.personal == (PersonalKind.BIRTHDAY, PersonalKind.PET)
    assert one("quatrefoilist!", site="https://www.quatrefoilist.example").personal == (PersonalKind.SITE,)


def test_words_of_one_account_do_not_make_another_personal() -> None:
    found = judged(entry("quatrefoil1", "Quatrefoil"), entry("quatrefoil1", "Mail"))
    assert [password.personal for password in found.passwords] == [(PersonalKind.SITE,), ()]
    assert found.passwords[0].strength == found.passwords[1].strength


def test_equal_passwords_share_a_number_the_largest_group_first() -> None:
    names = ("password", "sunshine", "password", STRONG, "sunshine", "sunshine")
    found = judged(*(entry(name, f"t{n}") for n, name in enumerate(names)))
    assert [password.same for password in found.passwords] == [2, 1, 2, 0, 1, 1]


def test_one_account_in_two_sources_is_no_reuse() -> None:
    browser = entry(STRONG, "Bank", site="https://www.bank.example/login", user="Ana")
    vault = entry(STRONG, "My bank", site="bank.example", user="ana")
    assert [password.same for password in judged(browser, vault).passwords] == [0, 0]
    older = entry("Lippincott2023", site="bank.example"), entry("Lippincott2024", site="bank.example")
    assert [password.near for password in judged(*older).passwords] == [0, 0]


def test_wifi_and_log_in_join_the_groups_of_accounts() -> None:
    found = judged(entry(STRONG), entry(STRONG, "Home", purpose=Purpose.WIFI), entry("x" * 20, purpose=Purpose.LOGIN))
    assert [password.same for password in found.passwords] == [1, 1, 0]
    wifi = [entry(STRONG, name, purpose=Purpose.WIFI) for name in ("Home", "Home-5G")]
    assert [password.same for password in judged(*wifi).passwords] == [0, 0]


def test_nearly_equal_passwords_share_a_number_and_say_how_they_differ() -> None:
    found = judged(*(entry(text, text[-1]) for text in ("Lippincott2023", "Lippincott2024", STRONG)))
    assert [password.near for password in found.passwords] == [1, 1, 0]
    assert len(found.near_ways) == 1
    assert found.near_ways[0]


WORDS = st.sampled_from(["a", "b", "password", "Password", "xyz", "", "ab", "a "])


@given(st.lists(st.tuples(WORDS, st.sampled_from(["s1", "s2", "s3"])), max_size=14))
@settings(max_examples=60, deadline=None)
def test_groups_are_those_of_a_slow_and_obvious_comparison(pairs: list[tuple[str, str]]) -> None:
    found = judged(*(entry(password, title) for password, title in pairs))
    kept = [pair for pair in pairs if pair[0]]
    numbers = [password.same for password in found.passwords]
    for (password, title), number in zip(kept, numbers, strict=True):
        others = {other for word, other in kept if word == password}
        assert (number > 0) == (len(others) > 1), title
    for i, first in enumerate(kept):
        for j, second in enumerate(kept):
            if numbers[i] and numbers[j]:
                assert (numbers[i] == numbers[j]) == (first[0] == second[0])
    sizes = defaultdict(set)
    for (_, title), number in zip(kept, numbers, strict=True):
        sizes[number].add(title)
    largest = [len(sizes[number]) for number in sorted(sizes) if number]
    assert largest == sorted(largest, reverse=True)
    assert found.distinct == len({password for password, _ in kept})


def test_leaks_are_looked_up_in_the_file_and_in_the_shipped_list(tmp_path: Any) -> None:
    file = written(tmp_path / "pwned.txt", counted(hashes(500, [STRONG])))
    with Leaks.open(file) as leaks:
        found = judged(entry(STRONG), entry("sunshine", "Mail"), entry("qW7!" + STRONG, "Own"), leaks=leaks)
        assert found.looked_up_in[0] == leaks.name
        assert found.lookup_trouble == " ".join(leaks.notes)
    told = [password.leaked for password in found.passwords]
    assert told == [Leaked.IN_FILE, Leaked.ON_LIST, Leaked.NOT_FOUND]


def test_a_file_that_cannot_tell_is_never_a_clean_bill(tmp_path: Any) -> None:
    file = written(tmp_path / "pwned.txt", counted(hashes(500)))
    with Leaks.open(file) as leaks:
        leaks.close()
        found = judged(entry(STRONG), entry("sunshine", "Mail"), leaks=leaks)
    assert [password.leaked for password in found.passwords] == [Leaked.NOT_LOOKED, Leaked.ON_LIST]
    assert "2 could not be looked up in the file" in found.lookup_trouble


def test_progress_is_told_to_the_end() -> None:
    told: list[Progress] = []
    judged(*(entry(STRONG + str(n)) for n in range(20)), progress=told.append)
    assert (told[-1].done, told[-1].total) == (20, 20)


def test_one_too_complex_is_counted_and_its_length_still_known() -> None:
    found = judged(entry("4@8({[<369&#!1/|0$5+7%2" * 3))
    assert found.unscored == 1
    assert (found.passwords[0].strength, found.passwords[0].magnitude) == (None, None)
    assert found.passwords[0].length is LengthClass.ENOUGH
