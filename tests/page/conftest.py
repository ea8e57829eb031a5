"""The page in a real Chromium. Where Playwright or Chromium is missing, the tests skip loudly, or fail in CI."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue
from peerkit.model.policy import Policy
from peerkit.platformdata import load_catalogue
from peerkit.platformdata.scenarios import load_scenarios
from peerkit.policies import load_policy, policy_names
from peerkit.render.page import render_page
from peerkit.scoring import rank
from tests.real import missing, tool

TODAY = date(2026, 11, 21)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-default-apps", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def policies(catalogue: Catalogue) -> dict[str, Policy]:
    return {name: load_policy(name, catalogue.criteria) for name in policy_names()}


@pytest.fixture(scope="session")
def html(catalogue: Catalogue, policies: dict[str, Policy]) -> str:
    start = Case(Function.VIDEO_1TO1, policies["peer-run"], TODAY)
    return render_page(catalogue, list(policies.values()), load_scenarios(catalogue), start, rank(catalogue, start))


@pytest.fixture(scope="session")
def page_file(html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "compare.html"
    path.write_text(html, "utf-8")
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser for the whole run."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("the Python package playwright (extra 'browser')")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tool("chromium"), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, page_file: Path) -> Iterator[Any]:
    """Opens the page from its file, of that width, scheme and question; no error may turn up in its console."""
    contexts, trouble = [], []

    def opened(question: str = "", width: int = 1280, scheme: str = "light", **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(page_file.as_uri() + (f"#{question}" if question else ""))
        page.wait_for_selector("html.scripted")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []
