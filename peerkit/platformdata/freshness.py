"""How old what we know is: the day of the newest look, and the answers that need a re-check."""

from __future__ import annotations

from datetime import date

from peerkit.model.facts import PlatformFacts
from peerkit.model.platform import Catalogue, Platform, stale


def stale_criteria(catalogue: Catalogue, platform: Platform, today: date) -> tuple[str, ...]:
    """The criteria of which at least one answer is past its age limit, in the catalogue's order."""
    return tuple(
        name
        for name, criterion in catalogue.criteria.items()
        if any(stale(said, criterion, today) for said in platform.answers.get(name, {}).values())
    )


def platform_facts(catalogue: Catalogue, today: date) -> PlatformFacts:
    """The fact behind the check ``platform-facts-fresh``: answers are counted once each, of what still runs."""
    running = [platform for platform in catalogue.platforms.values() if platform.running]
    return PlatformFacts(
        newest_days=(today - date.fromisoformat(catalogue.newest)).days,
        stale=sum(len(stale_criteria(catalogue, platform, today)) for platform in running),
        total=sum(len(platform.answers) for platform in running),
    )
