"""Reads the guide of one language: every file of its folder, checked. A language is a folder of files and nothing else.

``en`` is whole. Another folder says the same pages again in its own words (``peerkit.guide-texts/1``), each with the
mark of the English it was made from: what has changed since, or is missing, is said in English. All else of a page
(practices, facts, sources, links between pages) comes from ``en``, so that a translation cannot change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peerkit.datafile import Record, Value
from peerkit.datafile.compiled import read_shipped
from peerkit.errors import BadData, Problem
from peerkit.model.guide import Frame, Guide, GuideSource, Page, Part, Shelf
from peerkit.model.speech import ENGLISH, mark, spoken

FOLDER = Path(__file__).parent
NOT_PAGES = ("frame", "sources", "search", "ways")
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
_ID_MEANING = "a name of small letters, digits and dashes, such as zoom-account"
_FACT = rf"{_ID}\.{_ID}"
_SHELVES = {shelf.value: shelf for shelf in Shelf}
_PARTS = {part.value: part for part in Part}
_TIMINGS = ("live", "delayed", "one-way")
_OPTIONAL = (
    "also", "parts", "facts", "platform", "timing", "crisis", "practices", "beyond_seeds", "sources", "see",
    "commands", "url", "checked",
)  # fmt: skip
LABELS = (
    "facts", "closest", "crisis", "see", "try", "from", "sources", "looked", "beyond", "none", "none_hint", "unsure",
    "whole", "no_best", "about_app", "timing", "where", "practices", "reviewed", "short", "title", "now", "guidance",
)  # fmt: skip


def load_guide(language: str = "") -> Guide:
    """The guide in a language, or in the one spoken. Raises ``BadData`` where a file holds mistakes."""
    english = _english()
    folder = FOLDER / (language or spoken().language)
    if folder.name == ENGLISH or not (folder / "frame.yaml").is_file():
        return english
    translated = translated_pages(folder, english)
    return english._replace(
        pages={**english.pages, **translated},
        frame=read_shipped(folder / "frame.yaml", _frame),
        in_english=english.pages.keys() - translated.keys(),
    )


def translated_pages(folder: Path, english: Guide) -> dict[str, Page]:
    """The pages a language's folder says in its own words, and that still fit their English."""
    pages: dict[str, Page] = {}
    for path in page_files(folder):
        pages |= read_shipped(path, lambda value: _translated(value, english.pages))
    return pages


def page_mark(page: Page) -> str:
    """What a translation of this page is made from."""
    return mark(page.title, *page.text, *(text for part in Part for text in page.parts.get(part, ())))


def _english() -> Guide:
    folder = FOLDER / ENGLISH
    sources = read_shipped(folder / "sources.yaml", _sources)
    pages: dict[str, Page] = {}
    for path in page_files(folder):
        for page in read_shipped(path, lambda value: _pages(value, sources)):
            if page.id in pages:
                raise BadData(path.name, [Problem(1, 1, page.id, "another file has a page of this name")])
            pages[page.id] = page
    return Guide(pages, sources, read_shipped(folder / "frame.yaml", _frame))


def _translated(value: Value, english: Mapping[str, Page]) -> dict[str, Page]:
    """The pages of a file that still fit their English."""
    record = value.record(("schema", "topic", "pages"))
    record["schema"].choice({"peerkit.guide-texts/1": None})
    topic = record["topic"].text(60)
    found = record["pages"].each_named(lambda name, entry: _translation(name, entry, english))
    return {name: page._replace(topic=topic) for name, page in found.items() if page is not None}


def _translation(name: str, value: Value, english: Mapping[str, Page]) -> Page | None:
    if name not in english:
        value.fail("there is no page of this name in English")
    record = value.record(("of", "title", "text"), ("also", "parts"))
    page = english[name]
    translated = page._replace(
        title=record["title"].text(120),
        text=record["text"].each(lambda entry: entry.text(900)),
        also=record.get("also", _words, ()),
        parts=record.get("parts", _parts, {}),
    )
    if set(translated.parts) != set(page.parts):
        value.fail("expected the same parts as in English")
    # What stands there as it was copied is not translated yet.
    done = record["of"].text() == page_mark(page) and translated.text != page.text
    return translated if done else None


