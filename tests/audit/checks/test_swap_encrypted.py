"""Literals in, verdict out."""

import pytest

from peerkit.audit.checks.swap_encrypted import swap_encrypted
from peerkit.model.facts_disk import Guard, Storage, Swap
from peerkit.model.finding import Status

E, C, P, U, M = Guard.ENCRYPTED, Guard.CLEAR, Guard.PARTLY, Guard.UNSEEN, Guard.MEMORY


@pytest.mark.parametrize(
    ("areas", "system", "status"),
    [
        ((), C, Status.PASS),
        ((M,), C, Status.PASS),
        ((E,), C, Status.PASS),
        ((E, M), E, Status.PASS),
        ((C,), E, Status.FAIL),
        ((E, C), E, Status.FAIL),
        ((P,), E, Status.FAIL),
        # The disk itself is open: one finding says so, and that is enough.
        ((C,), C, Status.NOT_APPLICABLE),
        ((C,), P, Status.FAIL),
        ((C,), U, Status.FAIL),
        ((U,), E, Status.UNKNOWN),
        ((U, C), E, Status.FAIL),
    ],
)
def test_areas(areas, system, status):
    fact = Swap(areas=tuple(Storage(f"/dev/sda{n}", guard) for n, guard in enumerate(areas)), system=system)
    assert swap_encrypted(fact).status is status
