import pytest

from peerkit.model.function import Function
from peerkit.model.judgement import Allowed, Range
from peerkit.model.platform import UNKNOWN
from peerkit.model.policy import Overlay, PlatformVerdict
from peerkit.scoring.judging import judge, verdict_of
from tests.scoring.made_up import case, catalogue, platform, policy, said


def judged(asked=None, **answers):
    one = platform(**answers)
    return judge(catalogue(one), one, asked or case())


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (60, 60, "good_fit"),
        (60, 100, "good_fit"),
        (59.9, 100, "with_care"),
        (0, 40, "with_care"),
        (0, 39.9, "avoid"),
        (0, 100, "with_care"),
    ],
)
def test_verdict_of_the_points(low, high, verdict):
    assert verdict_of(Range(low, high), policy()).value == verdict


def test_best_answers_are_a_good_fit_with_reasons():
    found = judged()
    assert found.verdict is PlatformVerdict.GOOD_FIT
    assert found.score == Range(pytest.approx(92), pytest.approx(92))
    assert "For it: What of lock? Full." in found.reasons


def test_poor_answers_are_to_be_avoided_and_say_why():
    found = judged(lock="none", guard="one", door=("nothing",), reach="few")
    assert found.verdict is PlatformVerdict.AVOID
    assert not found.stopped
    assert "Against it: What of lock? None." in found.reasons


def test_unknown_is_named_and_not_held_against_it():
    found = judged(lock=UNKNOWN)
    assert "Not known: What of lock?" in found.reasons
    assert not any(reason.startswith("Against it: What of lock") for reason in found.reasons)


def test_a_gate_beats_the_best_score():
    found = judged(audience="public")
    assert found.score.low > 90
    assert found.verdict is PlatformVerdict.AVOID
    assert found.stopped


def test_a_caution_lowers_a_good_fit():
    assert judged(audience="members").verdict is PlatformVerdict.WITH_CARE


def test_no_score_for_what_is_gone_or_cannot_do_it():
    gone = judged(status="retired", ended="2013", lock=None, guard=None)
    assert (gone.score, gone.privacy, gone.coverage) == (None, None, 0.0)
    assert gone.privacy_says == "It no longer runs."
    assert judged(case(function=Function.CALL)).score is None


def test_every_number_has_a_reason():
    for answers in ({}, {"lock": UNKNOWN}, {"lock": "none"}, {"audience": "public"}):
        assert judged(**answers).reasons


def test_privacy_is_told_apart():
    found = judged(reach="few")
    assert found.privacy == Range(pytest.approx(90), pytest.approx(90))
    assert found.score.low < found.privacy.low


@pytest.mark.parametrize(
    ("baa", "signed", "allowed"),
    [
        ("not-needed", False, Allowed.NO_CONTRACT_NEEDED),
        ("own-server", False, Allowed.OWN_SERVER),
        ("on-request", False, Allowed.NOT_YET),
        ("on-request", True, Allowed.YES),
        ("included-in-plan", True, Allowed.YES),
        ("paid-plan", False, Allowed.NOT_YET),
        ("not-offered", True, Allowed.NO),
        (UNKNOWN, True, Allowed.UNKNOWN),
        (None, False, Allowed.UNKNOWN),
    ],
)
def test_allowed_follows_the_contract_alone(baa, signed, allowed):
    overlay = Overlay(signed={"app": "2026-01-15"} if signed else {})
    found = judged(case(overlay=overlay), baa=baa)
    assert found.allowed is allowed
    assert "compliant" not in found.allowed_says


def test_a_baa_on_record_is_named_with_its_day():
    found = judged(case(overlay=Overlay(signed={"app": "2026-01-15"})), baa="on-request")
    assert "signed on 15 January 2026" in found.allowed_says


def test_as_if_signed_never_says_yes():
    found = judged(case(overlay=Overlay(assume_signed=True)), baa="on-request")
    assert found.allowed is Allowed.NOT_YET
    assert "None is on record" in found.allowed_says


def test_what_would_change_it():
    found = judged(lock="none")  # 52 of 100
    assert found.verdict is PlatformVerdict.WITH_CARE
    assert "It would be a good fit with the best answer to: What of lock?" in found.changes
    assert not any("What of guard" in change for change in found.changes)
    assert "Find out if it still runs." in judged(status=UNKNOWN).changes


def test_stale_answers_ask_for_a_recheck():
    found = judged(lock=said("full", as_of="2025-01-01"))
    assert "Check again: What of lock?" in found.changes
    assert found.score == judged().score


def test_same_input_same_output():
    assert judged(lock=UNKNOWN) == judged(lock=UNKNOWN)
