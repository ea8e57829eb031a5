"""The guide: pages that answer, explain and help when something went wrong. Plain data, a folder of texts a language.

Named tuples, not dataclasses: there are well over a hundred pages, and each start makes them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from enum import Enum
from typing import NamedTuple


class Shelf(Enum):
    """What kind of page it is; the value is also the word of the command."""

    QUESTIONS = "questions"
    WORDS = "words"
    MODALITIES = "modalities"
    SKILLS = "skills"
    ICONS = "icons"
    ACTIVITIES = "activities"
    WRONG = "wrong"
    LINKS = "links"


class Part(Enum):
    """What the sentences below a page's text are; steps are numbered, and steps at once come before steps after."""

    STEPS = "steps"
    AFTER = "after"
    POINTS = "points"
    SAY = "say"
    LIMITS = "limits"
    PROS = "pros"
    CONS = "cons"
    GOOD_FOR = "good_for"
    NOT_FOR = "not_for"
    NEEDS = "needs"
    FOUND = "found"


class GuideSource(NamedTuple):
    """Where a page comes from; without an address where none is known. ``read`` is empty for what is from memory."""

    title: str
    url: str = ""
    read: str = ""


class Page(NamedTuple):
    """One page. ``also`` are other ways to ask for it, for the search alone.

    ``facts`` are pairs of a platform's id and one of its six questions or criteria: what a service is like stands in
    the platform data and is read from there. ``platform`` is the entry a way of meeting is joined with, ``timing``
    is ``live``, ``delayed`` or ``one-way``. ``crisis``: the crisis card belongs on it. ``checked`` is the ISO day on
    which a link was last looked at, ``reviewed_on`` the day the page was last read over.
    """

    id: str
    shelf: Shelf
    topic: str
    title: str
    text: tuple[str, ...]
    reviewed_on: str
    also: tuple[str, ...] = ()
    parts: Mapping[Part, tuple[str, ...]] = {}
    facts: tuple[tuple[str, str], ...] = ()
    platform: str = ""
    timing: str = ""
    crisis: bool = False
    practices: tuple[str, ...] = ()
    beyond_seeds: bool = False
    sources: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    url: str = ""
    checked: str = ""


class Frame(NamedTuple):
    """The words around the pages in one language: names of shelves, headings, labels."""

    language: str
    shelves: Mapping[Shelf, str]
    parts: Mapping[Part, str]
    timings: Mapping[str, str]
    labels: Mapping[str, str]


class Guide(NamedTuple):
    """All pages by id, shelf by shelf, with their sources and the words around them.

    ``in_english`` are the ids of pages that another language lacks, so that they are shown in English.
    """

    pages: Mapping[str, Page]
    sources: Mapping[str, GuideSource]
    frame: Frame
    in_english: Set[str] = frozenset()

    def shelf(self, shelf: Shelf) -> list[Page]:
        """The pages of one kind, in the order of the files."""
        return [page for page in self.pages.values() if page.shelf is shelf]


class Found(NamedTuple):
    """A page that fits a question, with its points: more is better; one asked for by its very name comes first."""

    page: Page
    points: float


class Answer(NamedTuple):
    """What was found for a question. ``sure``: the first page fits well. ``danger``: the question speaks of danger."""

    question: str
    found: tuple[Found, ...]
    sure: bool
    danger: bool
