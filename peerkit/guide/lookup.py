"""Finds one page by its id, its title, or words that mean it."""

from __future__ import annotations

from peerkit.errors import NotFound
from peerkit.guide.search import Index, load_lexicon
from peerkit.model.guide import Guide, Page, Shelf


def page_named(guide: Guide, name: str, shelf: Shelf | None = None) -> Page:
    """The page of that id or wording, on one shelf or on any. Raises ``NotFound`` with what comes close."""
    pages = list(guide.pages.values()) if shelf is None else guide.shelf(shelf)
    wanted = _bare(name)
    for names_of in (_ids, _titles, _wordings):
        for page in pages:
            if wanted in map(_bare, names_of(page)):
                return page
    found = Index(guide._replace(pages={page.id: page for page in pages}), load_lexicon(guide.frame.language)).ask(name)
    if found.sure:
        return found.found[0].page
    near = ", ".join(one.page.id for one in found.found)
    listing = f"peerkit guide {shelf.value if shelf else 'list'}"
    raise NotFound(
        f"The guide has no page named {name!r}.",
        (f"Close to it: {near}. " if near else "") + f"All there are: {listing}",
    )


def _ids(page: Page) -> tuple[str, ...]:
    return (page.id,)


def _titles(page: Page) -> tuple[str, ...]:
    return page.title, page.title.partition(" (")[0]


def _wordings(page: Page) -> tuple[str, ...]:
    return page.also


def _bare(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").replace("?", " ").split())
