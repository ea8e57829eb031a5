"""The audit's page in a browser: axe-core finds nothing, small screens hold it, and it asks nobody for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from peerkit.model.report import Report
from peerkit.render.audit_html import render_audit_html
from tests.page.test_access import axe as axe
from tests.render.audit_report import DARK, NASTY, REPORT, hostile

REPORTS = {"small": REPORT, "dark": DARK, "hostile": hostile(NASTY[2])}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_everyone_can_read_it(chromium: Any, tmp_path: Path, axe: str, report: Report, scheme: str, width: int) -> None:
    page_file = tmp_path / "audit.html"
    page_file.write_text(render_audit_html(report), "utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, trouble, asked = context.new_page(), [], []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("system-ui"), "its style is let in"
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    context.close()
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert trouble == []
    assert asked == [page_file.as_uri()]
