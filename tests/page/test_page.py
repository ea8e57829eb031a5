"""The page itself: closed to the network, small, there before any script, honest with hostile data, good on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue, Sourced
from peerkit.model.policy import Overlay, Policy
from peerkit.platformdata.scenarios import load_scenarios
from peerkit.render.page import PARTS, SCRIPTS, render_page
from peerkit.scoring import rank
from tests.page.conftest import TODAY

EVIL = "</script><img src=x onerror=alert(1)><b>{{data}}</b>\x1b[2J&amp;\u2028"
ROWS = """[...document.querySelectorAll('#compare tbody tr')]
  .map(row => [row.children[0].textContent, [...row.querySelectorAll('td')].map(cell => cell.innerText)])"""


def test_it_stays_under_800_kilobytes(html: str) -> None:
    assert len(html.encode()) < 800_000


def test_the_same_question_gives_the_same_page(html: str, catalogue: Catalogue, policies: Mapping[str, Policy]) -> None:
    start = Case(Function.VIDEO_1TO1, policies["peer-run"], TODAY)
    again = render_page(catalogue, list(policies.values()), load_scenarios(catalogue), start, rank(catalogue, start))
    assert again == html


def test_nothing_in_it_points_outside_but_links_to_sources(html: str) -> None:
    shell = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*", shell) == []
    assert re.findall(r"\burl\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\(", shell) == []
    assert "innerHTML" not in shell
    assert "localStorage" not in shell


def test_every_module_is_in_the_page_and_small() -> None:
    assert {path.stem for path in PARTS.glob("*.js")} == set(SCRIPTS)
    for path in PARTS.iterdir():
        assert len(path.read_text("utf-8").splitlines()) <= 300, path.name


def test_no_request_leaves_it(chromium: Any, page_file: Path) -> None:
    context = chromium.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.scripted")
    for story in range(page.locator(".story").count()):
        page.locator(".story").nth(story).click()
    page.evaluate("for (const node of document.querySelectorAll('details')) node.open = true")
    page.wait_for_timeout(300)
    assert asked == [page_file.as_uri()]
    context.close()


def test_the_browser_itself_refuses_what_the_page_does_not_need(chromium: Any, page_file: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("html.scripted")
    refused = page.evaluate(
        """async () => {
        const refused = [], note = event => refused.push(event.effectiveDirective);
        document.addEventListener("securitypolicyviolation", note);
        const put = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
        fetch("http://127.0.0.1:9/").catch(() => {});
        put("img", { src: "http://127.0.0.1:9/x.png" });
        put("link", { rel: "stylesheet", href: "http://127.0.0.1:9/x.css" });
        put("iframe", { src: "http://127.0.0.1:9/" });
        const marked = document.createElement("p");
        try { marked.setAttribute("onclick", "1"); } catch { refused.push("handler"); }
        try { document.createElement("p").innerHTML = "<b>x</b>"; } catch { refused.push("markup"); }
        await new Promise(done => setTimeout(done, 300));
        return refused; }"""
    )
    wanted = {"connect-src", "img-src", "style-src-elem", "frame-src", "handler", "markup"}
    assert wanted <= set(refused), refused
    context.close()


def test_the_answer_is_there_without_scripts(
    chromium: Any, page_file: Path, catalogue: Catalogue, policies: Mapping[str, Policy]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    start = Case(Function.VIDEO_1TO1, policies["peer-run"], TODAY)
    ranking = rank(catalogue, start)
    names = [judgement.platform.name for judgement in (*ranking.ranked, *ranking.waiting, *ranking.stopped)]
    assert page.locator(".row h4").all_inner_texts() == names
    assert ranking.ranked[0].platform.name in page.locator("#summary").inner_text()
    assert page.locator("noscript").is_visible()
    assert page.locator("button, input").count() == 0, "nothing that would not work"
    context.close()


def test_scripts_say_what_stood_there_before(chromium: Any, page_file: Path, open_page: Callable[..., Any]) -> None:
    still = chromium.new_context(java_script_enabled=False)
    before = still.new_page()
    before.goto(page_file.as_uri())
    after = open_page()
    count = after.locator("#ranked .row").count()
    for part in (".row h4", ".row .numbers", ".row .chips"):
        assert after.locator(f"#ranked {part}").all_inner_texts() == before.locator(part).all_inner_texts()[:count]
    assert after.locator("#summary").inner_text() == before.locator("#summary").inner_text()
    still.close()


def test_it_opens_with_the_question_it_was_made_for(
    chromium: Any, catalogue: Catalogue, policies: Mapping[str, Policy], tmp_path: Path
) -> None:
    start = Case(Function.VIDEO_GROUP, policies["hipaa"], TODAY, Overlay(assume_signed=True), people=12, minutes=90)
    path = tmp_path / "start.html"
    path.write_text(render_page(catalogue, list(policies.values()), (), start, rank(catalogue, start)), "utf-8")
    texts = []
    for scripts in (False, True):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(path.as_uri())
        page.locator("html.scripted #results" if scripts else "#results").wait_for()
        texts.append([page.locator("#summary").inner_text(), *page.locator(".row h4").all_inner_texts()[:5]])
        context.close()
    assert texts[0] == texts[1]
    assert "12 people, 90 minutes" in texts[0][0]
    assert texts[0][0].count("as if every BAA on offer were signed") == 1


def poisoned(catalogue: Catalogue) -> Catalogue:
    """The catalogue with hostile texts wherever an organisation could put one."""
    signal = catalogue.platforms["signal"]
    said = Sourced(EVIL, "2026-11-20", None, "evil", note=EVIL)
    answers = {
        name: {key: a._replace(note=EVIL, source="evil") for key, a in by.items()}
        for name, by in signal.answers.items()
    }
    evil = signal._replace(
        name=EVIL,
        vendor=EVIL,
        summary=EVIL,
        good_for=(EVIL,),
        facts={"baa": said},
        history=(said,),
        answers=answers,
    )
    page = next(iter(catalogue.sources.values()))
    source = page._replace(id="evil", title=EVIL, url="javascript:alert(1)", note=EVIL)
    return catalogue._replace(
        platforms={**dict(catalogue.platforms), "signal": evil},
        sources={**dict(catalogue.sources), "evil": source},
    )


def test_hostile_texts_stay_texts(
    chromium: Any, catalogue: Catalogue, policies: Mapping[str, Policy], tmp_path: Path
) -> None:
    bad = poisoned(catalogue)
    policy = policies["peer-run"]._replace(title=EVIL, summary=EVIL)
    start = Case(
        Function.VIDEO_1TO1, policy, TODAY, Overlay(signed={"signal": "2026-01-01"}, banned=frozenset({"skype"}))
    )
    path = tmp_path / "evil.html"
    path.write_text(render_page(bad, [policy], load_scenarios(bad), start, rank(bad, start)), "utf-8")
    page = chromium.new_page()
    trouble: list[str] = []
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector("html.scripted")
    page.evaluate("document.querySelector('#row-signal .behind').open = true")
    page.wait_for_timeout(80)
    for inner in (".more", ".fact"):
        page.evaluate(
            "inner => document.querySelectorAll('#row-signal ' + inner).forEach(one => one.open = true)", inner
        )
        page.wait_for_timeout(80)
    assert page.evaluate("document.querySelectorAll('img, b, main script, [onerror]').length") == 0
    assert page.locator("#row-signal h4").text_content() == EVIL
    assert page.evaluate("[...document.links].filter(a => !/^(https?:|file:)/.test(a.href)).length") == 0
    assert trouble == []
    page.close()


@pytest.mark.parametrize(
    "question",
    [
        "policy=__proto__&fn=constructor&people=-3&minutes=1e9&compare=toString,__proto__&likes=<img>&signed=__proto__",
        "weights=__proto__:5,e2ee:-1,e2ee:x,baa:3,price:1,:,e2ee:1e999&devices=constructor,unknown&needs=__proto__&scenario=%00",
        "%E0%A4%A&===&&fn=any&people=999999999999",
        "compare=signal,signal,whatsapp,skype,zoom-free,zoom-paid&fn=broadcast",
    ],
)
def test_a_strange_address_is_a_plain_question(open_page: Callable[..., Any], question: str) -> None:
    page = open_page(question)
    assert page.locator("#results .row, #results .folded").count() > 0
    assert page.locator("#compare thead th").count() <= 4


def test_a_question_travels_in_the_address(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.locator("#story-only-whatsapp").click()
    page.locator("#pick-whatsapp").check()
    page.wait_for_timeout(400)
    address = page.url.split("#")[1]
    again = open_page(address)
    assert again.locator("#results").inner_text() == page.locator("#results").inner_text()
    assert again.locator("#compare").inner_text() == page.locator("#compare").inner_text()
    assert "liked by the person" in again.locator("#row-whatsapp").inner_text()


def test_a_signed_baa_moves_a_platform_up(open_page: Callable[..., Any]) -> None:
    page = open_page("policy=hipaa")
    assert page.locator("#waiting #row-zoom-paid").count() == 1
    page.locator(".fold summary", has_text="Contracts on record").click()
    page.locator("#signed-zoom-paid").check()
    assert page.locator("#ranked #row-zoom-paid").count() == 1
    assert "BAA on record" in page.locator("#row-zoom-paid .chips").inner_text()


def test_every_fact_opens_its_source_and_date(open_page: Callable[..., Any], catalogue: Catalogue) -> None:
    page = open_page("policy=peer-run&compare=signal")
    cells = page.locator("#compare tbody .fact")
    for place in range(cells.count()):
        cells.nth(place).locator("summary").click()
        told = cells.nth(place).locator(".evidence").inner_text()
        assert re.search(r"\b20\d\d\b", told), told
        assert "Source" in told or "Looked on" in told, told


def test_the_truth_on_one_screen(open_page: Callable[..., Any]) -> None:
    """Signal is the most private and may not carry health information; Skype is gone; a free plan has no BAA."""
    page = open_page("policy=hipaa&compare=zoom-free,signal,whatsapp,skype")
    rows = dict(page.evaluate(ROWS))
    privacy = [int(text.split()[0]) for text in rows["Privacy of the call"][:3]]
    assert max(privacy) == privacy[1]
    assert all("no BAA" in text for text in rows["Allowed for health information"])
    assert "5 May 2025" in rows["Reasons"][3]
    for name in ("tiktok", "twitch", "facebook-live", "houseparty"):
        assert page.locator(f"#ranked #row-{name}, #waiting #row-{name}").count() == 0


def test_on_paper(open_page: Callable[..., Any], tmp_path: Path) -> None:
    page = open_page("policy=hipaa&compare=signal,zoom-paid", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("#asking", "#stories", ".tray", ".skip", ".pick"):
        assert not page.locator(hidden).first.is_visible(), hidden
    for shown in ("h1", ".made", "#summary", "#ranked .row", "#compare table"):
        assert page.locator(shown).first.is_visible(), shown
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.screenshot(path=tmp_path / "print.png")
    assert page.pdf(format="Letter").startswith(b"%PDF-")
