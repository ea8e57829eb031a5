"""``peerkit guide``: answers, hard words, ways of meeting, skills, and what to do when something went wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from peerkit.cli.guide_make import make
from peerkit.cli.options import Format, Plain, TextOrJson, paper
from peerkit.errors import ExitCode
from peerkit.model.guide import Answer, Guide, Page, Shelf

if TYPE_CHECKING:
    from peerkit.model.platform import Catalogue
    from peerkit.model.settings import Crisis
    from peerkit.render.guide import Backing

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True,
    help="Answers in plain words, and what to do when something went wrong.",
)  # fmt: skip
app.command()(make)
Question = Annotated[list[str], typer.Argument(metavar="QUESTION...", help="Your question, in your own words.")]
Name = Annotated[list[str] | None, typer.Argument(metavar="[NAME]", help="A page's id or words that mean it.")]


@app.command()
def ask(question: Question, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Find the answer to a question, in your own words."""
    from peerkit.guide.search import shipped_index

    guide = _guide()
    answer = shipped_index(guide).ask(" ".join(question))
    _give_answer(guide, answer, output, plain)
    if not answer.found:
        raise typer.Exit(ExitCode.UNDETERMINED)


@app.command("list")
def list_(
    shelf: Annotated[Shelf | None, typer.Option("--shelf", help="Only pages of this kind.")] = None,
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """Every page there is, by topic."""
    guide = _guide()
    shelves = [shelf] if shelf else list(Shelf)
    _give_list(
        guide, [page for one in shelves for page in guide.shelf(one)], guide.frame.labels["title"], output, plain
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The page's id, such as zoom-account.")],
    output: Format = TextOrJson.TEXT,
    plain: Plain = False,
) -> None:
    """One page, with where it comes from."""
    from peerkit.guide.lookup import page_named

    guide = _guide()
    _give_page(guide, page_named(guide, name), output, plain)


@app.command()
def wrong(what: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Something went wrong: what to do at once, and after."""
    _shelf(Shelf.WRONG, what, output, plain)


@app.command()
def words(word: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Hard words in plain ones, such as BAA or captive portal."""
    _shelf(Shelf.WORDS, word, output, plain, whole=True)


@app.command()
def modalities(way: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Ways of meeting: what each is good for, and who found what."""
    _shelf(Shelf.MODALITIES, way, output, plain)


@app.command()
def skills(skill: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Skills for the talk, with words to try."""
    _shelf(Shelf.SKILLS, skill, output, plain)


@app.command()
def icons(output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """What the icons in meeting apps mean, in words."""
    guide = _guide()
    pages = guide.shelf(Shelf.ICONS)
    if output is TextOrJson.JSON:
        _give_list(guide, pages, "", output, plain)
        return
    for page in pages:
        _give_page(guide, page, output, plain)


@app.command()
def activities(name: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Things to do together when words are hard."""
    _shelf(Shelf.ACTIVITIES, name, output, plain)


@app.command()
def links(name: Name = None, output: Format = TextOrJson.TEXT, plain: Plain = False) -> None:
    """Places to pass on or learn from, each with its date."""
    _shelf(Shelf.LINKS, name, output, plain, whole=True)


def _guide() -> Guide:
    from peerkit.guide.loader import load_guide

    return load_guide()


def _shelf(shelf: Shelf, name: list[str] | None, output: TextOrJson, plain: bool, whole: bool = False) -> None:
    """One page of a shelf, or all of it; ``whole`` lists the texts, not only the titles."""
    guide = _guide()
    if name:
        from peerkit.guide.lookup import page_named

        _give_page(guide, page_named(guide, " ".join(name), shelf), output, plain)
        return
    _give_list(guide, guide.shelf(shelf), guide.frame.shelves[shelf], output, plain, whole)


def _backing(guide: Guide, pages: Sequence[Page], danger: bool = False) -> Backing:
    """What the pages lean on; the platform data and the settings are opened only where a page needs them."""
    from peerkit.model.settings import Crisis
    from peerkit.render.guide import Backing

    catalogue = _catalogue() if any(page.facts or page.platform for page in pages) else None
    crisis = _crisis() if danger or any(page.crisis for page in pages) else Crisis()
    return Backing(guide, catalogue, crisis, date.today())


def _catalogue() -> Catalogue:
    from peerkit.platformdata.loader import load_shipped

    return load_shipped()


def _crisis() -> Crisis:
    """The crisis card; mistakes in the settings must not stand in the way of help."""
    from peerkit.cli import tell
    from peerkit.errors import PeerkitError
    from peerkit.model.settings import Crisis
    from peerkit.settings import load_settings

    try:
        return load_settings().crisis
    except PeerkitError as error:
        tell("Your settings could not be read, so the general crisis card is shown.", error.message)
        return Crisis()


def _joined(pages: Sequence[Page], backing: Backing) -> list[Page]:
    from peerkit.guide.joined import with_platform

    return [with_platform(page, backing.catalogue) if backing.catalogue else page for page in pages]


def _give_answer(guide: Guide, answer: Answer, output: TextOrJson, plain: bool) -> None:
    backing = _backing(guide, [one.page for one in answer.found], answer.danger)
    pages = _joined([one.page for one in answer.found], backing)
    if output is TextOrJson.JSON:
        from peerkit.render.guide_json import render_guide_json

        sys.stdout.write(render_guide_json("answer", pages, backing, answer))
        return
    from peerkit.render.guide import render_answer

    found = tuple(one._replace(page=page) for one, page in zip(answer.found, pages, strict=True))
    app_named = _app_named(answer.question)
    sys.stdout.write(render_answer(answer._replace(found=found), backing, paper(plain), app_named))


def _app_named(question: str) -> str:
    """The id of the service a question names, by one or two of its words; nothing where it names none."""
    from itertools import pairwise

    catalogue = _catalogue()
    said = question.lower().replace("?", " ").split()
    ids = (catalogue.names.get(word, "") for word in (*(f"{one}-{two}" for one, two in pairwise(said)), *said))
    return next((name for name in ids if name and not catalogue.platforms[name].generic), "")


def _give_page(guide: Guide, page: Page, output: TextOrJson, plain: bool) -> None:
    backing = _backing(guide, [page])
    (page,) = _joined([page], backing)
    if output is TextOrJson.JSON:
        from peerkit.render.guide_json import render_guide_json

        sys.stdout.write(render_guide_json("page", [page], backing))
        return
    from peerkit.render.guide import render_page

    sys.stdout.write(render_page(page, backing, paper(plain)))


def _give_list(
    guide: Guide, pages: Sequence[Page], title: str, output: TextOrJson, plain: bool, whole: bool = False
) -> None:
    if output is TextOrJson.JSON:
        from peerkit.render.guide_json import render_guide_json

        backing = _backing(guide, pages)
        sys.stdout.write(render_guide_json("list", _joined(pages, backing), backing))
        return
    from peerkit.model.settings import Crisis
    from peerkit.render.guide import Backing, render_shelf

    sys.stdout.write(render_shelf(pages, title, Backing(guide, None, Crisis(), date.today()), paper(plain), whole))
