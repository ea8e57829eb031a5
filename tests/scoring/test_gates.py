import pytest

from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN
from peerkit.model.policy import Effect, Gate, Overlay, PlatformVerdict, Rule
from peerkit.policies import load_policy
from peerkit.scoring.judging import judge
from tests.scoring.made_up import REAL, case, catalogue, platform, policy, said

HIPAA = load_policy("hipaa", REAL.criteria)
PART2 = load_policy("part2", REAL.criteria)
CANNOT, AVOID, CARE = PlatformVerdict.CANNOT_USE, PlatformVerdict.AVOID, PlatformVerdict.WITH_CARE


def hits(one, asked=None, *others):
    found = judge(catalogue(one, *others), one, asked or case())
    return [(hit.gate.id, hit.verdict) for hit in found.gates]


def says(one, asked=None, *others):
    return [hit.says for hit in judge(catalogue(one, *others), one, asked or case()).gates]


def test_a_sound_platform_passes_all():
    assert hits(platform()) == []


def test_retired_says_when_and_what_instead():
    gone = platform("old", status="retired", ended="2025-05-05", replaced_by=["new"])
    assert hits(gone, None, platform("new")) == [("retired", CANNOT)]
    assert says(gone, None, platform("new")) == ["Old was shut down on 5 May 2025. Instead there is New."]


@pytest.mark.parametrize(("ended", "words"), [("2021-10", "in October 2021"), ("2013", "in 2013")])
def test_retired_knows_months_and_years(ended, words):
    assert words in says(platform(status="retired", ended=ended))[0]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"status": "renamed"}, [("retired", CANNOT)]),
        ({"status": UNKNOWN}, [("retired", CARE)]),
        ({"audience": "public"}, [("open-to-the-public", AVOID)]),
        ({"audience": "members"}, [("open-to-the-public", CARE)]),
        ({"audience": UNKNOWN}, [("open-to-the-public", CARE)]),
        ({"audience": None}, [("open-to-the-public", CARE)]),
        ({"who_may_host": "staff-only"}, [("who-may-host", CANNOT)]),
        ({"who_may_host": "run-by-others"}, [("who-may-host", CANNOT)]),
        ({"who_may_host": "plan-holder"}, []),
        ({"status": UNKNOWN, "audience": "public"}, [("open-to-the-public", AVOID), ("retired", CARE)]),
    ],
)
def test_gates_of_every_setting(answers, expected):
    assert hits(platform(**answers)) == expected


def test_what_a_retired_one_does_not_say_is_no_doubt():
    gone = platform(status="retired", ended="2013", audience=None, who_may_host=None, max_people=None)
    assert hits(gone, case(people=12, minutes=60)) == [("retired", CANNOT)]


def test_function_not_offered():
    assert hits(platform(), case(function=Function.TEXT_GROUP)) == [("not-offered", CANNOT)]
    assert says(platform(), case(function=Function.TEXT_GROUP)) == ["It does not offer this: text messages in a group."]


@pytest.mark.parametrize(
    ("limit", "people", "expected"),
    [
        (12, 12, []),
        (11, 12, [("too-many-people", CANNOT)]),
        ("no-limit", 5000, []),
        (UNKNOWN, 12, [("too-many-people", CARE)]),
        (UNKNOWN, None, []),
        (said(50, 10), 12, [("too-many-people", CARE)]),
        (said(10, 50), 12, [("too-many-people", CANNOT)]),
    ],
)
def test_group_size(limit, people, expected):
    assert hits(platform(max_people=limit), case(people=people)) == expected


def test_a_session_that_would_be_cut_off():
    found = judge(catalogue(), platform(max_minutes=40), case(minutes=60))
    assert [(hit.gate.id, hit.verdict, hit.says) for hit in found.gates] == [
        ("too-short", CARE, "It stops after 40 minutes, and you plan 60.")
    ]
    assert hits(platform(max_minutes=40), case(minutes=40)) == []


