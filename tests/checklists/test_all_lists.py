"""What holds for all sixteen lists and six pathways: practices, sources, conditions, and ids that mean one thing."""

from __future__ import annotations

import re
from functools import cache

import pytest

from peerkit.checklists.loader import PATHWAYS, SHIPPED, Shelf
from peerkit.model.checklist import Checklist, Item, WiderQuestion
from peerkit.platformdata.loader import load_catalogue
from peerkit.practices import PracticeKind, load_practices

LISTS = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
WAYS = sorted(path.stem for path in PATHWAYS.glob("*.yaml"))
# Good practice that we know from nowhere in particular; each says `beyond_seeds`.
OUR_OWN = {"adults-only", "drills-held", "leak-stopped", "person-told", "work-login-apart"}
BY_LISTS = (PracticeKind.CHECKLIST_ITEM, PracticeKind.AUTO_CHECKABLE, PracticeKind.AUDIT_RULE)


@cache
def load(name: str) -> Checklist:
    return Shelf().load(name)


def items() -> list[tuple[str, Item]]:
    return [(f"{name}.{item.id}", item) for name in (*LISTS, *WAYS) for item in load(name).items]


def test_there_are_sixteen_lists_and_six_pathways() -> None:
    assert sorted([
        "pre-call", "workday-start", "device-setup", "device-audit", "platform-choice", "platform-settings",
        "participant-ready", "borrowed-device", "first-meeting", "session-close", "group-host", "boundaries",
        "share-online", "crisis-ready", "wellbeing-week", "program-review",
    ]) == LISTS  # fmt: skip
    assert WAYS == ["after-incident", "borrowed-session", "first-session", "group", "phone-only", "quick"]
    assert not set(LISTS) & set(WAYS)


def test_every_practice_named_exists_and_is_named_once_in_an_item() -> None:
    known = load_practices()
    for place, item in items():
        assert set(item.practices) <= set(known), place
        assert len(set(item.practices)) == len(item.practices), place


def test_no_practice_that_a_list_carries_best_is_left_out() -> None:
    named = {practice for name in LISTS for item in load(name).items for practice in item.practices}
    wanted = {practice.id for practice in load_practices().values() if practice.kind in BY_LISTS}
    assert len(wanted) > 120
    assert wanted - named == set()


def test_what_goes_beyond_the_guides_has_a_source_a_practice_or_a_check_with_references() -> None:
    without = {item.id for _, item in items() if not (item.practices or item.source or item.checks)}
    assert without == OUR_OWN
    for place, item in items():
        assert item.beyond_seeds or item.practices, place
        assert item.source is None or (item.beyond_seeds and item.source.url.startswith("https://")), place


def test_an_id_means_the_same_wherever_it_stands() -> None:
    met: dict[str, Item] = {}
    for place, item in items():
        first = met.setdefault(item.id, item)
        assert item.severity is first.severity, place
        shared = set(first.checks) & set(item.checks) or set(first.practices) & set(item.practices)
        assert first == item or shared or first.source == item.source is not None, place


@pytest.mark.parametrize("name", [*LISTS, *WAYS])
def test_sections_have_titles_of_their_own(name: str) -> None:
    titles = [section.title for section in load(name).sections]
    assert len(set(titles)) == len(titles)


def test_a_platform_fact_asks_what_the_data_can_answer() -> None:
    criteria = load_catalogue().criteria
    asked = [(place, item.platform_fact) for place, item in items() if item.platform_fact is not None]
    assert len(asked) >= 8
    for place, fact in asked:
        if not isinstance(fact.asks, WiderQuestion):
            assert fact.yes | fact.no <= set(criteria[fact.asks].values), place
            assert not fact.yes & fact.no, place


def test_most_of_the_audit_for_it_is_answered_by_the_machine() -> None:
    found = list(load("device-audit").items)
    assert sum(item.by_machine for item in found) > 0.75 * len(found)


OUTDATED = re.compile(r"hipaa[- ]compliant|\bclients?\b|\bpatients?\b|\busers?\b|\bconsumers?\b", re.I)


def test_words_that_no_list_may_use() -> None:
    for place, item in items():
        assert not OUTDATED.search(f"{item.statement} {item.why} {item.fix}"), place


def test_skype_is_only_spoken_of_as_gone() -> None:
    spoken = [
        f"{item.statement} {item.why}" for _, item in items() if "Skype" in f"{item.statement} {item.why} {item.fix}"
    ]
    assert spoken
    assert all("shut down" in text for text in spoken)


def test_the_commands_that_lists_name_exist() -> None:
    from typer.main import get_command

    from peerkit.cli import app

    root = get_command(app)
    documents = {path.stem for path in (SHIPPED.parent / "documents" / "en").glob("*.yaml")}
    for place, item in items():
        for words in re.findall(r"`peerkit ([a-z -]+)", item.fix):
            name, *below = words.split()
            command = root.get_command(None, name)
            assert command is not None, place
            if below and hasattr(command, "get_command"):
                assert command.get_command(None, below[0]) is not None, f"{place}: {words}"
            if (name, *below[:1]) == ("guide", "make"):
                assert below[1] in documents, f"{place}: {words}"
