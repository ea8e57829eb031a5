"""Ways of meeting, and the organisations the guides name: each has its row, its limits and its name of today."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Peerkit
from tests.whole.told import Row, hold, names

pytestmark = pytest.mark.usefixtures("guide_read_once")
COMPARE = "platforms compare --modality"
FIVE = "live-chat question-desk advisor-desk virtual-volunteers peer-run"
NOT_ENDORSED = "none is endorsed"
WAYS = (
    Row("the phone, first class", f"{COMPARE} phone", ("Not a lesser choice.", "Many find it more private",
        "Studies with people who have a long-term illness")),
    Row("consent before a text", f"{COMPARE} sms", ("A clear yes from the person",)),
    Row("consent before a text, asked", "ready --function text-1to1 --format json --recording demo:well-kept",
        ("They said yes to writing, and they know that others may read it.",), code=3),
    Row("consent to print", "guide make text-consent", ("A plain text (SMS) is not locked.",)),
    Row("video is what a call is", "ready --format json --recording demo:well-kept",
        ('"function": "video-1to1"',), code=3),
    Row("a video group", "checklist show group-host", ("Someone will moderate: me or a helper.", "Plan a break")),
    Row("rules of a group", "guide make group-agreement", ("What we say stays here",)),
    Row("mail, forum and chat", f"{COMPARE} email-group forum chat-room",
        ("One address reaches all.", "It lasts, and strangers may read it. It needs moderators.",
         "It needs a host who stays, and a written plan for when someone needs more help.")),
    Row("a handbook for moderators", "guide make moderator-handbook", ("Someone may be in danger: stay with them",)),
    Row("social network and blog", f"{COMPARE} social-network blog",
        ("Open contact, not a private room.", "One writes")),
    Row("a warmline's limit, compared as a way", f"{COMPARE} warmline", ("not in crisis", "988", "911")),
    Row("a warmline's limit, shown", "platforms show warmline", ("A crisis or an emergency: 988 or 911.",)),
    Row("a warmline's limit, judged", "platforms compare warmline phone-call --policy peer-run",
        ("Not for: A crisis or an emergency: 988 or 911.",)),
    Row("a warmline's limit, explained", "platforms explain warmline",
        ("Not for: A crisis or an emergency: 988 or 911.",)),
    Row("a warmline's limit, in the guide", "guide show warmline", ("A crisis or an emergency: 988 or 911.",)),
    Row("a card for the street", "guide make emergency-card", ("Call or text", "In danger right now: 911")),
    Row("pages and links with their day", "guide make resource-page",
        ("Links last tried:", "examples, not endorsements")),
    Row("a message with slots", "guide make resource-message", ("They are ideas, and we don't run them.", "STOP")),
    Row("one-way", f"{COMPARE} one-way", ("One-way (nobody answers)", "put a date on each link")),
    Row("in person is where all starts", f"{COMPARE} in-person side-by-side virtual-world",
        ("All else adds to it.", "A screen as a door to talk", "A staffed room inside a game. Anyone may come in")),
    Row("five kinds of service", f"{COMPARE} {FIVE}", ("Good for", "Not for", "It needs", "not a model to copy",
        "one right way among more", "Both are worth a talk.")),
    Row("five kinds of service, in the tour", "demo --notes", (f"peerkit platforms compare --modality {FIVE}",)),
    Row("a court is not for support", f"{COMPARE} court-session court-group",
        ("A court is not a place for support. What is said there counts.", "what goes back to the court.")),
    Row("families", f"{COMPARE} family-meeting", ("For family of people who use drugs",)),
    Row("12-step and others", f"{COMPARE} recovery-meeting", ("Examples, and none is endorsed.",)),
    Row("the six good sides", f"{COMPARE} forum", ("It adds no cost. Nobody has to travel. You can come and go.",
        "You can use it at any hour. You can stay without a name.", "You meet others in the same place.")),
    Row("no way is best", f"{COMPARE} phone video-call in-person",
        ("No way of meeting is best for all.",), ("Verdict",)),
    Row("no computer", "platforms recommend --no-computer", ("1. Plain phone call, phone-call",)),
    Row("no computer, in a group without HIPAA", "platforms recommend --no-computer --policy peer-run",
        ("1. Plain phone call, phone-call",)),
)  # fmt: skip
ORGANISATIONS = (
    Row("SMART Recovery", "guide show smart-recovery", ("Meetings go on.", "closed in 2023")),
    Row("the forum of SMART Recovery", "platforms show smart-recovery-online", ("shut down",)),
    Row("AddictionSurvivors.org", "guide show addictionsurvivors", ("Check before you share it.",)),
    Row("Learn to Cope", "guide show learn-to-cope", ("private forum",)),
    Row("the rural ATTC", "guide show attc-network", ("left it in 2017",)),
    Row("Montana's Peer Network", "guide show mpn", ("one of the guides PeerKit grew out of", "late 2025")),
    Row("two new names", "guide show warmline-examples",
        ("is now the Georgia Council for Recovery", "is now FAVOR Upstate",
        "HOPE Inc. we could not find.")),
    Row("examples of programs", "guide show program-examples", ("PRO-ACT", "USARA", "CCAR in Connecticut: one page",
        "Plymouth County Outreach", "Jefferson County", "COSSAP, now COSSUP")),
    Row("cases for training only", "guide show share-in-trust", ("Not places to call.", "Save the Children Finland",
        "SHare In Trust", "Stopzelfmoord")),
    Row("TheSite, now The Mix", "guide show the-mix-link", ("Mental Health Innovations in 2024",)),
    Row("none is endorsed, and no number is passed on", "guide links",
        (NOT_ENDORSED, "We give no phone numbers but 988")),
    Row("the conference", "guide show discussion-questions", ("asked at In Petto",)),
    Row("who wrote it", "guide show discussion-questions", ("Clare Foster",)),
    Row("who wrote it, too", "guide show five-habits", ("Altarum",)),
)  # fmt: skip


@pytest.mark.parametrize("row", WAYS, ids=names(WAYS))
def test_each_way_of_meeting(peerkit: Peerkit, row: Row) -> None:
    hold(peerkit, row)


@pytest.mark.parametrize("row", ORGANISATIONS, ids=names(ORGANISATIONS))
def test_each_organisation(peerkit: Peerkit, row: Row) -> None:
    hold(peerkit, row)


def test_a_cautionary_case_is_nowhere_offered(peerkit: Peerkit) -> None:
    """A service that is told of as a warning stands in material for trainers, and in no list to choose from."""
    for command in (
        "platforms list --retired",
        "platforms recommend --all --policy peer-run",
        "guide show person-in-crisis",
    ):
        assert "stopzelfmoord" not in peerkit(*command.split()).out.lower()
