"""Equal and nearly equal passwords, held against an oracle that compares every pair, slowly and obviously."""

from __future__ import annotations

import itertools
import random
import string
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerkit.audit.passwords.nearness import Likeness, equal_groups, near_groups
from peerkit.audit.passwords.secret import Secret

FAMILIES = ("o0", "i1l!|", "a4@", "e3€", "s5$", "t7+", "b8", "g96", "z2")


def secrets(texts: Sequence[str]) -> list[Secret]:
    return [Secret(text) for text in texts]


def near(*texts: str) -> bool:
    """Whether all of them are one group."""
    return [group.places for group in near_groups(secrets(texts))] == [tuple(range(len(texts)))]


@pytest.mark.parametrize(
    ("texts", "way"),
    [
        (("Sunflower", "sunFLOWER"), Likeness.CASE),
        (("sunflower", "5unf1ower", "sunfl0wer"), Likeness.LOOKALIKES),
        (("p@$$word", "password"), Likeness.LOOKALIKES),
        (("Sunflower1", "Sunflower2", "sunflower2024!"), Likeness.ENDS),
        (("anna", "Anna19850412", "12anna"), Likeness.ENDS),
        (("P@ssw0rd!", "password2025"), Likeness.ENDS),
        (("Winter2019Home", "Winter2024Home", "WinterHome"), Likeness.NUMBERS),
        (("hunter-two", "huntr-two", "hunter-twoo"), Likeness.ONE_CHARACTER),
        (("73920485", "73920486"), Likeness.ONE_CHARACTER),
    ],
)
def test_what_people_do_to_change_a_password(texts: tuple[str, ...], way: Likeness) -> None:
    [group] = near_groups(secrets(texts))
    assert group.places == tuple(range(len(texts)))
    assert way in group.ways


@pytest.mark.parametrize(
    "texts",
    [
        ("Sunflower1", "Moonlight1"),
        ("1234", "1235"),
        ("ab12", "ab13"),
        ("12345678", "87654321"),
        ("correct-horse", "battery-staple"),
        ("2024!", "2025?"),
        ("sunflower", "sunflowery days"),
    ],
)
def test_strangers(texts: tuple[str, ...]) -> None:
    assert near_groups(secrets(texts)) == []


def test_groups_are_chains_and_the_largest_comes_first() -> None:
    texts = ["alpha-one", "x", "moonlight", "alpha-onf", "Moonlight", "alpha-onfg", "moonlight9", "moonlight"]
    groups = near_groups(secrets(texts))
    assert [group.places for group in groups] == [(2, 4, 6, 7), (0, 3, 5)]
    assert groups[0].ways == {Likeness.CASE, Likeness.ENDS}


def test_equal_ones_and_empty_ones() -> None:
    texts = ["same", "", "other", "same", "", "Same", "other", "same"]
    assert [group.places for group in equal_groups(secrets(texts))] == [(0, 3, 7), (2, 6)]
    assert near_groups(secrets(["same", "same", "", ""])) == [], "equal ones alone are not near"
    assert near_groups([]) == equal_groups([]) == []


def test_a_group_never_tells_a_password() -> None:
    assert "unflower" not in repr(near_groups(secrets(["Sunflower", "sunflower"])))


def invented(make: str, dice: random.Random) -> str:
    """A strong password of one kind."""
    letters = string.ascii_letters + string.digits
    return {
        "hex": f"{dice.getrandbits(64):016x}",
        "letters": "".join(dice.choices(letters, k=12)),
        "any": "".join(dice.choices(letters + string.punctuation, k=12)),
        "numerals": f"{dice.randrange(10**14):014d}",
    }[make]


@pytest.mark.parametrize("make", ["hex", "letters", "any", "numerals"])
def test_no_false_alarm_on_strong_strangers(make: str) -> None:
    dice = random.Random(make)
    assert near_groups(secrets([invented(make, dice) for _ in range(3000)])) == []


def test_the_time_grows_with_the_number_not_its_square() -> None:
    dice = random.Random(5)
    texts = secrets([invented("letters", dice) for _ in range(8000)])
    worst = secrets(["a" * 10_000 + str(number) for number in range(200)])
    taken = []
    for some in (texts[:1000], texts, worst):
        begin = time.process_time()
        near_groups(some)
        taken.append(time.process_time() - begin)
    assert taken[1] < taken[0] * 30, "eight times as many take less than half of 8 x 8 times as long"
    assert taken[2] < 5


def family(sign: str) -> str:
    return next((signs for signs in FAMILIES if sign in signs), sign)


def look_alike(one: str, other: str) -> bool:
    return len(one) == len(other) and all(family(a) == family(b) for a, b in zip(one, other, strict=True))


def telling(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(text) >= 4 and len(letters) >= 3 and len(letters) >= len(text) / 2


def cores(text: str) -> list[str]:
    found = [text]
    for drop in (lambda c: not c.isalnum(), str.isdigit, lambda c: not c.isalpha()):
        core = list(text)
        while core and drop(core[0]):
            core.pop(0)
        while core and drop(core[-1]):
            core.pop()
        if len(text) - len(core) <= len(core) + 4:
            found.append("".join(core))
    return [core for core in found if telling(core)]


def around(text: str) -> str | None:
    runs = [key for key, _ in itertools.groupby(text, str.isdigit)].count(True)
    rest = "".join(sign for sign in text if not sign.isdigit())
    fits = runs <= 2 and len(text) - len(rest) <= 8 and len(rest) >= 5 and sum(map(str.isalpha, rest)) >= 3
    return rest if fits else None


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        old, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a != b)))
    return row[-1]


def obviously_near(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return (
        one == other
        or any(look_alike(a, b) for a in cores(one) for b in cores(other))
        or (around(one) is not None and around(one) == around(other))
        or (len(one) >= 6 and len(other) >= 6 and distance(one, other) <= 1)
    )


def obvious_groups(texts: list[str]) -> list[set[int]]:
    groups = [{place} for place, text in enumerate(texts) if text]
    for one, other in itertools.combinations(range(len(texts)), 2):
        if texts[one] and texts[other] and obviously_near(texts[one], texts[other]):
            merged = [group for group in groups if group & {one, other}]
            groups = [group for group in groups if group not in merged] + [set.union(*merged)]
    return [group for group in groups if len({texts[place] for place in group}) > 1]


STEMS = st.sampled_from(["anna", "sunny", "p4ss", "lo!l", "x-1y2z", "", "2024", "home"])
ENDS = st.text("aoiS01!$-9", max_size=5)
TEXTS = st.builds(lambda *parts: "".join(parts), ENDS, STEMS, ENDS, STEMS, ENDS) | st.text("aAb1", max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=12))
def test_groups_are_those_of_the_slow_oracle(texts: list[str]) -> None:
    found = [set(group.places) for group in near_groups(secrets(texts))]
    assert sorted(map(sorted, found)) == sorted(map(sorted, obvious_groups(texts)))
