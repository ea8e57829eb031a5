"""The trainers' page: one self-contained HTML file that scores in the browser with the numbers of the command line.

No request leaves it: a Content-Security-Policy in the page lets only its own style and script run, by their
hashes, and forbids everything else. What stands in it before any script runs is the answer to the question it
opens with. The readable parts are the files in ``page/``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from peerkit.model.judgement import Case, Ranking
from peerkit.model.platform import Catalogue
from peerkit.model.policy import Policy
from peerkit.model.recommendation import Scenario
from peerkit.render.page_data import page_data
from peerkit.render.page_first import day_words, first_rows, first_stories, first_summary

PARTS = Path(__file__).parent / "page"
SCRIPTS = (
    "dom", "data", "points", "gates", "judging", "needs", "recommending", "robustness",  # the scoring
    "state", "facts", "bars", "details", "rows", "answer", "compare", "map", "controls", "main",  # what people see
)  # fmt: skip


def render_page(
    catalogue: Catalogue, policies: Sequence[Policy], scenarios: Sequence[Scenario], start: Case, ranking: Ranking
) -> str:
    """The page. ``start`` is the question it opens with, under one of ``policies``; ``ranking`` is its answer."""
    style, script = (PARTS / "page.css").read_text("utf-8"), page_script()
    return _filled(
        (PARTS / "template.html").read_text("utf-8"),
        {
            "policy": content_policy(style, script),
            "style": style,
            "script": script,
            "made_on": escape(day_words(start.today.isoformat())),
            "newest": escape(day_words(catalogue.newest)),
            "summary": escape(first_summary(catalogue, start, ranking)),
            "stories": first_stories(scenarios),
            "rows": first_rows(ranking),
            "data": page_data(catalogue, policies, scenarios, start),
        },
    )


def page_script() -> str:
    """All modules as one strict script that leaves nothing behind in the window but ``peerkitPage``."""
    modules = "\n".join((PARTS / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{modules}}})();\n'


def content_policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style and this script, nothing else, and no markup made from text."""
    return "; ".join((
        "default-src 'none'",
        f"script-src {_hash(script)}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ))  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _filled(template: str, parts: dict[str, str]) -> str:
    """The template with its blanks filled in one pass: what is put in is never searched for blanks again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)
