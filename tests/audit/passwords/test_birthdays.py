from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.audit.passwords.birthdays import Birthday, read_birthdays, spellings

VALENTINE = Birthday(1987, 2, 14)
COMMON = (
    "14021987", "02141987", "19870214", "140287", "021487", "870214", "1421987", "2141987", "14287", "21487",
    "14-02-1987", "02/14/1987", "1987-02-14", "14.2.1987", "14.2.87", "14_02_87", "2/14/87", "1402", "0214", "142",
    "214", "14/2", "2-14", "14.02.", "14.2.", "1987", "14feb1987", "feb14", "14feb", "february14",
    "14february1987", "february1987", "feb87", "14febrero", "febrero14", "14defebrero", "14defebrerode1987",
    "14-feb-87", "feb-14-1987",
)  # fmt: skip


@pytest.mark.parametrize("spelled", COMMON)
def test_the_common_spellings_are_there(spelled: str) -> None:
    assert spelled in spellings(VALENTINE)


@pytest.mark.parametrize("spelled", ["14 feb 1987", "14 de febrero de 1987", "feb 14", "14 02 1987"])
def test_with_blanks_too(spelled: str) -> None:
    assert spelled in spellings(VALENTINE)


def test_without_a_year_no_spelling_has_one() -> None:
    found = spellings(Birthday(None, 6, 30))
    assert {"3006", "0630", "30jun", "june30", "30-6", "junio30"} <= set(found)
    assert not [text for text in found if "19" in text or "20" in text]


def test_spellings_are_small_letters_none_twice_none_too_short_and_bounded() -> None:
    found = spellings(VALENTINE)
    assert len(found) == len(set(found)) < 700
    assert all(text == text.lower() and len(text) >= 3 for text in found)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.sampled_from(("%d", "%m", "%Y")), st.data())
def test_any_order_and_separator_of_two_digits_and_four_is_found(day: date, first: str, data: st.DataObject) -> None:
    """The oracle is the calendar of the standard library."""
    orders = {"%d": "%d{0}%m{0}%Y", "%m": "%m{0}%d{0}%Y", "%Y": "%Y{0}%m{0}%d"}
    form = orders[first].format(data.draw(st.sampled_from(["", "-", "/", ".", "_"])))
    found = spellings(Birthday(day.year, day.month, day.day))
    assert day.strftime(form) in found
    assert day.strftime(form.replace("%Y", "%y")) in found
    assert day.strftime("%B%d").lower() in found
    assert day.strftime("%d%b%Y").lower() in found


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1987-02-14", [(1987, 2, 14)]),
        ("14.2.1987", [(1987, 2, 14)]),
        ("2/14/87", [(1987, 2, 14)]),
        (" 14.2. ", [(None, 2, 14)]),
        ("02-14", [(None, 2, 14)]),
        ("3/4/1987", [(1987, 3, 4), (1987, 4, 3)]),
        ("3/4/05", [(2005, 3, 4), (2005, 4, 3)]),
        ("29.2.", [(None, 2, 29)]),
        ("31.31.1987", []),
        ("30.2.1987", []),
        ("Biscuit", []),
        ("", []),
        ("1" * 5000, []),
    ],
)
def test_a_typed_day_is_read_in_every_way_it_can_be_meant(typed: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [(day.year, day.month, day.day) for day in read_birthdays(typed)] == days


def test_a_birthday_does_not_print() -> None:
    assert "1987" not in f"{VALENTINE!r}{VALENTINE}{[VALENTINE]}"
