"""What a person calls a platform: an id, an old name or nickname, or the name of a whole family of plans."""

from __future__ import annotations

import re

from peerkit.errors import WrongUsage
from peerkit.model.platform import Catalogue, Platform
from peerkit.platformdata.loader import find_platform

_SHOWN = 8


def named(catalogue: Catalogue, name: str) -> Platform:
    """The platform a name stands for.

    Raises ``WrongUsage`` for a family such as ``zoom`` whose plans differ in what matters: a verdict on the wrong
    plan would mislead. Raises ``NotFound`` for a name nobody knows.
    """
    kin = family(catalogue, name)
    if len(kin) > 1:
        choices = [f"{one} ({catalogue.platforms[one].name})" for one in kin[:_SHOWN]]
        more = f" and {len(kin) - _SHOWN} more" if len(kin) > _SHOWN else ""
        raise WrongUsage(
            f"{name!r} can mean more than one. Which do you mean?", f"Say one of: {', '.join(choices)}{more}."
        )
    return find_platform(catalogue, name)


def family(catalogue: Catalogue, name: str) -> tuple[str, ...]:
    """The ids a name can mean: an id means itself, any other word every id or name that begins with it.

    What was shut down stands back where others of the family still run.
    """
    word = slug(name)
    if word in catalogue.platforms or not word:
        return (word,) if word else ()
    kin = tuple(
        one for one in catalogue.platforms if one.startswith(word + "-") or _begins(catalogue.platforms[one].name, word)
    )
    return tuple(one for one in kin if catalogue.platforms[one].running) or kin


def _begins(title: str, word: str) -> bool:
    # What stands in brackets tells plans apart; the family is what stands before.
    stem = slug(title.split("(")[0])
    return stem == word or stem.startswith(word + "-")


def slug(text: str) -> str:
    """Small letters, digits and single dashes: ``Microsoft Teams`` as ``microsoft-teams``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
