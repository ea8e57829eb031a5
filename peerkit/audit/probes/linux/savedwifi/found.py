"""What one store of saved networks gave, and how several are joined into one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from peerkit.model.facts import WifiProtection
from peerkit.model.facts_wifi import SavedNetwork, SecretFile, Unseen

E = TypeVar("E", bound=Enum)


@dataclass(frozen=True)
class Found:
    """The networks of a store, the files they lie in, and what could not be seen. ``source`` is for the evidence."""

    source: str
    networks: tuple[SavedNetwork, ...] = ()
    files: tuple[SecretFile, ...] = ()
    unseen: tuple[Unseen, ...] = ()


def without_doubles(networks: Iterable[SavedNetwork]) -> tuple[SavedNetwork, ...]:
    """One entry for each name and protection, the weaker answer counting, in the order they came."""
    kept: dict[tuple[bytes, WifiProtection], SavedNetwork] = {}
    for network in networks:
        key = (network.ssid, network.protection)
        kept[key] = _joined(kept[key], network) if key in kept else network
    return tuple(kept.values())


def _joined(one: SavedNetwork, other: SavedNetwork) -> SavedNetwork:
    frames = [found.management_frames for found in (one, other) if found.management_frames is not None]
    worse = one if _rank(one) <= _rank(other) else other
    return replace(
        one,
        joins_itself=one.joins_itself or other.joins_itself,
        hidden=one.hidden or other.hidden,
        role=weaker(one.role, other.role) or one.role,
        address=weaker(one.address, other.address),
        management_frames=all(frames) if frames else None,
        server=weaker(one.server, other.server),
        kept=weaker(one.kept, other.kept),
        grade=worse.grade,
        alike=worse.alike,
        last_used=max((when for when in (one.last_used, other.last_used) if when is not None), default=None),
        stores=tuple(dict.fromkeys((*one.stores, *other.stores))),
    )


def _rank(network: SavedNetwork) -> int:
    """The place of its grade, weakest first; without a grade last."""
    order = [*type(network.grade)] if network.grade else []
    return order.index(network.grade) if network.grade else 1000


def weaker(one: E | None, other: E | None) -> E | None:
    """The one that is declared first; None is not known and gives way."""
    if one is None or other is None:
        return one or other
    order = [*type(one)]
    return min(one, other, key=order.index)