def test_the_organisations_own_lists():
    one = platform()
    assert hits(one, case(overlay=Overlay(banned=frozenset({"app"})))) == [("banned", CANNOT)]
    assert hits(one, case(overlay=Overlay(approved=frozenset()))) == [("not-approved", CANNOT)]
    assert hits(one, case(overlay=Overlay(approved=frozenset({"app"})))) == []


@pytest.mark.parametrize(
    ("baa", "unsigned", "signed"),
    [
        ("not-needed", None, None),
        ("own-server", CARE, CARE),
        ("included-in-plan", AVOID, None),
        ("on-request", AVOID, None),
        ("paid-plan", AVOID, None),
        ("not-offered", CANNOT, CANNOT),
        (UNKNOWN, AVOID, CARE),
    ],
)
def test_baa_under_hipaa(baa, unsigned, signed):
    one = platform(baa=baa)
    on_record = Overlay(signed={"app": "2026-01-15"})
    assert hits(one, case(HIPAA)) == ([("no-baa", unsigned)] if unsigned else [])
    assert hits(one, case(HIPAA, overlay=on_record)) == ([("no-baa", signed)] if signed else [])


def test_a_baa_for_another_platform_counts_for_nothing():
    assert hits(platform(baa="on-request"), case(HIPAA, overlay=Overlay(signed={"other": "2026-01-15"})))


def test_a_signed_baa_for_a_plan_without_one_is_spoken_of():
    [sentence] = says(platform(baa="not-offered"), case(HIPAA, overlay=Overlay(signed={"app": "2026-01-15"})))
    assert "No BAA is offered" in sentence
    assert "look again which plan" in sentence


def test_as_if_signed():
    asked = case(HIPAA, overlay=Overlay(assume_signed=True))
    assert hits(platform(baa="on-request"), asked) == []
    assert hits(platform(baa="not-offered"), asked) == [("no-baa", CANNOT)]
    assert hits(platform(baa=UNKNOWN), asked) == [("no-baa", AVOID)]


def test_sources_that_disagree_raise_a_doubt_until_a_contract_settles_it():
    one = platform(baa=said("on-request", "not-offered"))
    assert hits(one, case(HIPAA)) == [("no-baa", AVOID), ("no-baa", CARE)]
    assert hits(one, case(HIPAA, overlay=Overlay(signed={"app": "2026-01-15"}))) == []
    milder = platform(baa=said("not-offered", "on-request"))
    assert hits(milder, case(HIPAA)) == [("no-baa", CANNOT)]


def test_doubt_is_marked_and_quotes_the_other_side():
    [hit] = judge(catalogue(), platform(audience=said("private", "public")), case()).gates
    assert hit.doubt is True
    assert hit.verdict is CARE
    assert hit.says == "Sources disagree. One says: Anyone at all can see or hear what goes on there."


def test_part2_asks_for_its_own_contract_too():
    assert hits(platform(part2_agreement="not-offered"), case(PART2)) == [("no-part2-agreement", AVOID)]
    assert hits(platform(part2_agreement=UNKNOWN), case(PART2)) == [("no-part2-agreement", CARE)]
    assert hits(platform(part2_agreement=UNKNOWN), case(HIPAA)) == []
    assert hits(platform(baa="not-offered"), case(PART2)) == [("no-baa", CANNOT)]


def test_a_gate_may_hold_for_some_functions_only():
    gate = Gate("texts", Rule.ANSWER, "baa", {"not-needed": Effect(AVOID, "No.")}, "", "a-page", (Function.TEXT_1TO1,))
    one = platform(functions=[Function.VIDEO_1TO1, Function.TEXT_1TO1])
    assert hits(one, case(policy(gates=[gate]))) == []
    assert hits(one, case(policy(gates=[gate]), Function.TEXT_1TO1)) == [("texts", AVOID)]


def test_sentences_of_an_organisation_reach_nothing_but_their_blanks():
    gate = Gate("odd", Rule.ANSWER, "baa", {"not-needed": Effect(AVOID, "{name.__class__} {name} {0}")}, "", "a-page")
    assert says(platform(), case(policy(gates=[gate]))) == ["{name.__class__} App {0}"]
