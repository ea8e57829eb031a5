"""Roles, the day, the law, the documents, and every question that the guides answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from peerkit.guide.loader import load_guide
from peerkit.guide.search import Index, load_lexicon
from tests.cli.conftest import Peerkit
from tests.cli.platform_files import settings
from tests.whole.told import Row, hold, names

pytestmark = pytest.mark.usefixtures("guide_read_once")
SKILLS = ("clarify", "brainstorm", "own-answers", "pros-and-cons", "give-facts", "praise")
ROWS = (
    Row("words for the work", "guide words",
        ("PRSS (peer recovery support services)", "TAPS (tech-assisted peer support)",
        "Peer supporter: Someone who has lived through recovery", "person for the one who is supported", "DAP notes",
        "BAA (business associate", "PHI (protected health", "Minimum necessary", "Covered entity", "HIPAA", "Part 2")),
    Row("the order of a choice", "guide show what-they-like", ("First the floor", "Then what the person likes",
        "take the more private one")),
    Row("the first meeting", "checklist show first-meeting", ("I went slow with private topics.", "dressed for work")),
    Row("the first meeting, to print", "checklist export first-meeting --format md", ("# The first meeting",)),
    Row("a talk is not orders", "guide show what-a-talk-is",
        ("nobody judges, and nobody gives orders", "for a set time")),
    *(Row(f"skill: {page}", f"guide show {page}", ("Skill", "Words to try")) for page in SKILLS),
    Row("pros and cons, to fill in", "guide make pros-and-cons", ("change",)),
    Row("five slots of a boundary agreement", "guide make boundary-agreement",
        ("Who This is between", "What Why we meet", "When My hours", "Where Where we will be", "How We meet by")),
    Row("limits", "checklist show boundaries", ("I can say what my role is, and what it is not.",)),
    Row("a work phone, and who asks for it", "guide show hold-boundaries", ("PRO-ACT, a program in Pennsylvania",)),
    Row("the week", "checklist show wellbeing-week", ("I can reach my supervisor, and I did when I needed to.",)),
    Row("DAP notes live elsewhere", "guide words dap-notes", ("PeerKit keeps none.",)),
    Row("the law", "guide show which-law",
        ("HIPAA, 42 CFR Part 2, and the law of your state", "PeerKit cannot tell you.",
        "16 February 2026", "This is guidance, not legal advice.")),
    Row("the story in a session and online", "guide show share-my-story", ("In a session: keep it short",
        "Online: think of it as there for good.")),
    Row("before a post", "checklist show share-online", ("I know why I want to share this.",)),
    Row("a crisis plan with blanks", "guide make crisis-plan", ("[FILL-IN: who covers nights]", "Still to fill in:",
        "We are not an emergency service.")),
    Row("ready for a crisis", "checklist show crisis-ready",
        ("Nights and weekends are covered, or people know who is open.",)),
    Row("who is on at night", "guide show after-hours", ("You are off at 5. The plan says who is on.",)),
    Row("where are you", "guide show ask-location", ("Keep tracking off; ask instead.", "A person may say no.")),
    Row("forms last", "guide show end-of-session", ("last",)),
    Row("anonymous, and a number to call back", "guide show good-and-bad-sides",
        ("People can stay without a name in some groups. One to one, we ask for a number to call back.",)),
    Row("minors", "guide show minors", ("PeerKit is made for adult services.", "stop and ask your program first")),
    Row("Skype's lock, as it was", "guide show skype-hipaa",
        ("an extra mode you had to turn on", "That ended in 2023.")),
    Row("Zoom under HIPAA", "guide show zoom-hipaa",
        ("No app is fit for HIPAA by itself.", "signed BAA for this plan")),
    Row("free Zoom", "guide show zoom-cost", ("40 minutes",)),
    Row("two views on public Wi-Fi", "guide show public-wifi",
        ("Guides do not agree here.", "the bigger risk is that people near you hear",
        "do not tell them to stay away")),
    Row("length first", "guide show good-password", ("15 letters or more, or 8 with two-step sign-in",
        "A mix is fine but not needed.", "no need to change it by the calendar")),
    Row("praise", "guide show praise", ("Praise what they set out to do", "Do not advise on medicine")),
    Row("an open debate", "guide show experts-or-peers", ("?",)),
)  # fmt: skip
# The questions of the guides in the words of a person, and the page that answers.
QUESTIONS: Mapping[str, str] = {
    "which other platforms are there": "other-platforms",
    "which video apps should I stay away from": "apps-to-avoid",
    "I get distracted when working from home": "distracted-at-home",
    "I feel disconnected": "feeling-disconnected",
    "it is harder to hold boundaries": "hold-boundaries",
    "what did skype cost": "skype-cost",
    "do I have to download skype": "skype-download",
    "what equipment do I need for skype": "skype-equipment",
    "how do I connect on skype": "skype-connect",
    "what equipment do I need for whatsapp": "whatsapp-equipment",
    "how do I connect with someone on whatsapp": "whatsapp-connect",
    "was skype allowed under hipaa": "skype-hipaa",
    "do I need a skype account": "skype-account",
    "how do I know I am using a private platform": "private-platform",
    "what if they use a borrowed device": "borrowed-device",
    "how do I ensure privacy on my device": "privacy-on-my-device",
    "is whatsapp hipaa compliant": "whatsapp-hipaa",
    "do I need an account for whatsapp": "whatsapp-account",
    "what does whatsapp cost": "whatsapp-cost",
    "do I have to download whatsapp": "whatsapp-download",
    "where do I sign up for zoom and what does it cost": "zoom-cost",
    "do I have to download zoom": "zoom-download",
    "what equipment do I need for zoom": "zoom-equipment",
    "how do I connect on zoom": "zoom-connect",
    "how do I prepare for a session": "prepare-session",
    "how do I set up my devices": "set-up-device",
    "how can I make it more personal": "more-personal",
    "is zoom hipaa compliant": "zoom-hipaa",
    "do I need an account for zoom": "zoom-account",
    "when does someone need more support": "when-to-pass-on",
    "what if I know the person who contacts us": "someone-you-know",
    "whom do I turn to myself": "who-supports-me",
    "should we work with partners": "partner-with-others",
    "how can we run it with no money": "no-money",
    "is peer support safer with experts around": "experts-or-peers",
    "do founders know what they do not know": "founders-blind-spots",
    "do people know what kind of support they get": "do-people-know",
    "what skills do peer advisers need": "peer-skills",
}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_each_is_there(peerkit: Peerkit, row: Row) -> None:
    hold(peerkit, row)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(load_guide(), load_lexicon("en"))


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_finds_its_page_among_the_first_three(index: Index, question: str) -> None:
    assert QUESTIONS[question] in [one.page.id for one in index.ask(question).found]


def test_the_day_of_thirteen_rows_moves(peerkit: Peerkit) -> None:
    def starts(*words: str) -> list[int]:
        rows = json.loads(peerkit("schedule", "show", "--format", "json", *words).out)["rows"]
        hours = [row["at"].split(":") for row in rows]
        return [int(hour) * 60 + int(minute) for hour, minute in hours]

    usual, late = starts(), starts("--start", "11:00")
    assert len(usual) == len(late) == 13
    assert {(after - before) % 1440 for before, after in zip(usual, late, strict=True)} == {240}


def test_a_calendar_file_comes_out(peerkit: Peerkit, tmp_path: Path) -> None:
    file = tmp_path / "day.ics"
    assert peerkit("schedule", "export", "example", "--format", "ics", "--alarms", "5", "-o", file).code == 0
    text = file.read_text("utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "BEGIN:VALARM" in text


def test_the_same_question_gives_the_same_order_and_says_how_it_was_made(peerkit: Peerkit) -> None:
    call = ("platforms", "recommend", "--their-device", "landline", "--policy", "peer-run")
    told = peerkit(*call).out
    assert "Then a floor of security. - Then what the person likes. - Last, our points." in " ".join(told.split())
    assert peerkit(*call).out == told


def test_no_baa_on_record_is_never_a_yes(peerkit: Peerkit) -> None:
    found = json.loads(peerkit("platforms", "list", "--policy", "hipaa", "--format", "json").out)
    every = [one["id"] for one in found["platforms"]]
    judged = json.loads(peerkit("platforms", "compare", *every, "--policy", "hipaa", "--format", "json").out)
    assert len(judged["platforms"]) > 60
    assert [one["id"] for one in judged["platforms"] if one["allowed"]["value"] == "yes"] == []


def test_what_the_program_allows_is_read_and_its_lack_is_asked(peerkit: Peerkit) -> None:
    def app_fine() -> str:
        call = ("ready", "--platform", "zoom-paid", "--policy", "hipaa", "--format", "json", "--no-save")
        return next(str(item["answer"]) for item in json.loads(peerkit(*call).out)["items"] if item["id"] == "app-fine")

    assert app_fine() == "no"
    settings(
        f'approved_platforms: [zoom-paid]\nsigned_baas:\n  - {{platform: zoom-paid, signed_on: "{date.today()}"}}\n'
    )
    assert app_fine() == "yes"


def test_no_note_is_kept(peerkit: Peerkit, tmp_path: Path) -> None:
    """A run leaves yes and no behind, and not one word anybody typed."""
    answers = tmp_path / "answers.yaml"
    answers.write_text("private-spot: yes\n")
    peerkit("ready", "--answers", answers, "--format", "json")
    kept = json.loads(peerkit("checklist", "history", "--format", "json").out)
    assert "note" not in json.dumps(kept)
