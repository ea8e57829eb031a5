"""The checks for people to read: a page each, and all in a list. Text and Markdown come from the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from peerkit import __version__
from peerkit.model.check import OS, Check, Family
from peerkit.render.audit_words import FAMILIES
from peerkit.render.json import dumps
from peerkit.render.paper import Paper
from peerkit.render.sheet import Block, Heading, Item, Text, Title, render_text
from peerkit.render.sheet_markdown import render_markdown

_SYSTEMS = {OS.LINUX: "Linux", OS.MACOS: "macOS", OS.WINDOWS: "Windows"}
# The longest id has 30 letters.
_COLUMN = 34
_HEAD = """\
# Checks

Made from the checks themselves by `make docs`: the same text as `peerkit audit explain CHECK`. A check says what it
found, with evidence; what it could not find out is never a pass and never a fail.
"""


def render_check(check: Check, paper: Paper) -> str:
    """One check's page, as text."""
    return render_text(list(_blocks(check)), paper)


def render_check_markdown(check: Check) -> str:
    """One check's page, as Markdown."""
    return render_markdown(list(_blocks(check)))


def _blocks(check: Check) -> Iterator[Block]:
    yield Title(check.id)
    yield Text(f"{check.title}.", lead="Good means")
    yield Text(f"{FAMILIES[check.family.value]}. If it fails: {check.severity.value} severity.", lead="About")
    yield Text(" ".join(check.why.split()), lead="Why it matters")
    for system, name in _SYSTEMS.items():
        steps = check.remedy.get(system, ())
        if steps:
            yield Heading(f"What helps on {name}")
        yield from map(Item, steps)
    if check.references:
        yield Heading("Where the rule comes from")
    for reference in check.references:
        yield Item(f"{reference.title} (read {reference.accessed})", url=reference.url)


def render_checks_markdown(checks: Iterable[Check]) -> str:
    """All pages in one document, by family."""
    pages = [_HEAD]
    for heading, found in _by_family(checks):
        pages.append(f"## {heading}\n")
        # Texts are escaped, so that a line that starts with # is a heading.
        pages += [re.sub(r"^#", "###", render_check_markdown(check), flags=re.MULTILINE) for check in found]
    return "\n".join(pages)


def _by_family(checks: Iterable[Check]) -> Iterator[tuple[str, list[Check]]]:
    listed = sorted(checks, key=lambda check: check.id)
    for family in Family:
        if found := [check for check in listed if check.family is family]:
            yield FAMILIES[family.value], found


def render_checks_list(checks: Iterable[Check], paper: Paper) -> str:
    """Every check on a line or two, by family."""
    listed = list(checks)
    blocks: list[Block] = [Title(f"The {len(listed)} checks")]
    for heading, found in _by_family(listed):
        items = [Item(f"{check.title} ({check.severity.value})", lead=check.id, column=_COLUMN) for check in found]
        blocks += [Heading(heading), *items]
    blocks += [Text(""), Text("In brackets: how grave it is if it fails. More on one: peerkit audit explain CHECK")]
    return render_text(blocks, paper)


def render_checks_json(checks: Iterable[Check]) -> str:
    """``peerkit.checks/1`` (schemas/checks.schema.json)."""
    return dumps({"schema": "peerkit.checks/1", "peerkit": __version__, "checks": list(map(_plain, checks))})


def _plain(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "family": check.family.value,
        "severity": check.severity.value,
        "title": check.title,
        "why": " ".join(check.why.split()),
        "facts": [fact.__name__ for fact in check.needs.values()],
        "remedy": {system.value: list(check.remedy.get(system, ())) for system in OS},
        "references": [asdict(reference) for reference in check.references],
    }
