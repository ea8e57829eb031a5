from peerkit.model.function import Function
from peerkit.model.platform import UNKNOWN
from peerkit.policies import load_policy
from peerkit.scoring.ranking import rank, rankable, shared_function
from tests.scoring.made_up import REAL, case, catalogue, platform


def ids(judgements):
    return [judgement.platform.id for judgement in judgements]


def test_best_first_warned_last_stopped_apart():
    found = rank(
        catalogue(
            platform("half", lock="half"),
            platform("best"),
            platform("warned", audience="members"),
            platform("public", audience="public"),
            platform("gone", status="retired", ended="2013"),
        ),
        case(),
    )
    assert ids(found.ranked) == ["best", "half", "warned"]
    assert ids(found.stopped) == ["gone", "public"]
    assert found.waiting == ()


def test_ties_go_by_the_sure_part_and_then_by_id():
    found = rank(
        catalogue(platform("b"), platform("a"), platform("wide", lock=UNKNOWN), platform("mid", lock="half")), case()
    )
    assert ids(found.ranked) == ["a", "b", "mid", "wide"]


def test_what_lacks_only_a_signature_waits():
    hipaa = load_policy("hipaa", REAL.criteria)
    found = rank(
        catalogue(
            platform("phone"),
            platform("offered", baa="on-request"),
            platform("both", baa="on-request", audience="public"),
            platform("unknown", baa=UNKNOWN),
        ),
        case(hipaa),
    )
    assert ids(found.ranked) == ["phone"]
    assert ids(found.waiting) == ["offered"]
    assert ids(found.stopped) == ["both", "unknown"]


def test_ways_of_meeting_are_ranked_only_by_name():
    things = catalogue(platform("app"), platform("chat-room", generic=True))
    assert ids(rank(things, case()).ranked) == ["app"]
    assert ids(rank(things, case(), ["chat-room", "app"]).ranked) == ["app", "chat-room"]
    assert rankable(REAL.platforms["phone-call"])
    assert rankable(REAL.platforms["sms"])
    assert not rankable(REAL.platforms["live-chat"])


def test_shared_function():
    call, text = Function.CALL, Function.TEXT_1TO1
    assert shared_function([platform(functions=[text, call]), platform(functions=[call])]) is call
    assert shared_function([platform(functions=[text]), platform(functions=[call])]) is Function.VIDEO_1TO1
    gone = platform("gone", functions=[call], status="retired", ended="2013")
    assert shared_function([platform(functions=[text]), gone]) is text
    assert shared_function([gone]) is call
