"""Ways of meeting joined with the platform data: what each gives and needs stands there, and is not said twice.

Another language says these texts in its ``ways.yaml``: each by its English, so that one which has changed since is said
in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from peerkit.datafile import Value
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import NotFound
from peerkit.guide.loader import FOLDER
from peerkit.model.guide import Guide, Page, Part, Shelf
from peerkit.model.platform import Catalogue
from peerkit.model.speech import spoken


def with_platform(page: Page, catalogue: Catalogue) -> Page:
    """The page with the good sides, uses and needs of its platform entry put before its own."""
    platform = catalogue.platforms.get(page.platform) if page.platform else None
    if platform is None:
        return page
    known: dict[Part, tuple[str, ...]] = {
        Part.PROS: tuple(catalogue.strengths[word] for word in platform.strengths),
        Part.GOOD_FOR: platform.good_for,
        Part.NOT_FOR: platform.not_for,
        Part.NEEDS: platform.needs,
    }
    table = platform_texts(spoken().language)
    said = {part: tuple(_ended(table.get(text, text)) for text in texts) for part, texts in known.items()}
    parts = {part: (*said.get(part, ()), *page.parts.get(part, ())) for part in Part}
    return page._replace(parts={part: texts for part, texts in parts.items() if texts})


@cache
def platform_texts(language: str) -> Mapping[str, str]:
    """What the platform data says of ways of meeting, in a language, by its English. Raises ``BadData``."""
    path = FOLDER / language / "ways.yaml"
    return read_shipped(path, _texts) if path.is_file() else {}


def _texts(value: Value) -> Mapping[str, str]:
    record = value.record(("schema", "texts"))
    record["schema"].choice({"peerkit.guide-ways/1": None})
    return record["texts"].each_named(lambda _, text: text.text(200))


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


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