def page_files(folder: Path) -> list[Path]:
    """The files of a language that hold pages."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.stem not in NOT_PAGES]


def _pages(value: Value, sources: Mapping[str, GuideSource]) -> tuple[Page, ...]:
    record = value.record(("schema", "shelf", "topic", "reviewed_on", "pages"))
    record["schema"].choice({"peerkit.guide-pages/1": None})
    shelf = record["shelf"].choice(_SHELVES)
    topic, day = record["topic"].text(60), record["reviewed_on"].date()
    built = record["pages"].each_named(lambda name, entry: _page(name, entry, shelf, topic, day, sources))
    return tuple(built.values())


def _page(name: str, value: Value, shelf: Shelf, topic: str, day: str, sources: Mapping[str, GuideSource]) -> Page:
    record = value.record(("title", "text"), _OPTIONAL)
    page = Page(
        id=name,
        shelf=shelf,
        topic=topic,
        title=record["title"].text(120),
        text=record["text"].each(lambda entry: entry.text(700)),
        reviewed_on=day,
        also=record.get("also", _words, ()),
        parts=record.get("parts", _parts, {}),
        facts=record.get("facts", lambda v: v.each(_fact), ()),
        platform=record.get("platform", _id, ""),
        timing=record.get("timing", lambda v: v.choice({word: word for word in _TIMINGS}), ""),
        crisis=record.get("crisis", Value.flag, False),
        practices=record.get("practices", lambda v: v.each(_id), ()),
        beyond_seeds=record.get("beyond_seeds", Value.flag, False),
        sources=record.get("sources", lambda v: v.each(lambda entry: _source(entry, sources)), ()),
        see=record.get("see", lambda v: v.each(_id), ()),
        commands=record.get("commands", _words, ()),
        url=record.get("url", lambda v: v.matching(r"https://\S+", "an address that starts with https://"), ""),
        checked=record.get("checked", Value.date, ""),
    )
    _refuse_gaps(page, value)
    return page


def _refuse_gaps(page: Page, value: Value) -> None:
    """What every page of its kind must have."""
    if not (page.practices or page.sources):
        value.fail("name the practices it carries, or its sources")
    if page.beyond_seeds and not page.sources:
        value.fail("what goes beyond the seeds needs a source, or says that it is from memory")
    if page.shelf is Shelf.LINKS and page.id != "links-note" and not page.checked:
        value.fail("a link needs the day it was last looked at (checked)")
    if page.shelf is Shelf.MODALITIES and not (page.platform and page.timing):
        value.fail("a way of meeting needs platform and timing")
    if page.shelf is Shelf.WRONG and not {Part.STEPS, Part.AFTER} <= set(page.parts):
        value.fail("it needs the steps to take at once and those after")


def _id(value: Value) -> str:
    return value.matching(_ID, _ID_MEANING)


def _words(value: Value) -> tuple[str, ...]:
    return value.each(lambda entry: entry.text(120))


def _source(value: Value, sources: Mapping[str, GuideSource]) -> str:
    return value.choice({name: name for name in sources})


def _fact(value: Value) -> tuple[str, str]:
    platform, _, question = value.matching(_FACT, "a platform and a question, such as zoom-free.cost").partition(".")
    return platform, question


def _parts(value: Value) -> dict[Part, tuple[str, ...]]:
    record = value.record((), _PARTS)
    return {_PARTS[name]: record[name].each(lambda entry: entry.text(400)) for name in value.mapping()}


def _sources(value: Value) -> dict[str, GuideSource]:
    record = value.record(("schema", "sources"))
    record["schema"].choice({"peerkit.guide-sources/1": None})
    return record["sources"].each_named(lambda _, entry: _one_source(entry.record(("title",), ("url", "read"))))


def _one_source(record: Record) -> GuideSource:
    url = record.get("url", lambda v: v.matching(r"https?://\S+", "an address"), "")
    return GuideSource(record["title"].text(200), url, record.get("read", Value.date, ""))


def _frame(value: Value) -> Frame:
    record = value.record(("schema", "language", "shelves", "parts", "timings", "labels"))
    record["schema"].choice({"peerkit.guide-frame/1": None})
    shelves, parts = record["shelves"].record(_SHELVES), record["parts"].record(_PARTS)
    timings, labels = record["timings"].record(_TIMINGS), record["labels"].record(LABELS)
    return Frame(
        language=record["language"].matching(r"[a-z]{2}", "two letters, such as en"),
        shelves={shelf: shelves[shelf.value].text(60) for shelf in Shelf},
        parts={part: parts[part.value].text(60) for part in Part},
        timings={word: timings[word].text(60) for word in _TIMINGS},
        labels={word: labels[word].text(200) for word in LABELS},
    )
