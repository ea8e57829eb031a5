"""Everyone can use the page: axe-core finds nothing, the keyboard reaches everything, small screens hold it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.real import missing

OPENED = "policy=hipaa&compare=signal,zoom-free,whatsapp,skype"
PERSON = "scenario=flip-phone&fn=any&needs=no_internet,no_smartphone&devices=flip-phone&minutes=45"
# Opens a row and everything inside it, the folded groups and all of the question.
OPEN_ALL = """async () => {
  const wait = () => new Promise(done => setTimeout(done, 60));
  for (const selector of [".panel", ".fold", ".folded", "#results .row:first-child .behind",
      "#ranked .row:first-child .more", "#ranked .row:first-child .fact", "#compare tbody tr:nth-child(9) .fact"]) {
    for (const found of document.querySelectorAll(selector)) found.open = true;
    await wait();
  }
}"""
FOCUSED = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  return { tag: node.tagName, id: node.id, text: node.textContent.trim().slice(0, 80), outline: style.outlineStyle,
    width: parseFloat(style.outlineWidth), seen: box.bottom > 0 && box.top < innerHeight,
    inRow: (node.closest(".row") || {}).id || "" };
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core. It is not ours to ship; ``.ci/run`` fetches it and names it in PEERKIT_AXE."""
    path = os.environ.get("PEERKIT_AXE", "")
    if not Path(path).is_file():
        missing("axe-core (its axe.min.js, named in PEERKIT_AXE; .ci/run fetches it)")
    return Path(path).read_text("utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("question", ["", OPENED, PERSON], ids=["opening", "compared", "person"])
def test_axe_finds_nothing(open_page: Callable[..., Any], axe: str, question: str, scheme: str, width: int) -> None:
    page = open_page(question, width, scheme)
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    assert [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"]) for fault in found["violations"]
    ] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("question", ["", OPENED, PERSON], ids=["opening", "compared", "person"])
def test_nothing_runs_off_the_side(open_page: Callable[..., Any], question: str) -> None:
    page = open_page(question, 1280)
    page.evaluate(OPEN_ALL)
    for width in (1280, 768, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_what_people_press_is_large_enough(open_page: Callable[..., Any], width: int) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, links within sentences aside."""
    page = open_page(OPENED, width)
    page.evaluate(OPEN_ALL)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, .choice, .pick, .slide input, .number input, a.pill")]
        .map(node => [node.textContent.slice(0, 40), node.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 23.5 || box.width < 23.5))
        .map(([text, box]) => [text, box.width, box.height])"""
    )
    assert small == []


def press(page: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(40)
    return page.evaluate(FOCUSED)


def test_a_walk_with_the_keyboard_alone(open_page: Callable[..., Any]) -> None:
    page = open_page()
    assert press(page, "Tab")["id"] == "skip"
    assert page.locator("#skip").bounding_box()["y"] >= 0
    assert press(page, "Enter")["id"] == "answer"
    row = press(page, "Tab")
    assert row["tag"] == "SUMMARY"
    assert row["inRow"] == page.locator("#ranked > .row").first.get_attribute("id")
    press(page, "Enter")
    assert page.locator(f"#{row['inRow']} .two-lines").is_visible()
    while "Every answer" not in (found := press(page, "Tab"))["text"]:
        assert found["inRow"] == row["inRow"]
    press(page, "Enter")
    fact = press(page, "Tab")
    assert fact["tag"] == "SUMMARY"
    press(page, "Enter")
    assert "Speaks for" in page.locator(f"#{row['inRow']} .evidence").first.inner_text()


def test_side_by_side_with_the_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.locator("#ranked .pick input").first.focus()
    picked = press(page, "Space")
    assert picked["id"].startswith("pick-"), "the keyboard stays where it was"
    assert page.locator("#compare thead th").count() == 1
    page.locator("#tray-link").focus()
    assert press(page, "Enter")["id"] == "compare"


def test_choices_and_sliders_with_the_keyboard(open_page: Callable[..., Any]) -> None:
    page = open_page()
    before = page.locator("#summary").inner_text()
    page.locator("input[name=policy]:checked").focus()
    chosen = press(page, "ArrowUp")
    assert chosen["id"].startswith("policy-")
    page.get_by_role("status").filter(has_not_text=before).wait_for()
    page.locator(".fold summary", has_text="How much each thing counts").focus()
    press(page, "Enter")
    page.locator("#weight-e2ee").focus()
    weight = float(page.locator("#weight-e2ee").input_value())
    assert press(page, "ArrowLeft", "ArrowLeft")["id"] == "weight-e2ee"
    assert float(page.locator("#weight-e2ee").input_value()) == weight - 1
    assert page.locator("#weight-e2ee + output").inner_text() == f"{weight - 1:g}"
    assert f"weights=e2ee%3A{weight - 1:g}" in page.url


def test_a_dragged_slider_stays_under_the_hand(open_page: Callable[..., Any]) -> None:
    """Some browsers do not focus what is dragged: it must not be drawn anew while it moves."""
    page = open_page()
    page.locator(".fold summary", has_text="How much each thing counts").click()
    page.locator("#weight-door").wait_for()
    same = page.evaluate(
        """() => { const slider = document.getElementById("weight-door");
        for (const value of ["1", "9"]) {
          slider.value = value; slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return slider.isConnected && slider === document.getElementById("weight-door"); }"""
    )
    assert same
    assert "weights=door%3A9" in page.url


def test_the_question_keeps_its_place_when_it_changes(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.locator("#need-free").scroll_into_view_if_needed()
    before = page.locator("#asking").evaluate("node => node.scrollTop")
    page.locator("#need-free").check()
    assert before > 0
    assert page.locator("#asking").evaluate("node => node.scrollTop") == before


def test_a_number_keeps_the_way_to_the_next_field(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.locator("#ask-people").focus()
    assert press(page, "1", "2", "Tab")["id"] == "ask-minutes"
    page.get_by_role("status").filter(has_text="12 people").wait_for()


def test_the_keyboard_meets_no_trap_and_is_always_seen(open_page: Callable[..., Any]) -> None:
    page = open_page(OPENED)
    seen = []
    for _ in range(400):
        found = press(page, "Tab")
        if found["tag"] == "BODY":
            break
        assert found["outline"] != "none", found
        assert found["width"] >= 2, found
        assert found["seen"], found
        seen.append(found["tag"])
    else:
        pytest.fail("the end of the page was not reached in 400 steps")
    assert len(seen) > 60


def test_landmarks_headings_and_names(open_page: Callable[..., Any]) -> None:
    page = open_page("compare=signal")
    for role in ("banner", "main", "complementary", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(node => Number(node.tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.get_by_role("status").inner_text().startswith("For video call with one person")
    assert page.get_by_role("checkbox", name=re.compile(r"^Side by side ?: Signal$")).count() == 1
