"""The Markdown of an audit, as written and as a Markdown reader understands it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # Rich brings it

from peerkit.render.audit_markdown import render_audit_markdown
from tests.render.audit_report import DARK, FINE, NASTY, REPORT, hostile

READER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
EXPECTED = {"h1", "h2", "h3", "p", "ul", "li", "ol", "strong", "table", "thead", "tbody", "tr", "th", "td", "a"}


def test_as_it_is_written() -> None:
    assert (
        render_audit_markdown(REPORT)
        == """\
# Audit of this machine: Ubuntu 24.04.3 LTS

Made at 2026-11-21T10:40:00Z. Known here as machine-1a2b3c (linux).

- 2 things failed: 1 high, 1 low.
- 2 things could not be checked. Nobody knows yet whether they are fine.
- 1 thing is fine.
- 1 thing does not apply, or is waived.

| Part | failed | not checked | fine | does not apply |
| --- | --- | --- | --- | --- |
| Device | 1 | 2 | 1 | 1 |
| Wi-Fi | 1 | 0 | 0 | 0 |

## What failed, worst first

### high: disk-encrypted

- **Found:** The disk is not encrypted.
- **Good means:** The disk is encrypted.
- **Seen:** ext4 on /dev/sda2 (/proc/mounts)
- **What to do:** Ask IT for help.
- **What to do:** Install again with encryption.

### low: saved-wifi-modern (Café)

- **Found:** The saved Wi-Fi Café asks for no password.
- **Good means:** Saved networks use WPA2 or WPA3.

## What could not be checked, and why

### check broke: guest-account-off

- **Found:** This check broke (KeyError).

### not checked: screen-locks

- **Found:** No desktop answered
- **Good means:** The screen locks by itself within 15 minutes.
- **To find out:** Run this again in your own session.

## What is fine

| Check | What was found | Seen |
| --- | --- | --- |
| firewall-on | The firewall is on. | Status: active (ufw); deny (incoming) (ufw) |

## What does not apply, or is waived

| Check | What was found | Seen |
| --- | --- | --- |
| swap-encrypted | There is no swap. |  |

## Where the rules come from

- **disk-encrypted:** A rule about disks (read 2026-11-20) <https://example.org/disk?a=1&b=2>
- **screen-locks:** A rule about locks (read 2026-11-21) <https://example.org/lock>

Guidance, not legal advice. There is no total score on purpose. Made by PeerKit 0.1.0.
"""
    )


def test_nothing_failed_and_nothing_known() -> None:
    assert "Nothing failed.\n- Everything could be checked.\n- 1 thing is fine.\n" in render_audit_markdown(FINE)
    assert "1 thing could not be checked. Nobody knows yet whether it is fine." in render_audit_markdown(DARK)
    assert "No question got an answer" in render_audit_markdown(DARK)


class Seen(HTMLParser):
    """What a page made of the Markdown holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def harmless(name: str) -> None:
    plain, seen = (Seen(READER.render(render_audit_markdown(hostile(text)))) for text in ("name", name))
    assert set(seen.tags) <= EXPECTED
    assert seen.tags == plain.tags, "no text makes or breaks a heading, a table or a list"
    assert seen.links == ["https://example.org/"]


@pytest.mark.parametrize("name", NASTY)
def test_hostile_texts_stay_text(name: str) -> None:
    harmless(name)


@given(st.text(st.characters(), min_size=1, max_size=40).filter(str.strip))
def test_any_text_stays_text(name: str) -> None:
    harmless(name)


def test_nobody_is_called_and_no_bare_address_is_a_link() -> None:
    shown = render_audit_markdown(hostile("@everyone www.evil.example mail@evil.example http://evil.example"))
    assert "@" not in shown
    assert "www." not in shown
    assert "http://" not in shown
