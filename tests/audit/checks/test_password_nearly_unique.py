from __future__ import annotations

from peerkit.audit.checks.password_nearly_unique import password_nearly_unique as check
from peerkit.model.finding import Status
from tests.audit.checks.stored import statuses, stored, told


def test_a_group_says_who_and_in_what_they_differ() -> None:
    near = [stored(name, near=1) for name in ("Bank", "Mail")]
    ways = (("capital letters", "the numbers in them"),)
    assert told(check, *near, stored("Own"), near_ways=ways) == (
        "These 2 passwords are nearly the same: Bank, Mail. They differ in capital letters and in the numbers in them."
    )


def test_each_group_is_one_finding() -> None:
    near = [stored(f"n{n}", near=n // 2 + 1) for n in range(6)]
    assert statuses(check, *near) == [Status.FAIL] * 3


def test_different_ones_pass_and_none_are_no_matter() -> None:
    assert statuses(check, stored(), stored("Mail")) == [Status.PASS]
    assert statuses(check) == [Status.NOT_APPLICABLE]
