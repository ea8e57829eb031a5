"""The shipped lists: every item in its order, how many questions a person is asked, and where each item comes from."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml

from peerkit.checklists.engine import Run, machine_answers
from peerkit.checklists.loader import SHIPPED, Shelf
from peerkit.model.checklist import Item
from peerkit.model.condition import Condition
from peerkit.model.function import Function
from peerkit.model.session import Situation
from tests.checklists.lists import NO, UNKNOWN, YES, machine
from tests.real import missing

PRACTICES = Path(__file__).parents[3] / "shared" / "research" / "practices.yaml"
APP_FINE = (
    "This app is fine to use: my program allows it, it still runs, and it is not open to the public. "
    "If we will share health facts, a BAA is on file."
)
PRE_CALL = [
    ("device-locks", "This device asks for a password or PIN, and it locks by itself."),
    ("wifi-locked", "My Wi-Fi needs a password to join."),
    ("wifi-trusted", "My Wi-Fi is on my trusted list."),
    ("internet-works", "The internet works."),
    ("app-fine", APP_FINE),
    ("power-ready", "My device is plugged in, or it is well charged."),
    ("camera-found", "My camera was found."),
    ("mic-ready", "My mic was found and is not muted."),
    ("sound-on", "My sound is on."),
    ("in-hours", "It is in my work hours, and I am on time."),
    ("private-spot", "I am in a private spot. No one can hear me or see my screen."),
    ("people-told", "The people near me know I am busy and won't come in."),
    ("headphones-on", "My headphones are on, and they work."),
    ("background-calm", "What shows behind me is neat and calm. Nothing there could upset someone."),
    ("face-lit", "My face is well lit. My camera is steady and level with my eyes."),
    ("sound-tested", "I tested my sound today, and it was clear."),
    ("screen-clear", "What I plan to show is open. All else is closed."),
    ("pop-ups-off", "No message will pop up while I share my screen."),
    ("their-device-known", "I know if they will use their own device or a borrowed one."),
    ("texting-agreed", "They said yes to writing, and they know that others may read it."),
    ("call-back-plan", "I have a number to call them back, and a plan if the call drops."),
    ("will-ask-where", "I will ask first: Where are you? Is it a good and private place to talk?"),
    ("crisis-contact", "If this turns into a crisis, I know who to call."),
    ("calm-and-set", "I am calm and dressed for work. My forms are ready for the end."),
]  # fmt: skip
WORKDAY = [
    ("camera-found", "My camera was found."),
    ("mic-ready", "My mic was found and is not muted."),
    ("sound-on", "My sound is on."),
    ("power-ready", "My device is charged or plugged in."),
    ("locks-and-wifi", "My screen lock is on, and my Wi-Fi is locked."),
    ("updates-done", "No updates are waiting."),
    ("app-facts-fresh", "The app facts in PeerKit were checked in the last six months."),
    ("dressed", "I am washed and dressed for work."),
    ("test-call", "I made a short test call. I could see myself and hear well."),
    ("headset-works", "My headset works."),
    ("day-reviewed", "I looked over my day: mail, calls to return, and who I will meet."),
    ("breaks-planned", "My breaks and lunch are in the plan, with alarms."),
    ("hours-told", "People know my hours for today."),
    ("work-phone-on", "My work phone is on. I will not use my own number."),
    ("cover-known", "I know who covers when I sign off."),
]
# The severities of the same lists: m(ust), s(hould), n(ice), in order.
SEVERITIES = {"pre-call": "mmsmmssmmsmsssssssmmmmms", "workday-start": "smmsmnnnsssssss"}


def items() -> list[Item]:
    return [item for path in sorted(SHIPPED.glob("*.yaml")) for item in Shelf().load(path.stem).items]


@pytest.mark.parametrize(("name", "wanted"), [("pre-call", PRE_CALL), ("workday-start", WORKDAY)])
def test_every_item_in_its_order(name: str, wanted: list[tuple[str, str]]) -> None:
    found = list(Shelf().load(name).items)
    assert [(item.id, item.statement) for item in found] == wanted
    assert "".join(item.severity.value[0] for item in found) == SEVERITIES[name]


def asked_and_found(situation: Situation, headset_seen: bool) -> tuple[int, int]:
    """How many items a person is asked, and how many the machine answers, where it can tell all but the headset."""
    run = Run(Shelf().load("pre-call"), situation)
    machine_answers(
        run,
        {
            item.id: machine(YES if headset_seen or item.id != "headphones-on" else UNKNOWN)
            for item in run.items()
            if item.by_machine
        },
    )
    asked = len(run.open_items())
    headset = sum(item.id == "headphones-on" for item in run.items()) if headset_seen else 0
    return asked, len(run.items()) - asked - headset


def told(nearby: bool = False, sharing: bool = False, workday: bool = True) -> dict[Condition, bool | None]:
    return {
        Condition.OTHERS_NEARBY: nearby,
        Condition.SHARING: sharing,
        Condition.WORKDAY_STARTED: workday,
    }


@pytest.mark.parametrize(
    ("what", "situation", "headset_seen", "asked", "by_machine"),
    [
        ("video, others at home, headset seen, workday-start done",
         Situation("zoom-paid", told=told(nearby=True)), True, 9, 10),
        ("video, home alone", Situation("zoom-paid", told=told()), True, 8, 10),
        ("video, sharing a screen", Situation("zoom-paid", told=told(nearby=True, sharing=True)), True, 10, 11),
        ("no headset seen, no workday check, sharing: the worst case",
         Situation("zoom-paid", told=told(nearby=True, sharing=True, workday=False)), False, 12, 11),
        ("group on video", Situation("zoom-paid", Function.VIDEO_GROUP, told=told(nearby=True)), True, 6, 10),
    ],
)  # fmt: skip
def test_how_long_it_is(what: str, situation: Situation, headset_seen: bool, asked: int, by_machine: int) -> None:
    assert asked_and_found(situation, headset_seen) == (asked, by_machine), what


def test_a_phone_call() -> None:
    situation = Situation(function=Function.CALL, told=told(nearby=True))
    assert asked_and_found(situation, headset_seen=False) == (8, 5)


def test_no_situation_asks_more_than_twelve() -> None:
    both = (True, False)
    for function in Function:
        for platform in (None, "zoom-paid"):
            for nearby, sharing, workday, seen in product(both, repeat=4):
                situation = Situation(platform, function, told=told(nearby, sharing, workday))
                assert asked_and_found(situation, seen)[0] <= 12


def test_text_and_groups_drop_what_does_not_apply() -> None:
    pre_call = Shelf().load("pre-call")
    text = {item.id for item in Run(pre_call, Situation(function=Function.TEXT_1TO1)).items()}
    assert not text & {"camera-found", "mic-ready", "sound-on", "background-calm", "face-lit", "sound-tested",
                       "headphones-on", "internet-works", "app-fine"}  # fmt: skip
    group = {item.id for item in Run(pre_call, Situation(people=5)).items()}
    assert not group & {"their-device-known", "call-back-plan", "will-ask-where"}


def test_an_item_the_machine_answers_no_is_not_asked_but_shown() -> None:
    run = Run(Shelf().load("pre-call"), Situation())
    machine_answers(run, {"mic-ready": machine(NO)})
    assert "mic-ready" not in [item.id for item in run.open_items()]
    assert run.report("now").blockers[0] == "mic-ready"


@pytest.mark.parametrize("name", ["pre-call", "workday-start"])
def test_every_item_says_where_it_comes_from(name: str) -> None:
    for item in Shelf().load(name).items:
        assert item.practices or (item.beyond_seeds and item.source), item.id
        if item.source:
            assert item.source.url.startswith("https://")


def test_every_practice_exists() -> None:
    if not PRACTICES.is_file():
        missing("the list of practices beside this repository")
    known = {entry["id"] for entry in yaml.load(PRACTICES.read_text(), Loader=yaml.CSafeLoader)}
    assert {practice for item in items() for practice in item.practices} <= known


NEGATIVE = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n't|no one)\b", re.I
)


def test_no_double_negatives() -> None:
    for item in items():
        for sentence in re.split(r"[.?!;:] *|, and | and it ", item.statement):
            assert len(NEGATIVE.findall(sentence)) <= 1, f"{item.id}: {sentence}"


def test_double_negatives_are_found() -> None:
    assert len(NEGATIVE.findall("It isn't never locked")) == 2


def test_an_item_shared_by_two_lists_keeps_its_severity() -> None:
    severities: dict[str, set[str]] = {}
    for item in items():
        severities.setdefault(item.id, set()).add(item.severity.value)
    assert {item_id: found for item_id, found in severities.items() if len(found) > 1} == {}
