"""Every platform that the guides behind PeerKit name is answered for, as it stands today."""

from __future__ import annotations

from datetime import date

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Case
from peerkit.model.platform import Catalogue
from peerkit.model.policy import Overlay, PlatformVerdict
from peerkit.platformdata.loader import load_shipped
from peerkit.policies import load_policy
from peerkit.scoring.ranking import rank
from tests.cli.conftest import Peerkit
from tests.cli.platform_files import settings
from tests.whole.told import Row, hold, names

pytestmark = pytest.mark.usefixtures("guide_read_once")
POLICIES = ("hipaa", "part2", "peer-run", "anonymous")
NO_BAA = "Allowed for health information: no. No BAA is offered for it"
PUBLIC = "Anyone at all can see or hear what goes on there."
ROWS = (
    Row("free Zoom and health facts", "platforms compare zoom-free --policy hipaa", ("cannot be used", NO_BAA)),
    Row("free Zoom for an hour", "platforms compare zoom-free --policy peer-run --minutes 60",
        ("It stops after 40 minutes, and you plan 60.",)),
    Row("free Zoom for a crowd", "platforms compare zoom-free --policy peer-run --people 150",
        ("It holds 100 people, and you are 150.",)),
    Row("the price of end-to-end mode", "platforms show zoom-free",
        ("Yes, but not with end-to-end mode on", "Joining by phone", "Live captions")),
    Row("WhatsApp and health facts", "platforms compare whatsapp --policy hipaa", ("cannot be used", NO_BAA)),
    Row("WhatsApp without health facts", "platforms compare whatsapp --policy peer-run",
        ("Privacy of the call:", "Locked end to end: yes, from the start.", "with care")),
    Row("WhatsApp on a borrowed device", "checklist show borrowed-device",
        ("WhatsApp ties chats to the phone's number and may read its contacts.",)),
    Row("browser calls on WhatsApp", "platforms show whatsapp", ("You sign up with a phone number",)),
    Row("Skype is gone", "platforms show skype", ("Skype: shut down", "5 May 2025", "Microsoft Teams (free)",
        "Private Conversations", "What older guides say about it is history.")),
    Row("FaceTime from Windows", "platforms compare facetime --their-device windows --policy anonymous",
        ("They can join with it, but not start it", "good fit")),
    Row("FaceTime from Windows, recommended",
        "platforms recommend --likes facetime --their-device windows --policy anonymous",
        ("They can join with it, but not start it",)),
    Row("FaceTime and health facts", "platforms compare facetime --policy hipaa", ("cannot be used", NO_BAA)),
    Row("FaceTime in 2020", "platforms show facetime", ("allowed as an emergency measure. That ended in 2023.",)),
    Row("Hangouts is gone", "platforms show hangouts",
        ("1 November 2022", "Google Meet for video and Google Chat for text", "A free Gmail account has no BAA.",
         "Google Chat (Google Workspace)")),
    Row("Signal is private and not allowed", "platforms compare signal --policy hipaa",
        ("Privacy of the call: 8", "Locked end to end: yes, from the start.", "cannot be used", NO_BAA)),
    Row("why both are true of Signal", "guide show private-or-allowed", ("Signal", "BAA")),
    Row("moving to Signal", "guide show move-to-private-apps", ("Step by step", "Start with one person")),
    Row("Jitsi's end-to-end mode", "platforms compare jitsi-public jitsi-self-hosted",
        ("only if you turn it on", "Your program runs it and holds the duty.", "We do not know if a BAA is offered.")),
    Row("GoTo Meeting under its old name", "platforms show gotomeeting",
        ("GoTo Meeting: still runs", "End-to-end is not confirmed. Ask GoTo.", "if your program asks and signs")),
    Row("the most private ones are not for health facts", "guide show other-platforms",
        ("GoTo Meeting, once GoToMeeting: locked on the way.", "End to end only if everyone turns it on")),
    *(Row(f"{name} is public", f"platforms compare {name} --policy peer-run",
          ("avoid", PUBLIC, "Not for: Any talk with a person you support."))
      for name in ("tiktok", "twitch", "facebook-live")),
    Row("TikTok, shown", "platforms show tiktok", ("Not for support.",)),
    Row("which Facebook", "platforms show facebook", ("messenger", "facebook-live", "facebook-groups"), code=2),
    Row("Houseparty is gone", "platforms show houseparty",
        ("Shut down in October 2021. Avoid any app where guests can drop in.",)),
    Row("Facebook groups are no session room", "platforms show facebook-groups",
        ("Members can see who is in it, and posts last. It is not a private session room.",)),
    Row("friends among themselves", "guide show informal-channels", ("Facebook", "it is not your program")),
    Row("MSN is gone", "platforms show msn", ("Shut down in 2013, and in China in 2014.",), ("there is: Skype",)),
    Row("Twitter has another name", "platforms show twitter", ("X (once Twitter)", "not for support")),
    Row("Ning", "platforms show ning", ("closed networks", "not known if it runs", "under 13")),
    Row("a map of places", "guide show map-of-places", ("A map of homes is private and can do harm.",)),
    Row("a timeline without Timerine", "guide show timeline", ("Timerine", "Paper and pens do as well.")),
    Row("Habbo Hotel", "platforms show habbo", ("It is open to all", "Not for private support.")),
    Row("TheSite under its old name", "platforms show thesite", ("The Mix (once TheSite.org)",)),
    Row("a free chat box nobody knows", "platforms explain embedded-chat-widget --policy peer-run",
        ("Not enough facts to judge it: 0 %",), ("good fit. Points", "For it:")),
    Row("a free chat box before a call", "ready --platform embedded-chat-widget --policy peer-run --format json",
        ("PeerKit does not know enough about Free chat box",), code=3),
    Row("an app nobody knows", "platforms show madeup", ("holds no facts about 'madeup'", "Is it still running?",
        "the company's own help, privacy and price pages", "peerkit platforms template"), ("Did you mean",), 4),
    Row("an app nobody knows, compared", "platforms compare madeup",
        ("Find out before you use it", "`peerkit platforms template`"), ("Did you mean",), 4),
    Row("courses and further guides", "guide show mpn", ("workbook", "Last looked at: 2026-11-20")),
    Row("whole dollars", "platforms show teams-microsoft365", ("each month? $7. ",)),
    Row("dollars and cents", "platforms show meet-workspace", ("each month? $7.20. ",)),
    Row("meetings, not the closed forum", "platforms show smart-recovery", ("SMART Recovery meetings: still runs",)),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_each_is_answered_for(peerkit: Peerkit, row: Row) -> None:
    hold(peerkit, row)


def test_a_signed_baa_lets_paid_zoom_pass(peerkit: Peerkit) -> None:
    call = "platforms compare zoom-paid --policy hipaa"
    hold(peerkit, Row("before", call, ("avoid", "A BAA is on offer, and none is on record.")))
    settings('signed_baas:\n  - {platform: zoom-paid, signed_on: "2026-01-15"}\n')
    hold(peerkit, Row("after", call, ("good fit", "signed on 15 January 2026")))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_shipped()


def case(catalogue: Catalogue, function: Function, policy: str) -> Case:
    return Case(function, load_policy(policy, catalogue.criteria), date(2026, 11, 21), Overlay())


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_gone_never_ranks(catalogue: Catalogue, policy: str) -> None:
    gone = {"skype", "hangouts", "houseparty", "msn-messenger", "smart-recovery-online"}
    for function in Function:
        found = rank(catalogue, case(catalogue, function, policy))
        assert {judgement.platform.id for judgement in found.ranked} & gone == set()


@pytest.mark.parametrize("function", [one for one in Function if one is not Function.BROADCAST])
def test_signal_guards_the_talk_best(catalogue: Catalogue, function: Function) -> None:
    found = rank(catalogue, case(catalogue, function, "hipaa"))
    known = [one for one in (*found.ranked, *found.waiting, *found.stopped) if one.privacy]
    best = max(known, key=lambda one: one.privacy.low if one.privacy else 0.0)
    assert (best.platform.id, best.verdict) == ("signal", PlatformVerdict.CANNOT_USE)


def test_the_retired_are_out_whatever_is_asked(catalogue: Catalogue) -> None:
    (skype,) = rank(catalogue, case(catalogue, Function.VIDEO_1TO1, "peer-run"), ["skype"]).stopped
    assert (skype.verdict, skype.score) == (PlatformVerdict.CANNOT_USE, None)
