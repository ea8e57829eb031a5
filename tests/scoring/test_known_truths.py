"""What the real data must say, whatever else changes: the outdated and contradicted points of the old guides."""

import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Allowed
from peerkit.model.policy import Overlay, PlatformVerdict
from peerkit.model.recommendation import Needs
from peerkit.policies import load_policy, policy_names
from peerkit.scoring.judging import judge
from peerkit.scoring.ranking import rank
from peerkit.scoring.recommending import recommend
from tests.scoring.made_up import REAL, TODAY, case

POLICIES = {name: load_policy(name, REAL.criteria) for name in policy_names()}
HIPAA = POLICIES["hipaa"]
STOP = (PlatformVerdict.AVOID, PlatformVerdict.CANNOT_USE)


def judged(name, policy="hipaa", function=Function.VIDEO_1TO1, **more):
    return judge(REAL, REAL.platforms[name], case(POLICIES[policy], function, **more))


def answer(name, criterion, function=Function.VIDEO_1TO1):
    return REAL.platforms[name].answer(criterion, function).value


def test_there_are_the_four_policies():
    assert set(POLICIES) == {"anonymous", "hipaa", "part2", "peer-run"}


def test_signal_is_the_most_private_and_not_allowed_for_health_facts():
    others = [judged(name) for name in ("zoom-free", "whatsapp")]
    signal = judged("signal")
    assert all(signal.privacy.low > other.privacy.high for other in others)
    assert signal.allowed is Allowed.NO
    assert signal.verdict is PlatformVerdict.CANNOT_USE
    assert "Locked end to end: yes, from the start." in signal.privacy_says


def test_zoom_free_has_no_baa_and_stops_at_forty_minutes():
    zoom = judged("zoom-free", minutes=60)
    assert zoom.allowed is Allowed.NO
    assert zoom.verdict is PlatformVerdict.CANNOT_USE
    assert "It stops after 40 minutes, and you plan 60." in zoom.reasons
    assert answer("zoom-free", "max-people", Function.VIDEO_GROUP) == 100


def test_a_signed_baa_cannot_lift_zoom_free():
    assert (
        judged("zoom-free", overlay=Overlay(signed={"zoom-free": "2026-01-01"})).verdict is PlatformVerdict.CANNOT_USE
    )


def test_zoom_paid_passes_only_with_a_baa_on_record():
    assert judged("zoom-paid").verdict is PlatformVerdict.AVOID
    signed = judged("zoom-paid", overlay=Overlay(signed={"zoom-paid": "2026-01-01"}))
    assert signed.allowed is Allowed.YES
    assert signed.verdict is PlatformVerdict.GOOD_FIT


def test_whatsapp_is_end_to_end_and_has_no_baa():
    assert answer("whatsapp", "e2ee") == "default-on"
    assert judged("whatsapp").allowed is Allowed.NO


@pytest.mark.parametrize(
    ("name", "ended", "instead"), [("skype", "5 May 2025", "Teams"), ("hangouts", "1 November 2022", "Meet")]
)
def test_the_retired_say_when_and_what_instead(name, ended, instead):
    found = judged(name)
    assert found.verdict is PlatformVerdict.CANNOT_USE
    assert found.score is None
    assert ended in found.reasons[0]
    assert instead in found.reasons[0]


def test_skype_was_not_end_to_end_by_default():
    told = [event.value for event in REAL.platforms["skype"].history]
    said = REAL.platforms["skype"].answer("e2ee", Function.VIDEO_1TO1)
    assert said is None or said.value != "default-on"
    assert (
        any("end-to-end" in text.lower() or "private conversation" in text.lower() for text in told) or said is not None
    )


@pytest.mark.parametrize("policy", sorted(POLICIES))
@pytest.mark.parametrize("function", list(Function))
@pytest.mark.parametrize(
    "name", ["tiktok", "twitch", "facebook-live", "houseparty", "skype", "hangouts", "msn-messenger"]
)
def test_public_and_retired_ones_are_never_ranked_or_suggested(name, function, policy):
    signed = Overlay(signed={name: "2026-01-01"}, assume_signed=True)
    found = judged(name, policy, function, overlay=signed)
    assert found.verdict in STOP
    ranking = rank(REAL, case(POLICIES[policy], function, overlay=signed))
    assert name not in [j.platform.id for j in (*ranking.ranked, *ranking.waiting)]
    advice = recommend(REAL, POLICIES[policy], TODAY, signed, Needs(function=function, likes=(name,)))
    assert name not in [s.judgement.platform.id for s in (*advice.suggestions, *advice.waiting)]


def test_facetime_guests_may_join_from_any_system_but_apple_starts_it():
    assert {"iphone", "mac"} <= set(answer("facetime", "devices-join"))
    assert "borrowed-browser" in answer("facetime", "devices-join") or "windows" in answer("facetime", "devices-join")
    assert not {"windows", "android", "borrowed-browser"} & set(answer("facetime", "devices-host"))
    assert judged("facetime").allowed is Allowed.NO


def test_jitsi_is_end_to_end_only_when_turned_on():
    assert answer("jitsi-public", "e2ee") == answer("jitsi-self-hosted", "e2ee") == "optional"
    assert judged("jitsi-self-hosted").allowed is Allowed.OWN_SERVER


def test_gotomeeting_is_not_taken_as_end_to_end():
    assert answer("gotomeeting", "e2ee") == "in-transit"
    assert (
        REAL.find("go-to-meeting") is REAL.platforms["gotomeeting"]
        or REAL.find("goto-meeting") is REAL.platforms["gotomeeting"]
    )


def test_zoom_says_what_end_to_end_mode_takes_away():
    lost = " ".join(str(entry.value) for entry in REAL.platforms["zoom-paid"].lost_with_e2ee).lower()
    assert "browser" in lost
    assert "phone" in lost
    assert "captions" in lost


def test_slack_is_for_staff_and_public_rooms_are_shown_as_open():
    assert judged("slack", "peer-run").verdict is PlatformVerdict.CANNOT_USE
    groups = judged("facebook-groups", "peer-run", Function.TEXT_GROUP)
    assert groups.gates
    assert groups.verdict is not PlatformVerdict.GOOD_FIT


def test_a_plain_phone_call_needs_no_baa_and_reaches_a_flip_phone():
    assert judged("phone-call", function=Function.CALL).allowed is Allowed.NO_CONTRACT_NEEDED
    for policy in POLICIES.values():
        advice = recommend(REAL, policy, TODAY, Overlay(), Needs(devices=("flip-phone",), no_internet=True))
        assert advice.suggestions[0].judgement.platform.id == "phone-call"


def test_no_sentence_says_hipaa_compliant():
    for name in REAL.platforms:
        for policy in POLICIES:
            found = judged(name, policy)
            text = " ".join((*found.reasons, *found.changes, found.allowed_says, found.privacy_says)).lower()
            assert "hipaa compliant" not in text
