"""Every page of the guide: plain, kind, and true to the data it leans on."""

from __future__ import annotations

import re

import pytest

from peerkit.guide.loader import FOLDER, load_guide
from peerkit.model.guide import Page, Part, Shelf
from peerkit.platformdata.loader import load_shipped
from peerkit.practices import PracticeKind, load_practices
from tests.reading_level import CEILING, grade, words

GUIDE = load_guide()
PAGES = list(GUIDE.pages.values())
# Practices that a checklist, a document or the schedule carries: the guide has no page on them.
ELSEWHERE = {
    "boundary-agree-when-where-how", "boundary-agree-who-what", "boundary-explicit-from-start",
    "boundary-guidelines-protect-both", "boundary-tell-hours", "firstmeeting-dress",
    "firstmeeting-start-on-time", "schedule-day-review", "schedule-dress-for-work",
}  # fmt: skip


def texts(page: Page) -> list[str]:
    return [*page.text, *(text for part in page.parts.values() for text in part)]


def whole(page: Page) -> str:
    return " ".join(text if text[-1] in ".?!:" else f"{text}." for text in (page.title, *texts(page)))


def of(*ids: str) -> str:
    return " ".join(whole(GUIDE.pages[name]) for name in ids)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_page_is_plain_and_kind(page: Page) -> None:
    assert grade(whole(page)) <= CEILING
    assert [text for text in texts(page) if len(words(text)) >= 8 and grade(text) > CEILING] == []
    assert not re.search(r"\b(client|patient|user)s?\b", whole(page), re.IGNORECASE)
    assert "HIPAA compliant" not in whole(page)


def test_the_words_around_the_pages_are_plain() -> None:
    said = [*GUIDE.frame.labels.values(), *GUIDE.frame.parts.values(), *GUIDE.frame.shelves.values()]
    assert {text: grade(text) for text in said if len(words(text)) >= 5 and grade(text) > CEILING} == {}


def test_pages_point_to_pages() -> None:
    assert {f"{page.id} -> {other}" for page in PAGES for other in page.see if other not in GUIDE.pages} == set()
    assert [page.id for page in PAGES if page.id in page.see] == []


def test_facts_are_in_the_platform_data() -> None:
    catalogue = load_shipped()
    for page in PAGES:
        for platform, question in page.facts:
            entry = catalogue.platforms[platform]
            assert question in (entry.facts or {}) or question in entry.answers, f"{page.id}: {platform}.{question}"
        assert not page.platform or page.platform in catalogue.platforms


def test_a_source_of_two_rooms_is_one_source() -> None:
    catalogue = load_shipped()
    shared = GUIDE.sources.keys() & catalogue.sources.keys() - {"memory"}
    assert {name for name in shared if GUIDE.sources[name].url != catalogue.sources[name].url} == set()


def test_every_source_is_named_by_a_page() -> None:
    assert GUIDE.sources.keys() - {name for page in PAGES for name in page.sources} == set()


def test_practices_exist_and_every_guide_text_is_carried() -> None:
    known = load_practices()
    carried = {practice for page in PAGES for practice in page.practices}
    assert carried - known.keys() == set()
    assert {name for name, one in known.items() if one.kind is PracticeKind.GUIDE_TEXT} - carried == set()
    assert known.keys() - carried == ELSEWHERE


def test_no_platform_of_the_past_is_spoken_of_as_if_it_ran() -> None:
    catalogue = load_shipped()
    for page in PAGES:
        for platform, _ in page.facts:
            if not catalogue.platforms[platform].running:
                assert f"{catalogue.platforms[platform].name} was shut down" in page.text[0], page.id


@pytest.mark.parametrize(
    ("ids", "says"),
    [
        (("skype-hipaa",), "end-to-end encryption was an extra mode you had to turn on"),
        (("apps-to-avoid",), "shut down in 2021"),
        (("other-platforms",), "Google Meet and Chat"),
        (("good-password",), "15 letters or more, or 8 with two-step sign-in"),
        (("zoom-hipaa",), "signed BAA for this plan and sets it up right"),
        (("app-for-health-facts",), "That ended in 2023"),
        (("private-or-allowed",), "two lines"),
        (("whatsapp-equipment",), "may not be there for everyone"),
        (("other-platforms",), "Someone with an Apple device starts it"),
        (("end-to-end-trade-off",), "nobody can dial in or use a browser or captions"),
        (("public-wifi",), "Guides do not agree"),
        (("private-browsing",), "It hides the page list on this device. It does not hide everything."),
        (("ask-location",), "Keep tracking off; ask instead"),
        (("after-hours",), "You are off at 5. The plan says who is on."),
        (("camera-off",), "Camera off is fine"),
        (("mix-of-ways",), "No way of meeting is best for all"),
        (("what-they-like",), "First the floor"),
        (("more-personal",), "safety first, talk next, forms last"),
        (("share-my-story",), "Online: think of it as there for good"),
        (("good-and-bad-sides",), "One to one, we ask for a number to call back"),
        (("minors",), "PeerKit is made for adult services"),
        (("links-note",), "none is endorsed"),
        (("which-law",), "HIPAA, 42 CFR Part 2, and the law of your state. PeerKit cannot tell you."),
        (("two-step-sign-in",), "good practice, though not yet the law"),
        (("praise",), "Praise what they set out to do"),
        (("smart-recovery",), "closed in 2023"),
        (("warmline", "warmline-word"), "call or text 988"),
        (("map-of-places",), "save nothing"),
        (("share-in-trust",), "Not places to call"),
    ],
)
def test_where_guides_are_out_of_date_or_disagree_the_page_says_so(ids: tuple[str, ...], says: str) -> None:
    assert says in of(*ids)


def test_what_went_wrong_begins_with_what_to_do() -> None:
    for page in GUIDE.shelf(Shelf.WRONG):
        assert next(iter(page.parts)) is Part.STEPS
        assert Part.AFTER in page.parts
        assert len(page.text) == 1
        assert len(words(page.text[0])) <= 20, "a breath, no lecture"


def test_each_browser_page_says_what_a_private_window_does_not_do() -> None:
    pages = [page for page in PAGES if page.id.startswith("private-window-")]
    assert len(pages) == 4
    assert all("hides the page list on this device, and no more" in page.text[0] for page in pages)


def test_ways_of_meeting_are_never_ranked() -> None:
    for page in GUIDE.shelf(Shelf.MODALITIES):
        assert not re.search(r"\b(best|worst|better than|superior)\b", whole(page).replace("the best of", "")), page.id


def test_the_files_are_the_pages() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} - {"__pycache__"} == {"en", "es"}
    assert {shelf: len(GUIDE.shelf(shelf)) > 0 for shelf in Shelf} == dict.fromkeys(Shelf, True)
