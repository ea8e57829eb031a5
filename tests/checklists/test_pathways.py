"""Pathways: what they take from lists, what an organisation's own lists change in them, and mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from peerkit.checklists.engine import Run
from peerkit.checklists.loader import Shelf
from peerkit.checklists.pathways import joined
from peerkit.errors import BadData
from peerkit.model.condition import Condition
from peerkit.model.function import Function
from peerkit.model.session import Situation
from peerkit.readiness import taken_for_granted

HEAD = """\
schema: peerkit.pathway/1
name: ours
title: Our way
audience: peer supporters
when: Now.
reviewed_on: "2026-11-20"
sections:
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "pathways").mkdir()
    return Shelf(tmp_path)


def write(shelf: Shelf, text: str, name: str = "pathways/ours") -> Path:
    assert shelf.own is not None
    path = shelf.own / f"{name}.yaml"
    path.write_text(text)
    return path


def ids(shelf: Shelf, name: str) -> list[str]:
    return [item.id for item in shelf.load(name).items]


def test_a_whole_list_some_sections_and_some_items(shelf: Shelf) -> None:
    sections = (
        "  - {from: session-close, items: [break-taken, they-chose-next-step]}\n"
        "  - {from: first-meeting, sections: [Before]}\n"
        "  - {from: share-online}\n"
    )
    write(shelf, HEAD + sections)
    found = shelf.load("ours")
    assert ids(shelf, "ours")[:3] == ["break-taken", "they-chose-next-step", "called-back-soon"]
    assert [section.title for section in found.sections] == ["End of a session", "Before", "Me", "Others"]
    assert found.parts == ("session-close", "first-meeting", "share-online")


def test_an_item_is_asked_once(shelf: Shelf) -> None:
    write(shelf, HEAD + "  - {from: workday-start}\n  - {from: pre-call}\n")
    found = ids(shelf, "ours")
    assert len(found) == len(set(found))
    assert found.index("mic-ready") < found.index("private-spot")


def test_a_list_of_ones_own_takes_the_place_of_the_shipped_one(shelf: Shelf) -> None:
    head = "schema: peerkit.checklist/1\nname: pre-call\nextends: pre-call\ndrop: [mic-ready]\n"
    write(shelf, head, "pre-call")
    assert "mic-ready" not in ids(shelf, "quick")
    assert "sound-on" in ids(shelf, "quick")


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        ("  - {from: no-such-list}\n", "expected one of"),
        ("  - {from: quick}\n", "expected one of"),
        ("  - {from: pre-call, items: [no-such-item]}\n", "found 'no-such-item'"),
        ("  - {from: pre-call, sections: [Nowhere]}\n", "found 'Nowhere'"),
        ("  - {from: pre-call, itmes: [mic-ready]}\n", "unknown key; did you mean 'items'?"),
        ("  - {from: pre-call, items: []}\n", "expected at least one section with items"),
    ],
)
def test_mistakes(shelf: Shelf, sections: str, told: str) -> None:
    path = write(shelf, HEAD + sections)
    with pytest.raises(BadData) as caught:
        shelf.read(path)
    assert told in caught.value.message


def test_what_a_pathway_takes_for_granted() -> None:
    phone = Shelf().load("phone-only")
    situation, still_open = taken_for_granted(phone, Situation(), function_open=True)
    assert (situation.function, still_open) == (Function.CALL, False)
    said, _ = taken_for_granted(phone, Situation(function=Function.VIDEO_1TO1), function_open=False)
    assert said.function is Function.VIDEO_1TO1
    borrowed = Shelf().load("borrowed-session")
    assert taken_for_granted(borrowed, Situation(), True)[0].told == {Condition.BORROWED: True}
    no = Situation(told={Condition.BORROWED: False})
    assert taken_for_granted(borrowed, no, True)[0].told == {Condition.BORROWED: False}


def test_a_phone_call_asks_nothing_about_a_picture() -> None:
    phone = Shelf().load("phone-only")
    asked = {item.id for item in Run(phone, taken_for_granted(phone, Situation(), True)[0]).items()}
    assert not asked & {"camera-found", "mic-ready", "background-calm", "internet-works"}
    assert {"speaker-phone-off", "private-spot", "will-ask-where"} <= asked


def test_two_pathways_in_one_run() -> None:
    shelf = Shelf()
    both = joined("first-session+borrowed-session", [shelf.load("first-session"), shelf.load("borrowed-session")])
    found = [item.id for item in both.items]
    assert len(found) == len(set(found))
    assert {"private-spot", "expectations-dropped", "ok-to-send-asked"} <= set(found)
    assert set(both.holds) == {Condition.FIRST_MEETING, Condition.BORROWED}
    assert both.parts == ("pre-call", "first-meeting", "borrowed-device")
