import pytest

from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN
from peerkit.model.policy import Effect, Gate, Overlay, PlatformVerdict, Rule
from peerkit.model.recommendation import Needs
from peerkit.policies import load_policy
from peerkit.scoring.needs import met
from peerkit.scoring.recommending import ONLY_WAY, recommend
from tests.scoring.made_up import REAL, TODAY, catalogue, platform, policy

CALL, VIDEO, TEXT = Function.CALL, Function.VIDEO_1TO1, Function.TEXT_1TO1
FLOOR = Gate("sold", Rule.ANSWER, "lock", {"none": Effect(PlatformVerdict.AVOID, "Not locked.")}, "", "a-page")
REACHABLE = {
    "devices-join": ("android", "iphone", "borrowed-browser"), "feature-phone": "does-not-work",
    "no-internet": "does-not-work", "account-join": "nothing", "captions": "built-in", "identifiers": "chosen-name",
    "cost-join": "free", "cost-host": "free", "phone-join": "not-offered",
}  # fmt: skip
PHONE = REACHABLE | {
    "devices-join": ("android", "iphone", "flip-phone", "landline"), "feature-phone": "works", "no-internet": "works",
    "phone-join": "is-a-phone", "captions": "not-offered", "identifiers": "phone-number", "cost-join": "phone-plan",
}  # fmt: skip


def app(name, functions=(VIDEO,), base=REACHABLE, **answers):
    return platform(name, functions, **{**base, **answers})


def phone(name="phone-call", **answers):
    return app(name, (CALL,), PHONE, **answers)


def advice(needs, *platforms, its=None, overlay=None):
    return recommend(catalogue(*platforms), its or policy(floor=[FLOOR]), TODAY, overlay or Overlay(), needs)


def ids(found):
    return [suggestion.judgement.platform.id for suggestion in found.suggestions]


def left(found):
    return {out.judgement.platform.id: (out.step, *out.because) for out in found.left_out}


def test_liking_comes_before_points_and_after_the_floor():
    found = advice(
        Needs(likes=("leaky", "liked")),
        app("best"),
        app("liked", lock="half"),
        app("leaky", lock="none"),
        app("b", reach="few"),
    )
    assert ids(found) == ["liked", "best", "b"]
    assert [suggestion.liked for suggestion in found.suggestions] == [True, False, False]
    assert left(found) == {"leaky": ("floor", "Not locked.")}
    assert found.left_out[0].liked


def test_likes_keep_their_own_order():
    assert ids(advice(Needs(likes=("z", "a")), app("a"), app("z", lock="half"), app("m"))) == ["z", "a", "m"]


def test_gates_come_before_liking():
    found = advice(Needs(likes=("gone",)), app("gone", status="retired", ended="2013"), app("fine"))
    assert ids(found) == ["fine"]
    assert left(found)["gone"][0] == "gate"


def test_the_order_is_told():
    order = advice(Needs(), app("a")).order
    assert [line.split(",")[0].split(" ")[0] for line in order] == ["First", "Then", "Then", "Then", "Last"]


@pytest.mark.parametrize(
    ("needs", "answers", "fits"),
    [
        (Needs(devices=("android",)), {}, True),
        (Needs(devices=("flip-phone",)), {}, False),
        (Needs(devices=("flip-phone",)), {"feature-phone": "by-dial-in"}, True),
        (Needs(devices=("landline",)), {"phone-join": "included"}, True),
        (Needs(devices=("landline",)), {}, False),
        (Needs(devices=("chromebook",)), {}, True),
        (Needs(devices=("chromebook",)), {"devices-join": ("android", "windows")}, False),
        (Needs(devices=("borrowed-browser",)), {"devices-join": ("windows",)}, False),
        (Needs(devices=("windows",)), {"devices-join": UNKNOWN}, True),
        (Needs(no_smartphone=True), {}, True),
        (Needs(no_smartphone=True), {"devices-join": ("android", "iphone")}, False),
        (Needs(devices=("android",), no_smartphone=True), {}, False),
        (Needs(no_internet=True), {}, False),
        (Needs(no_internet=True), {"no-internet": "by-dial-in"}, True),
        (Needs(no_internet=True), {"no-internet": UNKNOWN}, True),
        (Needs(no_account=True), {}, True),
        (Needs(no_account=True), {"account-join": "phone-number"}, False),
        (Needs(no_account=True), {"account-join": "phone-number", "phone-join": "is-a-phone"}, True),
        (Needs(captions=True), {"captions": "not-offered"}, False),
        (Needs(captions=True), {"captions": "paid-plan"}, True),
        (Needs(captions=True), {"captions": "is-text"}, True),
        (Needs(anonymous=True), {}, True),
        (Needs(anonymous=True), {"identifiers": "phone-number"}, False),
        (Needs(anonymous=True), {"identifiers": UNKNOWN}, True),
        (Needs(free=True), {"cost-join": "paid"}, False),
        (Needs(free=True), {"cost-host": "paid"}, False),
        (Needs(free=True), {"cost-host": "free-with-limits"}, True),
        (Needs(), {"no-internet": "does-not-work", "captions": "not-offered"}, True),
    ],
)
def test_needs(needs, answers, fits):
    found = met(app("a", **answers), VIDEO, needs)
    assert all(need.fits for need in found) is fits
    assert all(need.says for need in found if not need.fits)


