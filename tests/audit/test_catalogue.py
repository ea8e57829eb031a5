"""The catalogue of checks: every one is whole, readable and dated; the list, the pages and the document agree."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from peerkit.audit import checks as folder
from peerkit.audit.checks import all_checks, check_ids, load_check
from peerkit.errors import NotFound
from peerkit.model.check import OS, Check
from peerkit.render.checks_page import (
    render_check,
    render_check_markdown,
    render_checks_json,
    render_checks_list,
    render_checks_markdown,
)
from peerkit.render.paper import Paper
from peerkit.render.sheet_markdown import escaped
from tests.reading_level import CEILING, grade, words

FOLDER = Path(folder.__file__).parent
TESTS = Path(__file__).parent / "checks"
DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"
CHECKS = all_checks()
WIDE = Paper(100)
SHORTEST_WHY = 5
# A title says how things are when all is well; it neither asks nor orders.
NO_STATEMENT = re.compile(
    r"(?:is|are|do|does|has|have|can|should|what|who|when|why|how|check|ensure|make|verify)\b", re.I
)
WRONG_WORDS = re.compile(r"\b(?:users?|clients?|patients?)\b(?! name)")
# The last is one who takes their time; the others are labels of settings, as is "Users" with a capital.
RIGHT_WORDS = ("Allow this user to administer this computer", "Other users", "patient thief")
# Labels of settings are the systems' own, and long.
LABELS = 2.0


def every(name: str) -> Check:
    return CHECKS[name]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_there_are_some() -> None:
    assert len(CHECKS) > 40
    assert set(CHECKS) == set(check_ids())


def test_there_is_none_of_another_name() -> None:
    with pytest.raises(NotFound):
        load_check("../checks")


@pytest.mark.parametrize("name", CHECKS)
def test_one_file_one_check_one_name(name: str) -> None:
    check = every(name)
    assert check.id == name
    assert check.rule.__name__ == name.replace("-", "_")
    assert check.rule.__module__ == f"{folder.__name__}.{check.rule.__name__}"
    assert (FOLDER / f"{check.rule.__name__}.py").is_file()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_comes_with_a_test_of_its_verdicts(name: str) -> None:
    function = every(name).rule.__name__
    imported = re.compile(rf"^from peerkit\.audit\.checks\.{function} import {function}\b", re.MULTILINE)
    assert any(imported.search(path.read_text("utf-8")) for path in TESTS.glob("test_*.py"))


@pytest.mark.parametrize("name", CHECKS)
def test_the_title_is_a_statement(name: str) -> None:
    title = every(name).title
    assert title[0].isupper()
    assert not title.endswith((".", "!"))
    assert "?" not in title
    assert not NO_STATEMENT.match(title)
    assert len(words(title)) <= 14


def test_no_two_checks_share_a_title() -> None:
    assert len({check.title for check in CHECKS.values()}) == len(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_the_reason_is_said_in_plain_words(name: str) -> None:
    why = every(name).why
    assert len(words(why)) >= SHORTEST_WHY
    assert flat(why).endswith(".")
    assert grade(why) <= CEILING


@pytest.mark.parametrize("name", CHECKS)
def test_there_is_help_for_every_system(name: str) -> None:
    remedy = every(name).remedy
    assert set(remedy) == set(OS)
    for steps in remedy.values():
        assert steps
        # A step is a sentence, or ends in a command to type.
        assert all(step.strip() == step and (step.endswith((".", "!")) or ": " in step) for step in steps)
        assert len(set(steps)) == len(steps)
    assert grade(" ".join(step for steps in remedy.values() for step in steps)) <= CEILING + LABELS


@pytest.mark.parametrize("name", CHECKS)
def test_it_says_where_the_rule_comes_from(name: str) -> None:
    references = every(name).references
    assert references
    assert len({reference.url for reference in references}) == len(references)
    for reference in references:
        assert reference.title.strip()
        assert re.fullmatch(r"https?://[!-;=?-~]+", reference.url)
        assert date(2026, 1, 1) <= date.fromisoformat(reference.accessed) <= date.today()


@pytest.mark.parametrize("name", CHECKS)
def test_people_are_called_people(name: str) -> None:
    check = every(name)
    for text in (check.title, check.why, *(step for steps in check.remedy.values() for step in steps)):
        assert not WRONG_WORDS.search(re.sub("|".join(RIGHT_WORDS), "", flat(text))), text


@pytest.mark.parametrize("name", CHECKS)
def test_the_page_tells_all_of_it(name: str) -> None:
    check = every(name)
    page, marked = flat(render_check(check, WIDE)), render_check_markdown(check)
    steps = [step for system in OS for step in check.remedy[system]]
    texts = [check.title, flat(check.why), check.severity.value, *steps]
    for text in (check.id, *texts, *(f"{one.title} (read {one.accessed})" for one in check.references)):
        assert flat(text) in page
        assert escaped(flat(text)) in marked
    for reference in check.references:
        assert reference.url in page
        assert f"<{reference.url}>" in marked


@pytest.mark.parametrize("name", CHECKS)
def test_list_and_document_for_scripts_agree(name: str) -> None:
    check = every(name)
    assert f"{check.id}: {check.title} ({check.severity.value})" in flat(render_checks_list(CHECKS.values(), WIDE))
    (told,) = [one for one in json.loads(render_checks_json(CHECKS.values()))["checks"] if one["id"] == name]
    assert (told["title"], told["why"]) == (check.title, flat(check.why))
    assert told["remedy"] == {system.value: list(check.remedy[system]) for system in OS}
    assert told["facts"] == [fact.__name__ for fact in check.needs.values()]


@pytest.mark.parametrize("name", CHECKS)
def test_the_document_holds_the_page(name: str) -> None:
    page = re.sub("^#", "###", render_check_markdown(every(name)), flags=re.MULTILINE)
    assert page in DOCUMENT.read_text("utf-8"), "run `make docs`"


def test_the_document_is_made_of_these_checks_and_no_others() -> None:
    assert DOCUMENT.read_text("utf-8") == render_checks_markdown(CHECKS.values()), "run `make docs`"


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_list_and_pages_fit_the_paper(width: int, plain: bool) -> None:
    paper = Paper(width, plain)
    shown = render_checks_list(CHECKS.values(), paper) + "".join(
        render_check(check, paper) for check in CHECKS.values()
    )
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert [line for line in lines if len(line) > width and "://" not in line] == []
