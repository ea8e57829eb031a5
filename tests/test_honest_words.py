"""What no text of PeerKit may say: claims that are outdated, that nobody can keep, or that are not kind.

Each rule has its reason. Texts are everything people read: data, guide, documents, the tour, what the code says, and
the pages of the project. Not read: addresses and titles of sources, which are the words of others, and the wordings
that the guide's search listens for, which are the words of those who ask.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from peerkit.datafile.compiled import read_shipped

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "peerkit"
# Words of others, words of those who ask, and ids.
NOT_READ = {"sources", "url", "also", "practices", "source", "aliases", "see", "facts_from", "references"}
# Not texts: the vocabulary of the search, and what recorded machines answered.
NOT_TEXTS = ("search.yaml", "demos/")


class Rule(NamedTuple):
    """A pattern that may not match, why, and the sentences it may be found in nevertheless, each with its reason."""

    pattern: str
    why: str
    allowed: tuple[str, ...] = ()


RULES = {
    "no app is compliant": Rule(
        r"hipaa[- ]compliant|compliant (app|platform|with hipaa)",
        "it depends on the contract, the settings and the use",
    ),
    "the person": Rule(
        r"\b(clients?|patients?|consumers?|service users?|end users?)\b",
        "one word for each side: person and peer supporter",
        (
            # Titles of what others wrote.
            "HHS OCR: educating patients about",
            "telehealth privacy tips for patients",
            "FCC: consumer tip sheet",
            # The rule itself, told to those who write lists of their own, and its pattern.
            "Client, patient and user keep people at a distance.",
            "client, patient or user where person is meant",
            "|desktop) clients?",
        ),
    ),
    "Skype is gone": Rule(
        r"\bskype (is (free|safe|private|end|a good)|has|lets|needs|offers|runs|works|can|encrypts|costs|uses)\b",
        "it was shut down on 5 May 2025, and what is told of it is told in the past",
    ),
    "Skype was not locked": Rule(
        r"skype (is|was) end-to-end encrypted(?!; in truth)", "only its Private Conversations were"
    ),
    "Hangouts and Houseparty are gone": Rule(
        r"\b(hangouts|houseparty) (is (?!gone)|has|lets|needs|offers|works|can)\b", "shut down in 2022 and 2021"
    ),
    "no mix demanded": Rule(
        r"\b(must|needs?|has to|have to|requires?|should)\b[^.]{0,50}\b(upper ?case|capitals?|symbols?|special char)",
        "NIST SP 800-63B-4: length first; a mix is fine and not needed",
    ),
    "no change by the calendar": Rule(
        r"change[^.]{0,30}passwords?[^.]{0,30}\b(every|each|days|months|regularly|often)\b",
        "NIST SP 800-63B-4: change it when someone knows it",
    ),
    "a private window hides little": Rule(
        r"(?<!not )\b(hides everything|hide everything|leaves no traces?|nobody can see what you did)\b",
        "downloads, texts, apps, the network and spy apps remain",
    ),
    "public Wi-Fi": Rule(
        r"\b(never|do not|don't|must not) (use|join|go on) (a )?(public|open) wi-?fi",
        "guides differ, and someone may have nothing else",
    ),
    "ways of meeting are not ranked": Rule(
        r"\b(video|phone|calls?|texting|(meeting )?in person) (is|are) (always |far )?(better|worse|best|the best)\b",
        "different groups, different aims",
    ),
    "no word on medicine": Rule(
        r"\b(medications?|medicines?|meds|prescri\w+|dosage)\b",
        "peers do not advise on it, and do not praise it",
        ("Do not advise on medicine", "You don't give advice on medicine"),
    ),
    "good practice is not law": Rule(
        r"\b(the law|hipaa) (requires|demands|forces) (you to |all )?(encrypt|two-step|end-to-end)",
        "the new Security Rule was still only proposed in mid-2026",
    ),
    "no promise that nobody can keep": Rule(
        r"\b(100 ?%|completely|totally|perfectly|fully) (safe|secure|private|anonymous)\b|\bguaranteed\b",
        "no app and no device is",
    ),
}


def told(data: Any) -> Iterator[str]:
    """Every text in a file of data that people may read."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in NOT_READ:
                yield from told(value)
    elif isinstance(data, list):
        for value in data:
            yield from told(value)


def spoken(path: Path) -> Iterator[str]:
    """Every text in a piece of source but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
            and " " in node.value
        ):
            yield node.value


def texts() -> Iterator[tuple[str, str]]:
    """Where, and what."""
    for path in sorted(PACKAGE.rglob("*.yaml")):
        name = path.relative_to(ROOT).as_posix()
        if not any(part in name for part in NOT_TEXTS):
            yield from ((name, text) for text in told(read_shipped(path, lambda value: value.plain())))
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from ((path.relative_to(ROOT).as_posix(), text) for text in spoken(path))
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if path.name == "checks.md":  # made from the checks, which are read above
            continue
        yield from ((path.relative_to(ROOT).as_posix(), text) for text in path.read_text("utf-8").split("\n\n"))


@pytest.fixture(scope="module")
def everything() -> list[tuple[str, str]]:
    return [(where, " ".join(text.split())) for where, text in texts()]


@pytest.mark.parametrize("name", RULES)
def test_nothing_says_so(everything: list[tuple[str, str]], name: str) -> None:
    rule = RULES[name]
    pattern = re.compile(rule.pattern, re.IGNORECASE)
    found = [(where, text) for where, text in everything if pattern.search(text)]
    assert [one for one in found if not any(part in one[1] for part in rule.allowed)] == [], rule.why
    unused = [part for part in rule.allowed if not any(part in text for _, text in found)]
    assert unused == [], "an exception that nothing needs any more"


def test_the_texts_are_found(everything: list[tuple[str, str]]) -> None:
    whole = {where.split("/")[1] for where, _ in everything if where.startswith("peerkit/")}
    assert {"guide", "documents", "checklists", "platforms.yaml", "tour", "schedule", "cli", "render"} <= whole
    assert len(everything) > 5000
    assert any("Skype was shut down" in text for _, text in everything)


def test_the_rules_would_notice() -> None:
    bad = (
        "This app is HIPAA compliant.", "Ask your client first.", "Skype lets you call.",
        "Skype was end-to-end encrypted.",
        "Hangouts has no account.", "It must have a capital and a symbol.", "Change your password every 90 days.",
        "A private window hides everything.", "Never use public Wi-Fi.", "Video is better than a call.",
        "Well done with your medication!", "HIPAA requires two-step sign-in.", "This is completely private.",
    )  # fmt: skip
    assert [
        re.search(rule.pattern, text, re.IGNORECASE) is None for rule, text in zip(RULES.values(), bad, strict=True)
    ] == ([False] * len(RULES))