def test_what_is_not_known_is_kept_and_said():
    found = advice(Needs(captions=True), app("a", captions=UNKNOWN), app("b", lock="half"))
    assert ids(found) == ["b", "a"]
    assert "We do not know if it can show what is said as text. Try it first." in found.suggestions[1].mind


def test_signing_up_is_said_to_someone_who_wants_no_name():
    [only] = advice(Needs(anonymous=True), app("a", account_join="account")).suggestions
    assert "They must sign up, so the company learns who they are." in only.mind


def test_a_flip_phone_puts_the_call_first():
    found = advice(
        Needs(devices=("flip-phone",)),
        app("video", **{"feature-phone": "by-dial-in"}),
        phone(lock="none", reach="few"),
        its=policy(),
    )
    assert ids(found) == ["phone-call", "video"]


def test_the_phone_is_never_scored_away_where_it_is_the_only_way():
    poor = phone(lock="none", guard="one", door=("nothing",), reach="few")
    found = advice(Needs(devices=("landline",)), app("video"), poor)
    [only] = found.suggestions
    assert only.only_way
    assert only.mind[0] == ONLY_WAY
    assert "Not locked." in only.mind
    assert only.judgement.verdict is PlatformVerdict.WITH_CARE
    assert left(found)["video"][0] == "need"


def test_the_phone_stays_even_where_the_program_forgot_to_approve_it():
    found = advice(Needs(no_internet=True), app("video"), phone(), overlay=Overlay(approved=frozenset({"video"})))
    [only] = found.suggestions
    assert only.only_way
    assert "It is not on your program's list of approved apps." in only.mind
    assert only.judgement.verdict is PlatformVerdict.CANNOT_USE


def test_no_phone_for_someone_it_cannot_reach():
    assert ids(advice(Needs(captions=True, no_internet=True), app("video"), phone())) == []


def test_no_phone_where_it_cannot_hold_them():
    needs = Needs(function=CALL, people=12, no_internet=True)
    assert ids(advice(needs, phone(max_people=2))) == []


def test_other_ways_are_not_called_the_only_one():
    found = advice(Needs(), app("video"), phone())
    assert not any(suggestion.only_way for suggestion in found.suggestions)


def test_function_follows_the_number_of_people():
    group = app("group", (Function.VIDEO_GROUP, VIDEO))
    assert advice(Needs(people=8), group).suggestions[0].judgement.case.function is Function.VIDEO_GROUP
    assert advice(Needs(), group).suggestions[0].judgement.case.function is VIDEO
    texts = app("texts", (TEXT,))
    assert advice(Needs(), texts).suggestions[0].judgement.case.function is TEXT
    assert ids(advice(Needs(function=VIDEO), texts)) == []


def test_what_lacks_only_a_signature_is_told_apart():
    hipaa = load_policy("hipaa", REAL.criteria)
    offered = app("offered", baa="on-request")
    found = advice(Needs(), offered, app("fine"), app("never", baa="not-offered"), its=hipaa)
    assert ids(found) == ["fine"]
    assert [suggestion.judgement.platform.id for suggestion in found.waiting] == ["offered"]
    assert "never" in left(found)
    signed = advice(Needs(), offered, its=hipaa, overlay=Overlay(signed={"offered": "2026-01-15"}))
    assert ids(signed) == ["offered"]
    assert signed.waiting == ()


def test_everything_is_suggested_waiting_or_left_out_once():
    found = recommend(REAL, load_policy("hipaa", REAL.criteria), TODAY, Overlay(), Needs(likes=("whatsapp",)))
    names = [s.judgement.platform.id for s in (*found.suggestions, *found.waiting)] + list(left(found))
    assert len(names) == len(set(names)) == len(found.suggestions) + len(found.waiting) + len(found.left_out)
    assert found.left_out[0].judgement.platform.id == "whatsapp"
