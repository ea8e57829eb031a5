"""What would help where nothing fits: each need dropped by itself, and what would fit then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from peerkit.model.platform import Catalogue
from peerkit.model.policy import Overlay, Policy
from peerkit.model.recommendation import Needs
from peerkit.scoring.recommending import recommend

# Asked for or not, and the value that asks for nothing. Likes never stand in the way.
_OPEN: dict[str, Any] = {
    "function": None, "devices": (), "people": 2, "minutes": None, "no_account": False, "no_internet": False,
    "no_smartphone": False, "captions": False, "anonymous": False, "free": False,
}  # fmt: skip


@dataclass(frozen=True)
class Relaxed:
    """Without this one need, these platforms would fit, best first. ``need`` is a field of ``Needs``."""

    need: str
    fits: tuple[str, ...]


def relaxed(catalogue: Catalogue, policy: Policy, today: date, overlay: Overlay, needs: Needs) -> tuple[Relaxed, ...]:
    """Every single need whose absence would let something fit, the most helpful first."""
    found = []
    for need, nothing in _OPEN.items():
        if getattr(needs, need) == nothing:
            continue
        easier = recommend(catalogue, policy, today, overlay, replace(needs, **{need: nothing}))
        if easier.suggestions:
            found.append(Relaxed(need, tuple(one.judgement.platform.id for one in easier.suggestions)))
    return tuple(sorted(found, key=lambda one: -len(one.fits)))
