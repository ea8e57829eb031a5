"""Reading an organisation's own lists: what is refused and how it is told, and lists that extend another."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.checklists.loader import Shelf
from peerkit.errors import BadData, NotFound, UnreadableFile
from peerkit.model.checklist import ItemSeverity
from peerkit.model.condition import Condition

HEAD = """\
schema: peerkit.checklist/1
name: ours
title: Ours
audience: peer supporters
when: Before we start.
reviewed_on: "2026-11-20"
"""
ITEM = """\
      - id: door-shut
        statement: The door is shut.
        severity: must
        why: So no one hears.
        fix: Shut it.
        practices: [prep-surroundings-private]
"""
SOUND = HEAD + "sections:\n  - title: The room\n    items:\n" + ITEM


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def write(shelf: Shelf, text: str, name: str = "ours") -> Path:
    assert shelf.own is not None
    path = shelf.own / f"{name}.yaml"
    path.write_text(text)
    return path


def mistakes(shelf: Shelf, text: str, name: str = "ours") -> list[str]:
    path = write(shelf, text, name)
    with pytest.raises(BadData) as caught:
        shelf.read(path)
    return [line.removeprefix(f"{path}:") for line in caught.value.message.splitlines()]


def test_a_sound_list(shelf: Shelf) -> None:
    write(shelf, SOUND)
    found = shelf.load("ours")
    (item,) = found.items
    assert (found.name, found.title, found.reviewed_on) == ("ours", "Ours", "2026-11-20")
    assert (item.id, item.severity, item.practices) == ("door-shut", ItemSeverity.MUST, ("prep-surroundings-private",))
    assert item.by_machine is False


def test_every_option_of_an_item(shelf: Shelf) -> None:
    extra = (
        "        applies: video and not group\n        must_if: others-nearby\n        tells: borrowed\n"
        "        checks: [power-ready]\n        from_platform: true\n        beyond_seeds: true\n"
        '        source: {title: A page, url: "https://example.org/a", accessed: "2026-11-20"}\n'
    )
    write(shelf, SOUND + extra)
    (item,) = shelf.load("ours").items
    assert item.applies.conditions == {Condition.VIDEO, Condition.GROUP}
    assert item.must_if is not None
    assert (item.tells, item.checks, item.from_platform) == (Condition.BORROWED, ("power-ready",), True)
    assert item.source is not None
    assert item.source.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("schema: peerkit.checklist/1\n", "", "1:1: the key 'schema' is missing"),
        ("checklist/1", "checklist/2",
         "1:9: schema: expected one of peerkit.checklist/1, peerkit.pathway/1; found 'peerkit.checklist/2'"),
        ("title: Ours\n", "", "1:1: the key 'title' is missing"),
        ("title: Ours", "tittle: Ours", "3:1: tittle: unknown key; did you mean 'title'?"),
        ("name: ours", "name: [ours]", "2:7: name: expected text, found a list"),
        ("id: door-shut", "id: Door shut",
         "10:13: sections[1].items[1].id: expected a name of small letters, digits and dashes, such as private-spot,"),
        ('"2026-11-20"', "2026-11-20", "6:14: reviewed_on: 2026-11-20 could mean more than one thing"),
        ('"2026-11-20"', '"2126-11-20"', "6:14: reviewed_on: 2126-11-20 lies in the future"),
        ("must", "grave", "12:19: sections[1].items[1].severity: expected one of must, nice, should; found 'grave'"),
        ("The door is shut.", "yes",
         "11:20: sections[1].items[1].statement: yes could mean more than one thing; put it in quotes"),
        ("        why: So no one hears.\n", "", "10:9: sections[1].items[1]: the key 'why' is missing"),
        ("why: So", "wy: So", "13:9: sections[1].items[1].wy: unknown key; did you mean 'why'?"),
        ("fix: Shut it.", "fix: Shut it.\n        fix: Lock it.",
         "15:9: sections[1].items[1].fix: this key stands here twice"),
        ("        practices: [prep-surroundings-private]\n", "",
         "10:9: sections[1].items[1]: name the practices it comes from, or a source, or say beyond_seeds: true"),
        ("practices:", "checks: [wifi-lockd]\n        practices:",
         "15:18: sections[1].items[1].checks[1]: expected one of "),
        ("practices:", "applies: vidio\n        practices:",
         "15:18: sections[1].items[1].applies: 'vidio' is not a condition; known are: video, "),
        ("practices:", "tells: vidio\n        practices:", "15:16: sections[1].items[1].tells: expected one of "),
        ("practices:", 'source: {title: A, url: "ftp://x", accessed: "2026-01-01"}\n        practices:',
         "15:33: sections[1].items[1].source.url: expected a web address that starts with https://, found 'ftp://x'"),
        ("The door is shut.", "x" * 301,
         "11:20: sections[1].items[1].statement: expected at most 300 characters, found 301"),
        (ITEM, ITEM + ITEM, "1:1: the item id 'door-shut' stands here twice"),
    ],
)  # fmt: skip
def test_a_mistake_names_line_column_key_and_what_was_expected(shelf: Shelf, old: str, new: str, told: str) -> None:
    assert old in SOUND
    found = mistakes(shelf, SOUND.replace(old, new))
    assert any(line.startswith(told) for line in found), found


def test_mistakes_of_several_items_are_told_together(shelf: Shelf) -> None:
    two = SOUND.replace("must", "mist") + ITEM.replace("door-shut", "Window").replace("why", "wy")
    assert [line.split(":")[0] for line in mistakes(shelf, two)] == ["12", "16", "19"]


def test_a_list_without_sections_or_items(shelf: Shelf) -> None:
    none = HEAD + "sections:\n  - {title: The room, items: []}\n"
    assert mistakes(shelf, none) == ["8:30: sections[1].items: expected at least one item"]
    assert mistakes(shelf, HEAD + "sections: []\n") == ["7:11: sections: expected at least one section"]
    assert mistakes(shelf, "- a\n") == ["1:1: expected names with values, found a list"]


def test_a_list_that_is_not_there(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="There is no checklist named nosuch") as caught:
        shelf.load("nosuch")
    assert caught.value.hint.startswith("There are: after-incident, borrowed-device, ")
    assert caught.value.hint.endswith(", workday-start.")
    with pytest.raises(UnreadableFile):
        shelf.read(Path("/nowhere/list.yaml"))


def extending(changes: str, base: str = "pre-call", name: str = "ours") -> str:
    return f"schema: peerkit.checklist/1\nname: {name}\nextends: {base}\n{changes}"


def test_extending_drops_changes_and_adds(shelf: Shelf) -> None:
    added = "sections:\n  - title: More\n    items:\n" + ITEM
    write(shelf, extending("title: Ours\ndrop: [power-ready]\nseverity: {camera-found: must}\n" + added))
    base, ours = Shelf().load("pre-call"), shelf.load("ours")
    before, after = [item.id for item in base.items], [item.id for item in ours.items]
    assert after == [item_id for item_id in before if item_id != "power-ready"] + ["door-shut"]
    severities = {item.id: item.severity for item in ours.items}
    assert severities["camera-found"] is ItemSeverity.MUST
    assert severities["mic-ready"] is ItemSeverity.MUST
    assert (ours.name, ours.title, ours.audience, ours.extends) == ("ours", "Ours", base.audience, "pre-call")
    assert ours.sections[-1].title == "More"


def test_a_section_that_is_dropped_whole_goes(shelf: Shelf) -> None:
    write(shelf, extending("drop: [crisis-contact, calm-and-set]\n"))
    assert "Yourself" not in [section.title for section in shelf.load("ours").sections]


def test_an_own_list_takes_the_name_of_a_shipped_one(shelf: Shelf) -> None:
    write(shelf, SOUND.replace("name: ours", "name: pre-call"), "pre-call")
    assert [item.id for item in shelf.load("pre-call").items] == ["door-shut"]
    assert len(list(Shelf().load("pre-call").items)) == 24


def test_an_own_list_extends_the_shipped_one_whose_name_it_takes(shelf: Shelf) -> None:
    write(shelf, extending("drop: [power-ready]\n", name="pre-call"), "pre-call")
    assert len(list(shelf.load("pre-call").items)) == 23


def test_an_own_list_extends_another_own_list(shelf: Shelf) -> None:
    write(shelf, SOUND)
    write(shelf, extending("severity: {door-shut: nice}\n", base="ours", name="mine"), "mine")
    (item,) = shelf.load("mine").items
    assert item.severity is ItemSeverity.NICE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (extending("drop: [powr-ready]\n"), "4:8: drop[1]: expected one of "),
        (extending("severity: {powr-ready: must}\n"),
         "4:12: severity.powr-ready: unknown key; did you mean 'power-ready'?"),
        (extending("severity: {power-ready: high}\n"),
         "4:25: severity.power-ready: expected one of must, nice, should; found 'high'"),
        (extending("", base="nosuch"), "3:10: extends: there is no other checklist named 'nosuch' to extend"),
        (extending("", base="ours"), "3:10: extends: there is no other checklist named 'ours' to extend"),
        (extending("", base="../pre-call"), "3:10: extends: there is no other checklist named '../pre-call' to extend"),
        (extending("items: []\n"), "4:1: items: unknown key"),
        (extending("sections:\n  - title: More\n    items:\n" + ITEM.replace("door-shut", "power-ready")),
         "1:1: the item id 'power-ready' stands here twice"),
    ],
)  # fmt: skip
def test_extending_wrongly(shelf: Shelf, text: str, told: str) -> None:
    found = mistakes(shelf, text)
    assert any(line.startswith(told) for line in found), found


def test_two_lists_that_extend_each_other(shelf: Shelf) -> None:
    write(shelf, extending("", base="b", name="a"), "a")
    write(shelf, extending("", base="a", name="b"), "b")
    with pytest.raises(BadData, match="to extend"):
        shelf.load("a")


def test_a_chain_of_three(shelf: Shelf) -> None:
    write(shelf, SOUND)
    write(shelf, extending("title: Second\n", base="ours", name="second"), "second")
    write(shelf, extending("title: Third\n", base="second", name="third"), "third")
    assert [item.id for item in shelf.load("third").items] == ["door-shut"]


def test_dropping_everything_leaves_no_list(shelf: Shelf) -> None:
    write(shelf, SOUND)
    assert mistakes(shelf, extending("drop: [door-shut]\n", base="ours", name="mine"), "mine") == [
        "4:7: drop: nothing is left of the list"
    ]


def test_the_name_in_the_file_is_the_name_it_is_called_by(shelf: Shelf) -> None:
    assert mistakes(shelf, SOUND, "other") == ["2:7: name: expected 'other', the name of the file, found 'ours'"]


def test_a_file_checked_outside_the_folder_may_have_any_name(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts" / "draft-2.yaml"
    draft.write_text(SOUND)
    assert shelf.read(draft).name == "ours"
