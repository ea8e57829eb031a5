"""The organisation's own settings as scoring reads them: old names turned into ids."""

from __future__ import annotations

from peerkit.model.platform import Catalogue
from peerkit.model.policy import Overlay
from peerkit.model.settings import Settings


def overlay_from(settings: Settings, catalogue: Catalogue, assume_signed: bool = False) -> Overlay:
    """Approved, banned and signed, by platform id. A name nobody knows is kept as it is and matches nothing."""
    approved = settings.approved_platforms
    signed: dict[str, str] = {}
    for baa in settings.signed_baas:
        name = _id(baa.platform, catalogue)
        signed[name] = max(baa.signed_on, signed.get(name, ""))
    return Overlay(
        signed=signed,
        approved=None if approved is None else frozenset(_id(name, catalogue) for name in approved),
        banned=frozenset(_id(name, catalogue) for name in settings.banned_platforms),
        assume_signed=assume_signed,
    )


def _id(name: str, catalogue: Catalogue) -> str:
    return catalogue.names.get(name, name)
