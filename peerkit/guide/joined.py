"""Ways of meeting joined with the platform data: what each gives and needs stands there, and is not said twice."""

from __future__ import annotations

from peerkit.errors import NotFound
from peerkit.model.guide import Guide, Page, Part, Shelf
from peerkit.model.platform import Catalogue


def with_platform(page: Page, catalogue: Catalogue) -> Page:
    """The page with the good sides, uses and needs of its platform entry put before its own."""
    platform = catalogue.platforms.get(page.platform) if page.platform else None
    if platform is None:
        return page
    known: dict[Part, tuple[str, ...]] = {
        Part.PROS: tuple(f"{catalogue.strengths[word]}." for word in platform.strengths),
        Part.GOOD_FOR: platform.good_for,
        Part.NOT_FOR: platform.not_for,
        Part.NEEDS: platform.needs,
    }
    parts = {part: (*known.get(part, ()), *page.parts.get(part, ())) for part in Part}
    return page._replace(parts={part: texts for part, texts in parts.items() if texts})


def ways(guide: Guide, names: list[str]) -> list[Page]:
    """The ways of meeting of these ids, each once; the id of a platform entry will do. Raises ``NotFound``."""
    shelf = guide.shelf(Shelf.MODALITIES)
    by_name = {page.platform: page for page in shelf} | {page.id: page for page in shelf}
    for name in names:
        if name not in by_name:
            raise NotFound(
                f"There is no way of meeting named {name!r}.", f"There are: {', '.join(p.id for p in shelf)}."
            )
    return list({by_name[name].id: by_name[name] for name in names}.values())
