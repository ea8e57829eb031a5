"""The page of an audit: what it says, that it loads and runs nothing, and that hostile texts stay text."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerkit.render.audit_html import render_audit_html
from peerkit.render.paper import safe
from tests.render.audit_report import DARK, DISK, FINE, NASTY, REPORT, hostile

VOID = {"meta"}
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
EXPECTED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "bdi", "time", "main", "section", "h2",
    "ul", "li", "b", "h3", "ol", "strong", "div", "table", "caption", "thead", "tr", "th", "tbody", "td", "article",
    "span", "code", "dl", "dt", "dd", "footer",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "datetime", "aria-labelledby", "id",
    "tabindex", "role", "aria-label", "scope", "rel",
}  # fmt: skip


class Page(HTMLParser):
    """Tags, attributes and texts of a page; every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] != "style":
            self.texts.append((self.open[-1], data))

    def all(self, name: str, tag: str = "") -> list[str]:
        return [value for found, key, value in self.attributes if key == name and tag in ("", found)]

    def said(self, *tags: str) -> str:
        return " ".join(text for tag, text in self.texts if not tags or tag in tags)


PAGE = Page(render_audit_html(REPORT))


def test_one_finding_as_it_is_written() -> None:
    assert """\
<article class="finding failed" id="failed-1">
<h3><span class="badge">high</span> <bdi>The disk is not encrypted.</bdi></h3>
<p class="soft">Good means: The disk is encrypted. Check <a href="#rule-1"><code>disk-encrypted</code></a>.</p>
<p><strong>What to do</strong></p>
<ul><li><bdi>Ask IT for help.</bdi></li><li><bdi>Install again with encryption.</bdi></li></ul>
<p><strong>What was seen</strong></p>
<ul><li><bdi>ext4 on /dev/sda2 (/proc/mounts)</bdi></li></ul>
</article>
<article class="finding failed" id="failed-2">
<h3><span class="badge">low</span> <bdi>The saved Wi-Fi Café asks for no password.</bdi></h3>
<p class="soft">Good means: Saved networks use WPA2 or WPA3. Check <a href="#rule-2">\
<code>saved-wifi-modern</code></a>, about <bdi>Café</bdi>.</p>
</article>
""" in render_audit_html(REPORT)


def test_a_manager_reads_the_summary_first() -> None:
    said = PAGE.said()
    order = [
        "Audit of this machine", "In short", "2 things failed: 1 high, 1 low.", "2 things could not be checked.",
        "What to look at first",
        "What nobody knows yet", "What failed, worst first", "What could not be checked, and why", "What is fine",
        "What does not apply, or is waived", "Where the rules come from", "not legal advice",
    ]  # fmt: skip
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)


def test_what_was_not_checked_is_as_loud_as_what_failed() -> None:
    failed, unchecked, *_ = re.findall(r'<li class="\w+"><b>\d+</b> [a-z ]+</li>', render_audit_html(REPORT))
    assert failed == '<li class="failed"><b>2</b> failed</li>'
    assert unchecked == '<li class="unchecked"><b>2</b> not checked</li>'
    assert PAGE.all("class", "article").count("finding failed") == 2
    assert PAGE.all("class", "article").count("finding unchecked") == 2
    dark = Page(render_audit_html(DARK)).said()
    assert "Nothing failed." in dark
    assert "No question got an answer: this report says nothing about how safe the machine is." in dark
    assert "Run this again in your own session." in dark


def test_the_summary_names_a_few_and_counts_the_rest() -> None:
    disks = tuple(replace(DISK, message=f"Disk {number} is not encrypted.") for number in range(7))
    many = Page(render_audit_html(replace(REPORT, findings=disks)))
    first = render_audit_html(replace(REPORT, findings=disks)).split("What to look at first")[1].split("</ol>")[0]
    assert first.count('<a href="#failed-') == 5
    assert "And 2 more below." in many.said()
    assert many.all("class", "article").count("finding failed") == 7


def test_an_empty_part_says_so() -> None:
    assert render_audit_html(FINE).count("<p>There is nothing here.</p>") == 2


def test_no_total_score() -> None:
    assert not re.search(r"\d\s*(%|/\s*100|of 100|points)", PAGE.said())
    assert "no total score" in PAGE.said()


def test_it_runs_and_loads_nothing() -> None:
    text = render_audit_html(REPORT)
    style = text.split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [value for value in PAGE.all("content") if "src" in value]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|expression|image-set", style)
    assert set(PAGE.tags) <= EXPECTED
    assert {name for _, name, _ in PAGE.attributes} <= ATTRIBUTES
    assert PAGE.tags.index("meta") < PAGE.tags.index("style"), "the policy stands before what it allows"


def test_links_lead_somewhere() -> None:
    ids = PAGE.all("id")
    assert len(set(ids)) == len(ids)
    inside = [link for link in PAGE.all("href") if link.startswith("#")]
    assert {link[1:] for link in inside} <= set(ids)
    assert [link for link in PAGE.all("href") if link not in inside] == [
        "https://example.org/disk?a=1&b=2", "https://example.org/lock",
    ]  # fmt: skip
    assert set(PAGE.all("aria-labelledby")) <= set(ids)


def test_landmarks_and_headings() -> None:
    assert [PAGE.tags.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert PAGE.all("lang", "html") == ["en"]
    levels = [int(tag[1]) for tag in PAGE.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(PAGE.all("aria-labelledby", "section")) == PAGE.tags.count("section")
    assert PAGE.all("scope").count("col") + PAGE.all("scope").count("row") == PAGE.tags.count("th")


def test_light_dark_and_paper() -> None:
    text = render_audit_html(REPORT)
    assert "@media screen and (prefers-color-scheme: dark)" in text
    assert "@media print" in text


def harmless(name: str) -> None:
    plain, page = Page(render_audit_html(hostile("name"))), Page(render_audit_html(hostile(name)))
    assert page.tags == plain.tags, "no text makes or breaks an element"
    assert [(tag, key) for tag, key, _ in page.attributes] == [(tag, key) for tag, key, _ in plain.attributes]
    assert [link for link in page.all("href") if not link.startswith("#")] == ["https://example.org/"]
    text = render_audit_html(hostile(name))
    assert not {unicodedata.category(char) for char in text.replace("\n", "")} & HIDDEN
    if safe(name).strip():
        assert page.said("bdi").count(safe(name)) >= 5, "the text is told, not swallowed"


@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_text(name: str) -> None:
    harmless(name)


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_stays_text(name: str) -> None:
    harmless(name)
